package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What docs/dsl.md shows: each source is run as the page runs it, and says what the page says. */
@KernelTest
class DslDocTest {
    private static final Pattern SOURCE = Pattern.compile("(?s)```java\n(.*?\nclass (\\w+) .*?)```\n((?:\n|    [^\n]*\n)*)");
    private static final Pattern RUN = Pattern.compile("\\./xdpasm run (\\S+) --packet (\\p{XDigit}+)\n *(XDP_\\w+)");

    private static final Pattern CHECK = Pattern.compile("\\./xdpasm check (\\S+)\n((?: *ok: .*\n)+)");

    @TempDir
    private Path dir;

    @TestFactory
    Stream<DynamicTest> eachSourceDoesWhatThePageSays() throws IOException {
        String page = Files.readString(Cli.testdata("..", "docs", "dsl.md"));
        List<DynamicTest> tests = new ArrayList<>();
        Matcher source = SOURCE.matcher(page);
        while (source.find()) {
            Path file = Files.writeString(dir.resolve(source.group(2) + ".java"), source.group(1));
            Matcher check = CHECK.matcher(source.group(3));
            if (check.find()) {
                List<String> said = check.group(2).lines().map(line -> withoutCounts(line.strip())).toList();
                tests.add(DynamicTest.dynamicTest(check.group(1), () -> {
                    Cli cli = Cli.run("check", file);
                    assertEquals(ExitStatus.OK, cli.status(), cli.err());
                    assertEquals(said, cli.out().lines().map(DslDocTest::withoutCounts).toList());
                }));
                continue;
            }
            Matcher run = RUN.matcher(source.group(3));
            assertTrue(run.find(), file + " is run");
            do {
                String packet = run.group(2);
                String action = run.group(3);
                tests.add(DynamicTest.dynamicTest(run.group(1) + " " + action, () -> {
                    Cli cli = Cli.run("run", file, "--packet", packet);
                    assertEquals(ExitStatus.OK, cli.status(), cli.err());
                    assertTrue(cli.out().startsWith(action), cli.out());
                }));
            } while (run.find());
        }
        assertEquals(14, tests.size());
        return tests.stream();
    }

    /** A line without what is counted, which changes with kernels and what becomes better here. */
    private static String withoutCounts(String line) {
        return line.substring(0, line.indexOf(','));
    }

    @Test
    void thePageOfTheLadderShowsItsFiles() throws IOException {
        String page = Files.readString(Cli.testdata("..", "docs", "ladder.md"));
        try (Stream<Path> examples = Files.list(Cli.testdata("..", "docs", "examples", "ladder"))) {
            for (Path example : examples.toList()) {
                assertTrue(page.contains("```java\n" + Files.readString(example) + "```"), example.toString());
            }
        }
    }

    @Test
    void itsExplanationIsWhatTheCommandPrints() throws IOException {
        String page = Files.readString(Cli.testdata("..", "docs", "dsl.md"));
        Matcher source = Pattern.compile("(?s)```java\n((?:(?!```).)*?\nclass Blocklist .*?)```").matcher(page);
        assertTrue(source.find());
        String said = Cli.run("disasm", "--explain", Files.writeString(dir.resolve("Blocklist.java"), source.group(1))).out();
        List<String> shown = page.lines().filter(line -> line.contains("; Blocklist.java:")).map(String::strip).toList();
        assertEquals(3, shown.size());
        assertEquals(List.of(), shown.stream().filter(line -> !said.contains(line)).toList());
    }
}
