package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code xdpasm check} says of programs, with the kernel and without. */
class CheckTest {
    private static final String TWO =
            """
            .program xdp good
                r0 = XDP_PASS
                exit
            .program xdp bad
                r0 = 0
                if r1 == 0 goto out;  r0 = *(u8 *)(r1 + 0)
            out:
                exit
            """;
    private static final String UNWRITTEN = "r0 = 2;  r0 = r5\nexit\n";

    @TempDir
    private Path dir;

    @Test
    void lintSaysTheLineAndTheColumn() throws IOException {
        Path file = Files.writeString(dir.resolve("fw.xasm"), UNWRITTEN);
        assertEquals(
                new Cli(
                        ExitStatus.FAILURE,
                        file + ":1:10: fw instruction 1 (r0 = r5): reads r5, which no path to here has written\n"
                                + "    r0 = 2;  r0 = r5\n             ^\n",
                        ""),
                Cli.run("check", "--lint", file));
    }

    @Test
    void lintPassesWhatIsRight() {
        assertEquals(
                new Cli(ExitStatus.OK, "ok: drop_all (xdp), 2 instructions\n", ""),
                Cli.run("check", "--lint", Cli.testdata("programs", "drop-all.xasm")));
    }

    @Test
    void lintReadsObjectsToo() throws IOException {
        Path file = Files.writeString(dir.resolve("fw.xasm"), "r0 = r5\nexit\n");
        Path object = dir.resolve("fw.o");
        Cli.run("asm", file, "-o", object);
        Cli cli = Cli.run("check", "--lint", object);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertTrue(cli.out().contains("fw instruction 0 (r0 = r5): reads r5, which no path to here has written\n"), cli.out());
    }

    @KernelTest
    @Test
    void theKernelJudgesEachProgramByItself() throws IOException {
        Path file = Files.writeString(dir.resolve("two.xasm"), TWO);
        assertEquals(
                new Cli(
                        ExitStatus.FAILURE,
                        "ok: good (xdp), 2 instructions, 2 verified\n"
                                + file + ":6:27: bad instruction 2 (w0 = *(u8 *)(r1 + 0)): the verifier:"
                                + " invalid bpf_context access off=0 size=1\n"
                                + "        if r1 == 0 goto out;  r0 = *(u8 *)(r1 + 0)\n"
                                + "                              ^\n",
                        ""),
                Cli.run("check", file));
        assertEquals(
                new Cli(ExitStatus.OK, "ok: good (xdp), 2 instructions, 2 verified\n", ""),
                Cli.run("check", file, "--program", "good"));
    }

    @KernelTest
    @Test
    void lintComesBeforeTheKernel() throws IOException {
        Path file = Files.writeString(dir.resolve("fw.xasm"), UNWRITTEN);
        Cli cli = Cli.run("check", file);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertEquals(
                List.of(
                        file + ":1:10: fw instruction 1 (r0 = r5): reads r5, which no path to here has written",
                        file + ":1:10: fw instruction 1 (r0 = r5): the verifier: R5 !read_ok"),
                cli.out().lines().filter(line -> line.startsWith(file.toString())).toList());
    }

    @KernelTest
    @Test
    void theWholeLogIsShownToThoseWhoAsk() throws IOException {
        Path file = Files.writeString(dir.resolve("fw.xasm"), UNWRITTEN);
        assertTrue(Cli.run("check", file, "--log").out().contains("processed 2 insns"));
    }

    @KernelTest
    @Test
    void mapsAndFunctionsAreCheckedToo() {
        Cli cli = Cli.run("check", Cli.testdata("programs", "firewall.xasm"));
        assertEquals(ExitStatus.OK, cli.status(), cli.out() + cli.err());
        assertTrue(cli.out().startsWith("ok: xdp_firewall (xdp), 32 instructions, "), cli.out());
    }

    /** Each member is loaded by itself, and the struct then has no other program. */
    @KernelTest
    @Test
    void programsOfAStructOfFunctionsAreJudgedToo() {
        Cli cli = Cli.run("check", Cli.testdata("elf", "struct-ops.19-v3-g.o"));
        assertEquals(
                List.of("ok: fixed_ssthresh", "ok: fixed_cong_avoid", "ok: fixed_undo_cwnd"),
                cli.out().lines().map(line -> line.replaceAll(" \\(.*", "")).toList(),
                cli::toString);
    }
}
