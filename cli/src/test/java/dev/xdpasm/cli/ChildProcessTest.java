package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.XdpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a process of its own: signals, privileges, what {@code bpftool} and {@code ip} see. */
@KernelTest
class ChildProcessTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final Path DROP = Cli.testdata("programs", "drop-all.xasm");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({"INT", "TERM"})
    void aSignalEndsRunAndTakesTheProgramOff(String signal) throws Exception {
        try (VethFixture veth = new VethFixture()) {
            Process run = start(List.of("nsenter", "--net=" + veth.here.path()), "run", DROP.toString(), VethFixture.NAME);
            awaitOutput("is on xt0 in native mode; Ctrl-C ends it");
            String link = output("nsenter", "--net=" + veth.here.path(), "ip", "-d", "link", "show", VethFixture.NAME);
            int id = XdpStatus.of(veth.device).programIds().values().iterator().next();
            assertTrue(link.contains("prog/xdp id " + id), link);
            assertTrue(veth.isSilent());
            output("kill", "-" + signal, Long.toString(run.pid()));
            assertTrue(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(ExitStatus.OK, run.exitValue(), printed());
            assertTrue(XdpStatus.of(veth.device).programIds().isEmpty());
            assertTrue(printed().contains("drop_all is off xt0 again"), printed());
            assertTrue(veth.pings());
        }
    }

    @Test
    void theDemoCountsRightAndLeavesNothing() throws Exception {
        Process demo = start(List.of(), "demo");
        assertTrue(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(ExitStatus.OK, demo.exitValue(), printed());
        assertTrue(printed().contains("192.0.2.11   drop       25       0       25        0\n"), printed());
        assertTrue(printed().contains("192.0.2.12   permit     25      25        0       25\n"), printed());
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsTheDemoAndNothingIsLeft(String signal, int status) throws Exception {
        Process demo = start(List.of(), "demo");
        awaitOutput("192.0.2.10 ");
        output("kill", "-" + signal, Long.toString(demo.pid()));
        assertTrue(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(status, demo.exitValue(), printed());
        assertNothingLeft();
    }

    @Test
    void withoutPrivilegesTheDemoSaysWhatIsMissingAndStillLists() throws Exception {
        Process demo = start(unprivileged(), "demo");
        assertTrue(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(ExitStatus.PRIVILEGES, demo.exitValue(), printed());
        assertTrue(printed().contains("<xdp_firewall>:"), printed());
        assertTrue(printed().contains("xdpasm: CAP_BPF"), printed());
    }

    @Test
    void withoutPrivilegesRunSaysSoInOneLine() throws Exception {
        Process run = start(unprivileged(), "run", DROP.toString(), "lo", "--for", "1");
        assertTrue(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(ExitStatus.PRIVILEGES, run.exitValue(), printed());
        assertTrue(printed().contains("CAP_BPF"), printed());
        assertEquals(1, printed().lines().count(), printed());
    }

    @Test
    void withoutPrivilegesCheckStillLints() throws Exception {
        Path file = Files.writeString(dir.resolve("fw.xasm"), "r0 = r5\nexit\n");
        Process check = start(unprivileged(), "check", file.toString());
        assertTrue(check.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(ExitStatus.PRIVILEGES, check.exitValue(), printed());
        assertTrue(printed().startsWith(file + ":1:1: fw instruction 0 (r0 = r5): reads r5"), printed());
        assertTrue(printed().contains("xdpasm: program fw could not be loaded") && printed().contains("CAP_BPF"), printed());
    }

    @Test
    void aFileThatMayNotBeReadIsOneLine() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret.xasm"), "r0 = 2\nexit\n");
        Files.setPosixFilePermissions(secret, Set.of());
        Process run = start(unprivileged(), "disasm", secret.toString());
        assertTrue(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(ExitStatus.FAILURE, run.exitValue(), printed());
        assertEquals("xdpasm: " + secret + ": permission denied, expected a file that may be read\n", printed());
    }

    private static List<String> unprivileged() {
        // still root by name, so that the class path stays readable, but with no capability at all
        return List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
    }

    private static void assertNothingLeft() throws Exception {
        // the kernel clears a namespace away a moment after its last process
        for (int i = 0; i < 100 && demoPrograms() > 0; i++) {
            Thread.sleep(20);
        }
        assertEquals(0, demoPrograms());
        assertTrue(!output("ip", "link").contains("server0"));
    }

    private static long demoPrograms() {
        return ProgramInfo.all().stream().filter(program -> program.name().equals("xdp_firewall")).count();
    }

    private Process start(List<String> prefix, String... args) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "dev.xdpasm.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output").toFile())
                .start();
    }

    private String printed() throws IOException {
        return Files.readString(dir.resolve("output"));
    }

    private void awaitOutput(String text) throws Exception {
        for (int i = 0; i < PATIENCE_SECONDS * 100 && !printed().contains(text); i++) {
            Thread.sleep(10);
        }
        assertTrue(printed().contains(text), printed());
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }
}
