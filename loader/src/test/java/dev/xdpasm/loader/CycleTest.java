package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.object.MapSpec;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that loads, attaches, detaches and closes all its life does not grow. */
@KernelTest
class CycleTest {
    private static final int CYCLES = Bound.of(100, 10_000);
    private static final int WARM_UP = 50;
    private static final int FORGOTTEN = Bound.of(20, 1000);
    /** Of direct memory: a thread's own pieces come once a thread. */
    private static final long GROWTH_BYTES = 1 << 20;

    private static final int WAIT_MILLIS = 10_000;
    private static final int STEP_MILLIS = 20;

    /** Of the kinds that the loader opens: the JVM's own files come and go. */
    private static long descriptors() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : all) {
                String kind = ProcFiles.link(fd).orElse("");
                count += kind.contains("bpf") || kind.startsWith("socket:") || kind.startsWith("net:") ? 1 : 0;
            }
        }
        return count;
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static void cycle(VethFixture net, XdpOptions options) {
        try (Bpf bpf = Bpf.load(Programs.withMap(MapSpec.hash("m", 4, 4, 4)));
                Attachment on = Programs.only(bpf).attach(net.device, options)) {
            assertTrue(on.programId() != 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void loadAttachDetachCloseStaysFlat(XdpMethod method) throws Exception {
        XdpOptions options = XdpOptions.DEFAULTS.withMethod(method).withMode(XdpMode.GENERIC);
        try (VethFixture net = new VethFixture()) {
            for (int i = 0; i < WARM_UP; i++) {
                cycle(net, options);
            }
            System.gc();
            long files = descriptors();
            long direct = directBytes();
            long resident = residentKilobytes();
            for (int i = 0; i < CYCLES; i++) {
                cycle(net, options);
            }
            // Direct memory is given back by the collector, a little after it has run.
            System.gc();
            for (int waited = 0;
                    waited < WAIT_MILLIS && (descriptors() > files || directBytes() > direct + GROWTH_BYTES);
                    waited += STEP_MILLIS) {
                System.gc();
                Thread.sleep(STEP_MILLIS);
            }
            System.out.println("CycleTest: " + method + ", " + CYCLES + " cycles: descriptors " + files + " to " + descriptors()
                    + ", direct memory " + direct + " to " + directBytes() + " bytes, RssAnon " + resident + " to "
                    + residentKilobytes() + " kB");
            assertTrue(descriptors() <= files, files + " descriptors before, " + descriptors() + " after");
            assertTrue(directBytes() <= direct + GROWTH_BYTES, "direct memory grew from " + direct + " to " + directBytes());
        }
    }

    /** Before any collection: this is what a process grows by at first. */
    @Test
    void requestsUseTheirMemoryAgain() {
        XdpOptions options = XdpOptions.DEFAULTS.withMethod(XdpMethod.NETLINK).withMode(XdpMode.GENERIC);
        try (VethFixture net = new VethFixture()) {
            cycle(net, options);
            long direct = directBytes();
            for (int i = 0; i < WARM_UP; i++) {
                cycle(net, options);
            }
            long grown = directBytes() - direct;
            assertTrue(grown < GROWTH_BYTES, () -> WARM_UP + " cycles took " + grown + " bytes of direct memory");
        }
    }

    @Test
    void whatIsForgottenIsGivenBack() throws Exception {
        try (VethFixture net = new VethFixture()) {
            cycle(net, XdpOptions.DEFAULTS);
            System.gc();
            long files = descriptors();
            for (int i = 0; i < FORGOTTEN; i++) {
                forget();
            }
            for (int waited = 0; waited < WAIT_MILLIS && descriptors() > files; waited += STEP_MILLIS) {
                System.gc();
                Thread.sleep(STEP_MILLIS);
            }
            assertTrue(descriptors() <= files, "descriptors: " + files + " before, " + descriptors() + " after");
        }
    }

    private static void forget() {
        Bpf forgotten = Bpf.load(Programs.withMap(MapSpec.hash("m", 4, 4, 4)));
        assertEquals(1, forgotten.programs().size());
    }
}
