package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtfCommandTest {
    private static final Path KINDS = Cli.testdata("btf", "kinds.o");

    @Test
    void dumpsAsBpftool() throws IOException {
        assertEquals(
                new Cli(ExitStatus.OK, Files.readString(Cli.testdata("btf", "kinds.raw")), ""), Cli.run("btf", "dump", KINDS));
        assertEquals(
                new Cli(ExitStatus.OK, Files.readString(Cli.testdata("btf", "kinds.h")), ""),
                Cli.run("btf", "dump", "--c", KINDS));
    }

    /** A kernel, a module and a program can have types as well: an ordinary program of this machine is given some. */
    @Test
    void dumpsWhatIsNoBpf(@TempDir Path directory) throws IOException, InterruptedException {
        Path types = directory.resolve("types");
        Path program = directory.resolve("program");
        run("llvm-objcopy-19", "--dump-section", ".BTF=" + types, KINDS.toString(), directory.resolve("kinds.o").toString());
        run("llvm-objcopy-19", "--add-section", ".BTF=" + types, "/bin/true", program.toString());
        assertEquals(
                new Cli(ExitStatus.OK, Files.readString(Cli.testdata("btf", "kinds.raw")), ""), Cli.run("btf", "dump", program));
        Cli none = Cli.run("btf", "dump", "/bin/true");
        assertEquals("xdpasm: /bin/true: has no section .BTF, expected an object with types (clang -g)\n", none.err());
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(Files.readAllBytes(program), 5000));
        String error = Cli.run("btf", "dump", cut).err();
        assertTrue(error.matches("xdpasm: .*cut: offset 0x[0-9a-f]+: the section headers of .* expected within the file's 5000\n"), error);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), () -> String.join(" ", command));
    }

    @Test
    void differencesAreNamed() {
        Cli cli = Cli.run("btf", "diff", Cli.testdata("core", "programs-19.o"), Cli.testdata("core", "target.o"));
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        assertTrue(
                cli.out().startsWith("""
                        + enum letter
                        - enum missing
                        ~ enum narrow
                        -\t4 bytes
                        -\tNARROW = 5
                        +\t8 bytes
                        +\tNARROW = 30064771077
                        """),
                cli.out());
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("btf", "diff", KINDS, KINDS));
    }

    @Test
    void badSourcesAreNamed(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("no-btf"), "this is no BTF at all, but long enough", StandardCharsets.UTF_8);
        Cli cli = Cli.run("btf", "dump", text);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertEquals(
                "xdpasm: " + text + ": BTF, byte 0x0: magic number 0x6874, expected 0xeb9f: little-endian BTF\n", cli.err());
        assertEquals(
                new Cli(ExitStatus.USAGE, "", "xdpasm: 'number 5', expected a file, vmlinux, or id and a number\n"
                        + "try: xdpasm btf dump --help\n"),
                Cli.run("btf", "dump", "number", "5"));
        Cli missing = Cli.run("btf", "dump", directory.resolve("missing.o"));
        assertTrue(missing.err().endsWith("missing.o: there is no such file\n"), missing.err());
        assertEquals(ExitStatus.FAILURE, missing.status());
    }
}
