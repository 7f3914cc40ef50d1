package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.VethFixture;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java sources on their way through the running kernel. */
@KernelTest
class JavaInKernelTest {
    private static final String BLOCKLIST =
            """
            import static dev.xdpasm.isa.Register.*;
            import static dev.xdpasm.uapi.XdpAction.*;
            import dev.xdpasm.asm.*;
            import dev.xdpasm.object.*;

            class Blocklist {
                static final BpfObject DROP = BpfObject.of(BpfProgram.xdp("java_drop", Assembler.assemble(a -> {
                    a.mov(R0, XDP_DROP);
                    a.exit();
                })));
                static final BpfObject REFUSED = BpfObject.of(BpfProgram.xdp("refused", Assembler.assemble(a -> {
                    a.ldxdw(R0, R1, 0); // no such field
                    a.exit();
                })));
            }
            """;

    @TempDir
    private Path dir;

    private Path source() throws IOException {
        return Files.writeString(dir.resolve("Blocklist.java"), BLOCKLIST);
    }

    @Test
    void theVerifierTakesIt() throws IOException {
        assertEquals(
                new Cli(ExitStatus.OK, "ok: java_drop (xdp), 2 instructions, 2 verified\n", ""),
                Cli.run("check", source(), "--member", "DROP"));
    }

    @Test
    void whatTheVerifierRefusesNamesTheJavaLine() throws IOException {
        Path file = source();
        assertEquals(
                new Cli(
                        ExitStatus.FAILURE,
                        file + ":12: refused instruction 0 (r0 = *(u64 *)(r1 + 0)): the verifier:"
                                + " invalid bpf_context access off=0 size=8\n"
                                + "            a.ldxdw(R0, R1, 0); // no such field\n"
                                + "            ^\n",
                        ""),
                Cli.run("check", file, "--member", "REFUSED"));
        String run = Cli.run("run", file, "--member", "REFUSED", "--packet", "00".repeat(64)).err();
        assertTrue(run.contains(file + ":12"), run);
    }

    @Test
    void itRunsOnAPacket() throws IOException {
        Cli cli = Cli.run("run", source(), "--member", "DROP", "--packet", "00".repeat(64));
        assertTrue(cli.out().startsWith("XDP_DROP, "), cli.out() + cli.err());
    }

    @Test
    void theKernelShowsItsLines() throws IOException, InterruptedException {
        Path file = source();
        try (VethFixture veth = new VethFixture()) {
            assertEquals(ExitStatus.OK, in(veth, "attach", file, VethFixture.NAME, "--member", "DROP").status());
            Process bpftool = new ProcessBuilder("bpftool", "prog", "dump", "xlated", "name", "java_drop", "linum").start();
            String said = new String(bpftool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.contains("; a.mov(R0, XDP_DROP); [file:" + file + " line_num:8 line_col:0]"), said);
            assertTrue(veth.isSilent(), "the ping came back");
            assertEquals(ExitStatus.OK, in(veth, "detach", VethFixture.NAME).status());
            assertTrue(veth.pings());
        }
    }

    @Test
    void itRunsOnAnInterfaceUntilItIsStopped() throws Exception {
        Path file = source();
        StringWriter out = new StringWriter();
        try (VethFixture veth = new VethFixture();
                NetNamespace same = NetNamespace.open(veth.here.path())) {
            CompletableFuture<Cli> running = CompletableFuture.supplyAsync(() -> same.call(() -> Cli.runInto(
                    out, "run", file, VethFixture.NAME, "--member", "DROP", "--for", "60")));
            while (!out.toString().contains(" is on ") && !running.isDone()) {
                Thread.sleep(5);
            }
            assertTrue(veth.isSilent(), "the ping came back");
            assertEquals(ExitStatus.OK, in(veth, "detach", VethFixture.NAME, "--replace").status());
            assertTrue(running.join().out().startsWith("java_drop (id "), out.toString());
            assertTrue(veth.pings());
        }
    }

    private static Cli in(VethFixture veth, Object... args) {
        return veth.here.call(() -> Cli.run(args));
    }
}
