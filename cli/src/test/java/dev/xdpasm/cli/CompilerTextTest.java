package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiler's {@code .s} stands wherever a program's file is taken. */
class CompilerTextTest {
    @TempDir
    private Path dir;

    @Test
    void textAndItsObjectListTheSame() throws IOException {
        Path text = Files.copy(Path.of(Cli.testdata("clang", "functions.s").toString()), dir.resolve("x.s"));
        Path object = dir.resolve("x.o");
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("asm", text, "-o", object));
        String ofText = Cli.run("disasm", text).out();
        assertTrue(ofText.contains("<twice>:"), ofText);
        assertEquals(ofText.replace("x.s:", "x.o:"), Cli.run("disasm", object).out());
    }

    @Test
    void aProgramOfItGoesOutAsBytes() throws IOException {
        Path bytes = dir.resolve("x.bin");
        assertEquals(
                ExitStatus.OK,
                Cli.run("asm", Cli.testdata("clang", "permit_all.s"), "--raw", "-o", bytes).status());
        assertArrayEquals(
                new byte[] {(byte) 0xb7, 0, 0, 0, 2, 0, 0, 0, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0}, Files.readAllBytes(bytes));
    }

    @Test
    void programsAndSectionsDoNotMix() throws IOException {
        Path text = Files.writeString(dir.resolve("m.s"), ".program xdp a\n.text\nexit\n");
        assertEquals(
                new Cli(
                        ExitStatus.FAILURE,
                        "",
                        "xdpasm: " + text + ":2:1: '.text' describes sections, but line 1 programs: expected one or the"
                                + " other in a text\n    .text\n    ^\n"),
                Cli.run("disasm", text));
    }
}
