package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.object.MapSpec;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that loads, attaches, detaches and closes all its life does not grow. It is another process than the tests', in which
 * nothing but the loader can grow: its heap is all there from the start, and nothing is compiled.
 */
@KernelTest
class CycleTest {
    private static final int CYCLES = Bound.of(100, 10_000);
    private static final int WARM_UP = 50;

    /** Of a leak of 13 bytes a cycle the full count makes more; 4 kB at most were seen. */
    private static final long GROWTH_KILOBYTES = 128;

    private static final int LEAKED_BYTES = 4096;

    /** A thread's own pieces come once a thread. */
    private static final long MOST_DIRECT_BYTES = 1 << 20;

    /** What is done over and over. */
    enum Cycle {
        NETLINK(XdpMethod.NETLINK),
        LINK(XdpMethod.LINK),
        /** Nothing is closed: the collector and the {@code Cleaner} find it. */
        FORGOTTEN(XdpMethod.AUTO),
        /** What this test is to notice. */
        LEAKING(XdpMethod.LINK);

        private static final List<ByteBuffer> LEAKED = new ArrayList<>();

        private final XdpOptions options;

        Cycle(XdpMethod method) {
            options = XdpOptions.DEFAULTS.withMethod(method).withMode(XdpMode.GENERIC);
        }

        private void run(VethFixture net) {
            if (this == FORGOTTEN) {
                Bpf forgotten = load();
                assertEquals(1, forgotten.programs().size());
                return;
            }
            try (Bpf bpf = load();
                    Attachment on = Programs.only(bpf).attach(net.device, options)) {
                assertTrue(on.programId() != 0);
            }
            if (this == LEAKING) {
                LEAKED.add(ByteBuffer.allocateDirect(LEAKED_BYTES));
            }
        }

        private static Bpf load() {
            return Bpf.load(Programs.withMap(MapSpec.hash("m", 4, 4, 4)));
        }
    }

    /** The process. */
    static final class Cycling {
        private Cycling() {}

        public static void main(String[] args) throws Exception {
            Cycle cycle = Cycle.valueOf(args[0]);
            try (VethFixture net = new VethFixture()) {
                long descriptors = ProcessSize.now().descriptors();
                run(cycle, WARM_UP, net);
                ProcessSize before = ProcessSize.settledAt(descriptors);
                run(cycle, Integer.parseInt(args[1]), net);
                System.out.println(before + " " + ProcessSize.settledAt(descriptors));
            }
        }

        private static void run(Cycle cycle, int times, VethFixture net) {
            for (int i = 0; i < times; i++) {
                cycle.run(net);
            }
        }
    }

    private static List<ProcessSize> beforeAndAfter(Cycle cycle) throws IOException, InterruptedException {
        ProcessBuilder child = Children.java(Cycling.class, cycle, CYCLES);
        child.command().addAll(1, List.of("-Xint", "-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch"));
        Process process = child.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        List<ProcessSize> sizes = ProcessSize.parse(said);
        System.out.println("CycleTest: " + cycle + ", " + CYCLES + " cycles: from " + sizes.get(0).described() + " to "
                + sizes.get(1).described());
        return sizes;
    }

    @ParameterizedTest
    @EnumSource(
            value = Cycle.class,
            names = {"NETLINK", "LINK", "FORGOTTEN"})
    void staysFlat(Cycle cycle) throws Exception {
        List<ProcessSize> sizes = beforeAndAfter(cycle);
        ProcessSize before = sizes.get(0);
        ProcessSize after = sizes.get(1);
        assertTrue(after.descriptors() <= before.descriptors(), () -> "descriptors: " + sizes);
        assertTrue(after.kilobytes() <= before.kilobytes() + GROWTH_KILOBYTES, () -> "kB of memory: " + sizes);
    }

    @Test
    void leakOfAPageACycleIsNoticed() throws Exception {
        List<ProcessSize> sizes = beforeAndAfter(Cycle.LEAKING);
        long grown = sizes.get(1).kilobytes() - sizes.get(0).kilobytes();
        assertTrue(grown > GROWTH_KILOBYTES, () -> grown + " kB");
    }

    /** Before any collection: this is what a process grows by at first. */
    @Test
    void requestsUseTheirMemoryAgain() {
        try (VethFixture net = new VethFixture()) {
            Cycle.NETLINK.run(net);
            long before = directBytes();
            for (int i = 0; i < WARM_UP; i++) {
                Cycle.NETLINK.run(net);
            }
            long grown = directBytes() - before;
            assertTrue(grown < MOST_DIRECT_BYTES, () -> WARM_UP + " cycles took " + grown + " bytes of direct memory");
        }
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
