package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.LoadedProgram;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.Pins;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.VethPair;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.loader.XdpStatus;
import dev.xdpasm.text.XasmReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code run}, {@code attach} and {@code detach} on a veth pair in a namespace of its own. */
@KernelTest
class LifecycleTest extends OnVeth {
    private static final int LONGEST_RUN_SECONDS = 64;
    private static final int KILLS = 5;

    @Test
    void runDropsWhileItRunsAndNoLonger() throws Exception {
        assertTrue(veth.pings());
        boolean seen = false;
        for (int seconds = 1; !seen; seconds *= 4) {
            assertTrue(seconds <= LONGEST_RUN_SECONDS, "the machine is too slow to see the program at work");
            seen = isSilentWhileRunning(seconds);
        }
        assertTrue(veth.pings());
    }

    /** Whether the program was on from before the ping to after it; fails if it was and the ping came back. */
    private boolean isSilentWhileRunning(int seconds) throws Exception {
        boolean silent;
        boolean on;
        Cli cli;
        // a thread of its own in the namespace, as the command keeps it busy
        try (NetNamespace same = NetNamespace.open(veth.here.path())) {
            CompletableFuture<Cli> running = CompletableFuture.supplyAsync(
                    () -> same.call(() -> Cli.run("run", DROP, VethFixture.NAME, "--for", seconds)));
            while (XdpStatus.of(veth.device).programIds().isEmpty() && !running.isDone()) {
                Thread.sleep(5);
            }
            silent = veth.isSilent();
            on = !XdpStatus.of(veth.device).programIds().isEmpty();
            cli = running.join();
        }
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        assertTrue(cli.out().matches("drop_all \\(id \\d+\\) is on xt0 in native mode\ndrop_all is off xt0 again\n"), cli.out());
        assertTrue(silent || !on, "the ping came back");
        return on;
    }

    @Test
    void attachStaysAndDetachTakesOffWhatAttachPutOn() {
        Cli attached = in("attach", DROP, VethFixture.NAME, "--mode", "generic");
        assertEquals(ExitStatus.OK, attached.status(), attached.err());
        assertTrue(attached.out().contains(" is on xt0 in generic mode; take it off with: xdpasm detach xt0"), attached.out());
        assertTrue(veth.isSilent());
        Cli detached = in("detach", VethFixture.NAME);
        assertEquals(ExitStatus.OK, detached.status(), detached.err());
        assertTrue(veth.pings());
        assertEquals("xdpasm: no XDP program is on xt0\n", in("detach", VethFixture.NAME).err());
    }

