package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/java.md shows. */
@KernelTest
class JavaDocTest {
    @TempDir
    private Path dir;

    @Test
    void itsSourceIsTakenByTheCommandsThatItShows() throws IOException {
        String page = Files.readString(Cli.testdata("..", "docs", "java.md"));
        Matcher block = Pattern.compile("(?s)```java\n(.*?)```").matcher(page);
        assertTrue(block.find());
        Path file = Files.writeString(dir.resolve("Blocklist.java"), block.group(1));
        int commands = 0;
        Matcher command = Pattern.compile("(?m)^    \\./xdpasm (.*Blocklist\\.java.*)").matcher(page);
        while (command.find()) {
            String words = command.group(1)
                    .replace("Blocklist.java", file.toString())
                    .replace("blocklist.o", dir.resolve("blocklist.o").toString())
                    .replace("eth0", "--packet " + "00".repeat(64));
            Cli cli = Cli.run((Object[]) words.split(" "));
            assertEquals(ExitStatus.OK, cli.status(), cli.err());
            commands++;
        }
        assertEquals(4, commands);
    }

    @Test
    void itsSourceOfOneCallAnInstructionRuns() throws IOException {
        String page = Files.readString(Cli.testdata("..", "docs", "java.md"));
        Matcher block = Pattern.compile("(?s)```java\n((?:(?!```).)*class Verdict .*?)```").matcher(page);
        assertTrue(block.find());
        Path file = Files.writeString(dir.resolve("Verdict.java"), block.group(1));
        Cli cli = Cli.run("run", file, "--packet", "00".repeat(64));
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        assertTrue(cli.out().contains("XDP_PASS"), cli.out());
    }
}
