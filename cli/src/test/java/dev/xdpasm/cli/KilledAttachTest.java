package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.LeftBehind;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.XdpStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code attach}, {@code attach --replace} and {@code detach}, killed at any moment: whatever is left then, {@code clean}
 * names and undoes.
 */
@KernelTest(pins = true)
class KilledAttachTest {
    private static final boolean FULL = Boolean.getBoolean("xdpasm.full");
    private static final int KILLS = FULL ? 200 : 15;
    private static final int LONGEST_MILLIS = 1200;
    private static final int WAIT_MILLIS = 5000;
    private static final int STEP_MILLIS = 5;
    private static final Path DROP = Cli.testdata("programs", "drop-all.xasm");
    private static final Path PERMIT = Cli.testdata("programs", "permit-all.xasm");
    private static final Path PIN = Path.of("/sys/fs/bpf/xdpasm-killed-" + ProcessHandle.current().pid());

    /** Attaches and detaches in every way until it is killed. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) throws Exception {
            System.out.println("ready");
            while (true) {
                run("attach", args[0], VethFixture.NAME, "--pin", args[2]);
                run("attach", args[1], VethFixture.NAME, "--replace");
                run("detach", VethFixture.NAME);
                Files.deleteIfExists(Path.of(args[2]));
                run("attach", args[0], VethFixture.NAME, "--link");
                run("attach", args[1], VethFixture.NAME, "--link", "--replace");
                run("detach", VethFixture.NAME);
            }
        }

        private static void run(Object... args) {
            Cli cli = Cli.run(args);
            if (cli.status() != ExitStatus.OK) {
                System.out.println("wrong: " + List.of(args) + ": " + cli.err());
            }
        }
    }

    @Test
    void whateverIsLeftIsNamedAndUndone(@TempDir Path folder) throws Exception {
        Random random = new Random(FULL ? 200 : 15);
        Map<LeftBehind.Kind, Integer> left = new EnumMap<>(LeftBehind.Kind.class);
        int attached = 0;
        try (VethFixture veth = new VethFixture()) {
            for (int i = 0; i < KILLS; i++) {
                killAfter(veth, random.nextInt(LONGEST_MILLIS), folder.resolve("said"));
                Map<?, Integer> on = XdpStatus.of(veth.device).programIds();
                attached += on.size();
                List<LeftBehind.Item> items = ofOurs(veth);
                for (int id : on.values()) {
                    assertTrue(
                            items.stream().anyMatch(item -> item.what().startsWith("program " + id + " (")
                                    && item.kind() == LeftBehind.Kind.ATTACHED),
                            "program " + id + " is on, and not among " + items);
                }
                assertEquals(
                        Files.exists(PIN),
                        items.stream().anyMatch(item -> item.kind() == LeftBehind.Kind.PINNED && item.what().contains(PIN + ",")));
                items.forEach(item -> left.merge(item.kind(), 1, Integer::sum));
                veth.here.call(() -> {
                    items.forEach(LeftBehind.Item::undo);
                    return true;
                });
                for (int waited = 0; waited < WAIT_MILLIS && isDirty(veth); waited += STEP_MILLIS) {
                    Thread.sleep(STEP_MILLIS);
                }
                assertTrue(XdpStatus.of(veth.device).programIds().isEmpty(), "after undoing " + items);
                assertTrue(!Files.exists(PIN), "after undoing " + items);
                assertEquals(List.of(), ofOurs(veth), "after undoing " + items);
            }
        } finally {
            Files.deleteIfExists(PIN);
        }
        System.out.println("KilledAttachTest: " + KILLS + " kills, " + attached + " left a program on, named and undone: " + left);
    }

    private static boolean isDirty(VethFixture veth) {
        return !XdpStatus.of(veth.device).programIds().isEmpty();
    }

    /** Other tests may be leaving things on this machine: what names our interface in our namespace, or our pins. */
    private static List<LeftBehind.Item> ofOurs(VethFixture veth) {
        String link = "-" + veth.here.inode();
        return veth.here.call(() -> LeftBehind.find().stream()
                .filter(item -> item.what().contains(PIN.toString())
                        || item.what().contains("/sys/fs/bpf/xdpasm/xdp-" + veth.device.ifindex() + link)
                        || item.what().contains("on xt0 (ifindex " + veth.device.ifindex() + ")")
                                && !item.what().contains("net:["))
                .toList());
    }

    private static void killAfter(VethFixture veth, int millis, Path said) throws Exception {
        Process busy = new ProcessBuilder(
                        "nsenter",
                        "--net=" + veth.here.path(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dxdpasm.testdata=" + System.getProperty("xdpasm.testdata"),
                        Busy.class.getName(),
                        DROP.toString(),
                        PERMIT.toString(),
                        PIN.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        try {
            for (int waited = 0; waited < 4 * WAIT_MILLIS && !Files.readString(said).contains("ready"); waited += STEP_MILLIS) {
                Thread.sleep(STEP_MILLIS);
            }
            // The first command takes its time to load classes: its beginning is what is hit then.
            Thread.sleep(millis);
        } finally {
            busy.destroyForcibly().waitFor();
        }
        assertEquals("ready\n", Files.readString(said));
    }
}
