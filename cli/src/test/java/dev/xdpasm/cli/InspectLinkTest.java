package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectLinkTest {
    @TempDir
    private Path dir;

    @Test
    void tellsWhatIsInAnObject() {
        Cli cli = Cli.run("inspect", Cli.testdata("elf", "globals.14-v2.o"));
        assertEquals(ExitStatus.OK, cli.status());
        assertTrue(cli.out().startsWith("license: GPL\ntypes: 0\nprogram read_and_write: section xdp, type xdp, "), cli::out);
        assertTrue(cli.out().contains("\nmap .rodata: array, key 4, value 24, max_entries 1, flags 0x80\n"), cli::out);
        assertTrue(cli.out().contains("\nglobal counter: .data + 0, 4 bytes, global: 07 00 00 00\n"), cli::out);
        assertTrue(cli.out().contains("\n  0: map value .rodata\n"), cli::out);
    }

    @Test
    void printsWhatTheDocumentShows() throws IOException {
        String document = Files.readString(Cli.testdata("..", "docs", "objects.md"));
        String printed = Cli.run("inspect", Cli.testdata("elf", "permit.19-v3-g.o")).out();
        assertTrue(document.contains("```\n" + printed + "```\n"), printed);
    }

    @Test
    void tellsItAsJson() {
        Cli cli = Cli.run("inspect", "--json", Cli.testdata("elf", "core.19-v3-g.o"));
        assertEquals(ExitStatus.OK, cli.status());
        assertTrue(cli.out().contains("\"kind\" : \"byte_off\""), cli::out);
        assertTrue(cli.out().contains("\"target\" : \"sched_switch\""), cli::out);
    }

    @Test
    void makesOneObjectOfTwo() {
        Path linked = dir.resolve("both.o");
        Path main = Cli.testdata("elf", "linked-main.19-v3-g.o");
        Cli cli = Cli.run("link", main, Cli.testdata("elf", "linked-library.19-v3-g.o"), "-o", linked);
        assertEquals(new Cli(ExitStatus.OK, "", ""), cli);
        String inspected = Cli.run("inspect", linked).out();
        assertTrue(inspected.contains("\nfunction same_name$2: "), inspected);
        assertTrue(!inspected.contains("\nextern "), inspected);
    }

    @Test
    void whatTwoObjectsHaveIsRefused() {
        Path main = Cli.testdata("elf", "linked-main.19-v3-g.o");
        Cli cli = Cli.run("link", main, main, "-o", dir.resolve("both.o"));
        assertEquals(
                new Cli(
                        ExitStatus.FAILURE,
                        "",
                        "xdpasm: two objects have a program entry, linked-main and linked-main, expected one of them to be"
                                + " weak, static or extern\n"),
                cli);
        assertTrue(Files.notExists(dir.resolve("both.o")));
    }

    @Test
    void wantsToKnowWhereToWrite() {
        Cli cli = Cli.run("link", Cli.testdata("elf", "linked-main.19-v3-g.o"));
        assertEquals(ExitStatus.USAGE, cli.status());
        assertTrue(cli.err().startsWith("xdpasm: say where to write the object: -o OUT\n"), cli::err);
    }
}
