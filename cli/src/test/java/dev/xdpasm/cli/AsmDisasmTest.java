package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsmDisasmTest {
    private static final String PERMIT_ALL =
            """

            %s:\tfile format elf64-bpf

            Disassembly of section xdp:

            0000000000000000 <permit_all>:
                   0:\tb7 00 00 00 02 00 00 00\tr0 = 2
                   1:\t95 00 00 00 00 00 00 00\texit
            """;

    @TempDir
    private Path dir;

    private final Path source = Cli.testdata("programs", "permit-all.xasm");

    @Test
    void theObjectListsAsTheText() {
        Path object = dir.resolve("permit-all.o");
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("asm", source, "-o", object));
        assertEquals(PERMIT_ALL.formatted(object), Cli.run("disasm", object).out());
        assertEquals(PERMIT_ALL.formatted(source), Cli.run("disasm", source).out());
    }

    @Test
    void anObjectIsWrittenAnewAsItWas() throws IOException {
        Path once = dir.resolve("once.o");
        Path twice = dir.resolve("twice.o");
        Cli.run("asm", Cli.testdata("programs", "firewall.xasm"), "-o", once);
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("asm", once, "-o", twice));
        assertEquals(Cli.run("asm", once, "--hex").out(), Cli.run("asm", twice, "--hex").out());
    }

    @Test
    void hexAndRawAreTheBareInstructions() throws IOException {
        Path raw = dir.resolve("raw");
        Path hex = dir.resolve("hex");
        Cli.run("asm", source, "--raw", "-o", raw);
        Cli.run("asm", source, "--hex", "-o", hex);
        assertEquals("b7 00 00 00 02 00 00 00\n95 00 00 00 00 00 00 00\n", Files.readString(hex));
        assertEquals(Files.readString(hex), Cli.run("asm", source, "--hex").out());
        assertEquals(16, Files.size(raw));
        assertEquals(
                Cli.run("disasm", "--raw", raw).out().lines().skip(2).toList(),
                Cli.run("disasm", "--hex", hex).out().lines().skip(2).toList());
    }

    @Test
    void takesInstructionsOfTheLevelThatItIsTold() throws IOException {
        Path file = Files.writeString(dir.resolve("swap.xasm"), "r0 = bswap16 r0\nexit\n");
        assertEquals(ExitStatus.OK, Cli.run("asm", file, "--hex").status());
        assertEquals(ExitStatus.OK, Cli.run("asm", file, "--hex", "--mcpu", "v4").status());
        assertEquals(
                new Cli(
                        ExitStatus.FAILURE,
                        "",
                        "xdpasm: " + file + ":1:1: the instruction is of ISA level v4, expected one of level v3 at most\n"
                                + "    r0 = bswap16 r0\n    ^\n"),
                Cli.run("asm", file, "--hex", "--mcpu", "v3"));
    }

    @Test
    void anObjectIsOfNoOtherLevel() {
        Cli cli = Cli.run("asm", Cli.testdata("elf", "permit.19-v3-g.o"), "--hex", "--mcpu", "v3");
        assertEquals(ExitStatus.USAGE, cli.status());
        assertEquals(
                "xdpasm: --mcpu goes with text: an ELF object is written as it is",
                cli.err().lines().findFirst().orElseThrow());
    }

    @Test
    void hexThatIsNoneIsRefused() throws IOException {
        Path file = Files.writeString(dir.resolve("x"), "b7 0");
        assertEquals("xdpasm: " + file + ": is not hex, expected pairs of hexadecimal digits\n", Cli.run("disasm", "--hex", file).err());
    }
}
