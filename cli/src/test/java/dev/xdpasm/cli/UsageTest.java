package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that make no sense end with 2 and one line that says why. */
class UsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                         | a command is missing",
                "prog                      | a command is missing: list",
                "rnu x                     | there is no command 'rnu'",
                "@x                        | there is no command '@x'",
                "asm x.xasm -o -           | -o takes a file; /dev/stdout is one",
                "asm x.xasm -o y --program z | --program goes with --raw or --hex",
                "asm                       | Missing required parameter: 'FILE'",
                "asm x.xasm                | say where to write: -o OUT",
                "asm x.xasm --raw --hex    | --raw, --hex are mutually exclusive (specify only one)",
                "asm ../testdata/programs/drop-all.xasm --hex --mcpu v5 | --mcpu takes v1, v2, v3 or v4, not 'v5'",
                "disasm                    | Missing required parameter: 'FILE'",
                "check                     | Missing required parameter: 'FILE'",
                "check x.xasm --lint --log | --log shows what the kernel says, which --lint does not ask",
                "run                       | Missing required parameter: 'FILE'",
                "run x.xasm xt0 --for 0    | --for takes a number of seconds above 0, not 0.0",
                "run x.xasm xt0 --mode up  | Invalid value for option '--mode': expected auto, native or generic, not 'up'",
                "attach x.xasm             | Missing required parameter: 'IFACE'",
                "attach x.xasm a b --link --pin p | --pin with --link is one link's: name one interface",
                "attach x.xasm a --wait x  | Invalid value for option '--wait': expected a number of seconds, not 'x'",
                "link                      | a command is missing: list, show, pin, detach",
                "clean --undo --stale      | --undo, --stale are mutually exclusive (specify only one)",
                "detach                    | Missing required parameter: 'IFACE'",
                "detach xt0 --id many      | Invalid value for option '--id': 'many' is not an int"
            })
    void isSaidInOneLine(String line, String problem) {
        Cli cli = Cli.run(line == null ? new Object[0] : line.split(" +"));
        assertEquals(ExitStatus.USAGE, cli.status(), cli.err());
        assertTrue(cli.err().startsWith("xdpasm: " + problem), cli.err());
        assertTrue(cli.err().contains("--help"), cli.err());
        assertEquals("", cli.out());
    }

    @Test
    void helpNamesEveryCommand() {
        Cli cli = Cli.run("--help");
        assertEquals(ExitStatus.OK, cli.status());
        for (String command : new String[] {"asm", "disasm", "check", "run", "attach", "detach", "status", "clean", "prog", "link", "demo"}) {
            assertTrue(cli.out().contains("\n  " + command + " "), cli.out());
            assertEquals(ExitStatus.OK, Cli.run(command, "--help").status());
        }
    }

    @Test
    void programsOfSeveralAreChosenByName(@TempDir Path dir) throws Exception {
        Path two = dir.resolve("two.xasm");
        java.nio.file.Files.writeString(two, ".program xdp a\nr0 = 1\nexit\n.program xdp b\nr0 = 2\nexit\n");
        Cli cli = Cli.run("asm", two, "--hex");
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertEquals("xdpasm: the file holds several programs, choose one with --program: a, b\n", cli.err());
        assertEquals("b7 00 00 00 02 00 00 00\n95 00 00 00 00 00 00 00\n", Cli.run("asm", two, "--hex", "--program", "b").out());
    }
}