    /** The first look that finds the program is soon enough to kill an attach that would note it afterwards only. */
    @Test
    void whatAKilledAttachLeavesCanBeTakenOff() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            Process attach = new ProcessBuilder(
                            "nsenter",
                            "--net=" + veth.here.path(),
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.xdpasm.cli.Main",
                            "attach",
                            DROP.toString(),
                            VethFixture.NAME)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (XdpStatus.of(veth.device).programIds().isEmpty() && attach.isAlive()) {
                Thread.onSpinWait();
            }
            attach.destroyForcibly().waitFor();
            Cli detached = in("detach", VethFixture.NAME);
            assertEquals(ExitStatus.OK, detached.status(), detached.err());
        }
    }

    @Test
    @KernelTest(pins = true)
    void oursThatSomeoneElsePutElsewhereIsTheirs() throws Exception {
        Path pin = Path.of("/sys/fs/bpf/xdpasm-cli-test-" + ProcessHandle.current().pid());
        try (VethPair other = VethPair.create(veth.here, "xt2", veth.here, "xt3")) {
            assertEquals(ExitStatus.OK, in("attach", DROP, VethFixture.NAME, "--pin", pin).status());
            try (LoadedProgram pinned = Pins.program(pin);
                    Attachment theirs = ((XdpProgram) pinned).attach(other.a(), XdpMode.GENERIC)) {
                Cli refused = in("detach", "xt2");
                assertTrue(refused.err().contains("was not put there by xdpasm attach"), refused.err());
                assertEquals(ExitStatus.OK, in("detach", "xt2", "--id", theirs.programId()).status());
            }
            assertEquals(ExitStatus.OK, in("detach", VethFixture.NAME).status());
        } finally {
            Files.deleteIfExists(pin);
        }
    }

    @Test
    void anothersProgramIsNeitherReplacedNorRemovedUnasked() {
        try (Bpf other = Bpf.load(XasmReader.read(PERMIT));
                Attachment on = other.xdp("permit_all").attach(veth.device, XdpMode.NATIVE)) {
            String id = Integer.toString(on.programId());
            for (Cli refused : new Cli[] {
                in("run", DROP, VethFixture.NAME, "--for", "1"),
                in("run", DROP, VethFixture.NAME, "--for", "1", "--mode", "generic"),
                in("attach", DROP, VethFixture.NAME),
                in("detach", VethFixture.NAME)
            }) {
                assertEquals(ExitStatus.FAILURE, refused.status());
                assertTrue(refused.err().contains(id), refused.err());
                assertEquals(1, refused.err().lines().count(), refused.err());
                assertTrue(refused.err().contains("--replace takes "), refused.err());
                assertEquals(on.programId(), XdpStatus.of(veth.device).programIds().get(XdpMode.NATIVE));
            }
            assertEquals(ExitStatus.OK, in("attach", DROP, VethFixture.NAME, "--replace").status());
            assertFalse(XdpStatus.of(veth.device).programIds().containsValue(on.programId()));
        }
        assertTrue(veth.isSilent(), "the other's close has left ours alone");
        assertEquals(ExitStatus.OK, in("detach", VethFixture.NAME).status());
    }

    @Test
    void detachTakesOffAnothersWhenTold() {
        try (Bpf other = Bpf.load(XasmReader.read(PERMIT));
                Attachment on = other.xdp("permit_all").attach(veth.device, XdpMode.NATIVE)) {
            Cli wrong = in("detach", VethFixture.NAME, "--id", 1);
            assertEquals(ExitStatus.FAILURE, wrong.status());
            assertEquals(ExitStatus.OK, in("detach", VethFixture.NAME, "--id", on.programId()).status());
            assertTrue(XdpStatus.of(veth.device).programIds().isEmpty());
        }
    }

    @Test
    @KernelTest(pins = true)
    void aPinOutlivesTheDetach() throws Exception {
        Path pin = Path.of("/sys/fs/bpf/xdpasm-cli-test-" + ProcessHandle.current().pid());
        try {
            assertEquals(ExitStatus.OK, in("attach", DROP, VethFixture.NAME, "--pin", pin).status());
            assertTrue(Files.exists(pin));
            assertEquals(ExitStatus.OK, in("detach", VethFixture.NAME).status());
            assertTrue(Files.exists(pin));
            Cli again = in("attach", DROP, VethFixture.NAME, "--pin", pin);
            assertEquals(ExitStatus.FAILURE, again.status());
            assertTrue(XdpStatus.of(veth.device).programIds().isEmpty(), "nothing is attached when the pin fails");
        } finally {
            Files.deleteIfExists(pin);
        }
    }

    @Test
    void anInterfaceThatIsNotThereIsOneLine() {
        Cli cli = in("run", DROP, "nope0", "--for", "1");
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertTrue(cli.err().contains("nope0") && cli.err().contains("xt0"), "names it and what there is: " + cli.err());
        assertEquals(1, cli.err().lines().count());
    }

    @Test
    void runEndsWhenItsProgramIsTakenOffOrReplaced() throws Exception {
        try (NetNamespace same = NetNamespace.open(veth.here.path())) {
            CompletableFuture<Cli> running = runFor60Seconds(same);
            assertEquals(ExitStatus.OK, in("detach", VethFixture.NAME, "--replace").status());
            assertRunEnded("it was taken off\n", running);

            running = runFor60Seconds(same);
            assertEquals(ExitStatus.OK, in("attach", PERMIT, VethFixture.NAME, "--replace").status());
            assertRunEnded("program \\d+ took its place\n", running);
            assertEquals(ExitStatus.OK, in("detach", VethFixture.NAME).status());

            running = runFor60Seconds(same);
            veth.device.delete();
            // the kernel takes the program off first, and may be asked in between
            assertRunEnded("(it was taken off|the interface was removed or moved to another network namespace)\n", running);
        }
    }

    private CompletableFuture<Cli> runFor60Seconds(NetNamespace namespace) throws Exception {
        StringWriter out = new StringWriter();
        CompletableFuture<Cli> running = CompletableFuture.supplyAsync(
                () -> namespace.call(() -> Cli.runInto(out, "run", DROP, VethFixture.NAME, "--for", "60")));
        while (!out.toString().contains(" is on ") && !running.isDone()) {
            Thread.sleep(5);
        }
        return running;
    }

    private static void assertRunEnded(String why, CompletableFuture<Cli> running) throws Exception {
        Cli cli = running.get(30, TimeUnit.SECONDS);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertTrue(cli.err().matches("xdpasm: drop_all \\(id \\d+\\) is no longer on xt0: " + why), cli.err());
    }
}
