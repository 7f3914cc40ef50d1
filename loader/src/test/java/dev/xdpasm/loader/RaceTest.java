package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes that both want one interface: at each moment one has it, and the other is told who. */
@KernelTest
class RaceTest {
    private static final int ROUNDS = Bound.of(100, 1000);
    private static final int PATIENCE_SECONDS = 300;

    /** Attaches and detaches again and again; says how often it had the interface. */
    static final class Racer {
        private Racer() {}

        public static void main(String[] args) {
            XdpOptions options = XdpOptions.DEFAULTS
                    .withMethod(XdpMethod.valueOf(args[1]))
                    .withMode(XdpMode.GENERIC);
            int had = 0;
            int occupied = 0;
            try (NetNamespace namespace = NetNamespace.open(Path.of(args[0]));
                    Bpf bpf = Bpf.load(Programs.permitAll())) {
                NetDevice device = NetDevice.byName(namespace, VethFixture.NAME);
                for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                    try (Attachment on = Programs.only(bpf).attach(device, options)) {
                        Map<XdpMode, Integer> there = XdpStatus.of(device).programIds();
                        if (!there.equals(Map.of(XdpMode.GENERIC, on.programId()))) {
                            System.out.println("wrong: ours is on, and the kernel shows " + there);
                        }
                        had++;
                    } catch (KernelException e) {
                        if (!e.errnoName().equals("EBUSY") && !e.errnoName().equals("EEXIST")) {
                            System.out.println("wrong: " + e.getMessage());
                        }
                        occupied++;
                    }
                }
            }
            System.out.println("had " + had + " occupied " + occupied);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void oneHasItAndTheOtherIsTold(XdpMethod method, @TempDir File folder) throws Exception {
        try (VethFixture net = new VethFixture()) {
            List<Process> racers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                racers.add(Children.intoFile(
                                Children.java(Racer.class, net.here.path(), method.name(), ROUNDS),
                                new File(folder, "said" + i))
                        .start());
            }
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 2; i++) {
                assertTrue(racers.get(i).waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
                String said = Files.readString(folder.toPath().resolve("said" + i));
                assertEquals(0, racers.get(i).exitValue(), said);
                assertTrue(!said.contains("wrong"), said);
                assertTrue(said.matches("(?s).*had [1-9].*"), said);
                all.append(said.strip()).append("; ");
            }
            assertEquals(Map.of(), XdpStatus.of(net.device).programIds());
            System.out.println("RaceTest: " + method + ", 2 processes, " + ROUNDS + " rounds each: " + all);
        }
    }
}
