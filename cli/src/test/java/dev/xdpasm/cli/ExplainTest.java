package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code xdpasm disasm --explain}. */
class ExplainTest {
    private final Path blocklist = Cli.testdata("..", "docs", "examples", "ladder", "P04Blocklist.java");

    @TempDir
    private Path dir;

    @Test
    void showsEachStageWithJavaLinesAndThenTheListing() {
        Cli cli = Cli.run("disasm", "--explain", blocklist);
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        List<String> stages = cli.out().lines().filter(line -> line.startsWith("== ")).toList();
        assertEquals("== p04_blocklist: as built", stages.get(0));
        assertEquals(
                List.of("== p04_blocklist: selection", "== p04_blocklist: allocation", "== p04_blocklist: layout"),
                stages.subList(stages.size() - 3, stages.size()));
        assertTrue(cli.out().contains("bpf_map_lookup_elem(t"), cli.out());
        assertTrue(cli.out().contains("; P04Blocklist.java:15"), cli.out());
        assertTrue(cli.out().endsWith(Cli.run("disasm", blocklist).out()), cli.out());
    }

    @Test
    void saysThatThereIsNothingToExplain() throws IOException {
        Path text = Files.writeString(dir.resolve("pass.xasm"), "r0 = 2\nexit\n");
        Cli cli = Cli.run("disasm", "--explain", text);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertEquals(
                "xdpasm: " + text + ": there is nothing to explain, as no program in it is made by the structured DSL\n", cli.err());
    }
}
