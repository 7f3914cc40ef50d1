package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold no program end with 1 and one line that says what is wrong, for every command that reads one. */
class BadInputTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "''                       | : is empty, expected a program",
                "'abc'                    | :1:1: unknown instruction 'abc'",
                "'r0 = 2\nfrobnicate\n'   | :2:1: unknown instruction 'frobnicate'",
                "'goto away\nexit\n'      | :1:6: label 'away' is not bound anywhere in program bad",
                "'  r11 = 1\nexit\n'      | :1:3: ",
                "'r0 = 0x10000000000\nexit' | :1:6: "
            })
    void textIsRefusedAtItsPlace(String text, String problem) throws IOException {
        Path file = Files.writeString(dir.resolve("bad.xasm"), text);
        for (String command : new String[] {"asm", "disasm", "run", "attach"}) {
            Cli cli = runOn(command, file);
            assertEquals(ExitStatus.FAILURE, cli.status(), cli.err());
            assertTrue(cli.err().startsWith("xdpasm: " + file + problem), cli.err());
            assertEquals("", cli.out());
        }
        assertFalse(Files.exists(dir.resolve("out.o")));
    }

    @Test
    void errorsShowTheLineAndACaret() throws IOException {
        Path file = Files.writeString(dir.resolve("bad.xasm"), "r0 = 2\n\tr1 = r12\nexit\n");
        String[] lines = Cli.run("asm", file, "--hex").err().split("\n");
        assertTrue(lines[0].startsWith("xdpasm: " + file + ":2:7: "), lines[0]);
        assertEquals("    \tr1 = r12", lines[1]);
        assertEquals("    \t     ^", lines[2]);
        assertEquals(3, lines.length);
    }

    @Test
    void errorsOfLongLinesShowThePlaceAndSteerNoTerminal() throws IOException {
        String long1 = "r1 = " + "7".repeat(100_000) + "\n";
        Cli cli = Cli.run("asm", Files.writeString(dir.resolve("long.xasm"), long1), "--hex");
        assertTrue(cli.err().length() < 1000, cli.err());
        Cli escape = Cli.run("asm", Files.writeString(dir.resolve("esc.xasm"), "r1 = \u001b[31m\n"), "--hex");
        assertFalse(escape.err().contains("\u001b"), escape.err());
    }

    @Test
    void aFileWithoutEndIsRefused() {
        assertRefused("/dev/zero: is larger than 64 MiB, expected a program", Cli.run("disasm", "/dev/zero"));
    }

    @Test
    void theSourceIsNotOverwritten() throws IOException {
        Path file = Files.writeString(dir.resolve("self.xasm"), "r0 = 2\nexit\n");
        assertRefused(file + ": is the source itself, expected another file to write to", Cli.run("asm", file, "-o", file));
        assertEquals("r0 = 2\nexit\n", Files.readString(file));
    }

    @Test
    void aLinkIsWrittenThrough() throws IOException {
        Path file = Files.writeString(dir.resolve("ok.xasm"), "r0 = 2\nexit\n");
        Path target = Files.writeString(dir.resolve("target"), "old");
        Path link = Files.createSymbolicLink(dir.resolve("link"), target);
        assertEquals(ExitStatus.OK, Cli.run("asm", file, "--raw", "-o", link).status());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(16, Files.size(target));
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = Files.write(dir.resolve("x"), new byte[] {(byte) 0xff, 1, 2});
        assertRefused(file + ": is not UTF-8, expected text", runOn("run", file));
    }

    @Test
    void objectsThatAreCutAreRefused() throws IOException {
        Path file = Files.write(dir.resolve("cut.o"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        for (String command : new String[] {"asm", "disasm", "run", "attach"}) {
            Cli cli = runOn(command, file);
            assertEquals(ExitStatus.FAILURE, cli.status());
            assertTrue(cli.err().startsWith("xdpasm: " + file), cli.err());
        }
    }

    @Test
    void directoriesAndWhatIsNotThereAreRefused() {
        assertRefused(dir + ": is a directory, expected a file", runOn("disasm", dir));
        Path gone = dir.resolve("gone");
        assertRefused(gone + ": there is no such file", runOn("run", gone));
    }

    @Test
    void aWriteThatFailsLeavesNothing() throws IOException {
        Path file = Files.writeString(dir.resolve("ok.xasm"), "r0 = 2\nexit\n");
        Path nowhere = dir.resolve("no/such/dir/out.o");
        Cli cli = Cli.run("asm", file, "-o", nowhere);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertEquals("xdpasm: " + nowhere + ": cannot be written: there is no such file or folder\n", cli.err());
    }

    @Test
    void anErrorLeavesTheOldFile() throws IOException {
        Path out = Files.writeString(dir.resolve("out.o"), "old");
        runOn("asm", Files.writeString(dir.resolve("bad.xasm"), "nonsense"));
        assertEquals("old", Files.readString(out));
    }

    private Cli runOn(String command, Path file) {
        return switch (command) {
            case "asm" -> Cli.run("asm", file, "-o", dir.resolve("out.o"));
            case "disasm" -> Cli.run("disasm", file);
            // an interface that cannot exist: the file is read first
            default -> Cli.run(command, file, "no-such-iface-x");
        };
    }

    private static void assertRefused(String problem, Cli cli) {
        assertEquals("xdpasm: " + problem + "\n", cli.err());
        assertEquals(ExitStatus.FAILURE, cli.status());
    }
}
