package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process that is killed without warning leaves nothing behind of what it did in namespaces of its own. */
@KernelTest
class KilledProcessTest {
    private static final int WAIT_MILLIS = 10_000;
    private static final int STEP_MILLIS = 50;

    /** Attaches in a namespace of its own, says what, and waits for its end. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws InterruptedException {
            VethFixture net = new VethFixture();
            Attachment on = Programs.only(Bpf.load(Programs.dropAll())).attach(net.device, XdpMode.NATIVE);
            System.out.println(on.programId());
            Thread.sleep(WAIT_MILLIS);
        }
    }

    private static boolean isLoaded(int id) {
        return ProgramInfo.all().stream().anyMatch(program -> program.id() == id);
    }

    @Test
    void namespaceAndProgramEndWithIt() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int id = Integer.parseInt(out.readLine());
            assertTrue(isLoaded(id));
            assertEquals(
                    List.of((int) process.pid()),
                    Holders.scan().of(id).stream().map(Holder::pid).toList());
            process.destroyForcibly();
            assertTrue(process.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS));
            for (int waited = 0; waited < WAIT_MILLIS && isLoaded(id); waited += STEP_MILLIS) {
                Thread.sleep(STEP_MILLIS);
            }
            assertFalse(isLoaded(id), "program " + id + " is still there");
        } finally {
            process.destroyForcibly();
        }
    }
}
