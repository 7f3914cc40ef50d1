package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Java source where a program file is expected. */
class JavaSourceTest {
    private static final String IMPORTS =
            """
            import static dev.xdpasm.isa.Register.*;
            import static dev.xdpasm.uapi.XdpAction.*;
            import dev.xdpasm.asm.*;
            import dev.xdpasm.object.*;
            """;

    /** A method that returns a program which returns an action. */
    private static final String PROGRAM =
            """
                static BpfObject program(String name, dev.xdpasm.uapi.XdpAction action) {
                    return BpfObject.of(BpfProgram.xdp(name, Assembler.assemble(a -> {
                        a.mov(R0, action); // the action
                        a.exit();
                    })));
                }
            """;

    private static final String BLOCKLIST =
            IMPORTS + "class Blocklist {\n" + PROGRAM + "    static final BpfObject DROP = program(\"drop\", XDP_DROP);\n}\n";

    private static final String HEX = "b7 00 00 00 01 00 00 00\n95 00 00 00 00 00 00 00\n";

    @TempDir
    private Path dir;

    private Path source(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static String refused(Object... args) {
        Cli cli = Cli.run(args);
        assertEquals("", cli.out());
        assertEquals(ExitStatus.FAILURE, cli.status(), cli.err());
        return cli.err();
    }

    @Test
    void itIsListedWithItsLines() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        assertEquals(
                """

                %1$s:\tfile format elf64-bpf

                Disassembly of section xdp:

                0000000000000000 <drop>:
                ; %1$s:8
                ;             a.mov(R0, action); // the action
                       0:\tb7 00 00 00 01 00 00 00\tr0 = 1
                ; %1$s:9
                ;             a.exit();
                       1:\t95 00 00 00 00 00 00 00\texit
                """
                        .formatted(file),
                Cli.run("disasm", "-Sl", file).out());
    }

    @Test
    void llvmListsTheObjectWithTheSameLines() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        Path object = dir.resolve("blocklist.o");
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("asm", file, "-o", object));
        String ours = Cli.run("disasm", "-Sl", file).out();
        String llvm = said(dir, "llvm-objdump-19", "-dSl", "--no-print-imm-hex", object.toString());
        assertEquals(ours.replace(file + ":\tfile", object + ":\tfile"), llvm);
    }

    @Test
    void eachCommandTakesIt() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        assertEquals(HEX, Cli.run("asm", file, "--hex").out());
        assertTrue(Cli.run("inspect", file).out().contains("program drop: section xdp, "));
        assertEquals("ok: drop (xdp), 2 instructions\n", Cli.run("check", "--lint", file).out());
        Path other = Files.writeString(dir.resolve("p.xasm"), ".program xdp pass\nr0 = 2\nexit\n");
        Path both = dir.resolve("both.o");
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("link", file, other, "-o", both));
        assertTrue(Cli.run("inspect", both).out().contains("program drop:"));
        for (String command : List.of("run", "attach")) {
            String said = refused(command, source("Bad.java", "class Bad {}"), "no-such-iface-x");
            assertTrue(said.contains("makes no program"), said);
        }
    }

    @Test
    void whatDisasmWritesAsJavaIsTakenAgain() throws IOException {
        Path object = Cli.testdata("elf", "maps.19-v3-g.o");
        String java = Cli.run("disasm", "--java", object).out();
        Path file = source(java.replaceAll("(?s).*public final class (\\w+).*", "$1") + ".java", java);
        Path again = dir.resolve("again.o");
        assertEquals(new Cli(ExitStatus.OK, "", ""), Cli.run("asm", file, "-o", again));
        assertEquals(
                Cli.run("disasm", "-r", object).out().lines().skip(2).toList(),
                Cli.run("disasm", "-r", again).out().lines().skip(2).toList());
    }

    @Test
    void nothingIsWrittenBesideIt() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        Cli.run("disasm", file);
        try (Stream<Path> there = Files.list(dir)) {
            assertEquals(List.of(file), there.toList());
        }
    }

    @Test
    void theSourceIsNotOverwritten() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        assertEquals(
                "xdpasm: " + file + ": is the source itself, expected another file to write to\n",
                refused("asm", file, "-o", file));
    }

    /** The members that there are, how they are asked for, and what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "private static final BpfObject only = program(\"p\", XDP_DROP);             |           |",
        "private static BpfObject only() { return program(\"p\", XDP_DROP); }        |           |",
        "static class In { private static BpfObject x = program(\"p\", XDP_DROP); }  |           |",
        "static class In { private static BpfObject x = program(\"p\", XDP_DROP); }  | x         |",
        "interface In { BpfObject x = program(\"p\", XDP_DROP); }                    | In.x      |",
        "enum In { A; static BpfObject x() { return program(\"p\", XDP_DROP); } }    | X.In.x()  |",
        "static BpfObject a = program(\"p\", XDP_DROP), b = null;                    | a         |",
        "static BpfObject a = program(\"p\", XDP_DROP); static BpfObject a() { return null; } | a  |",
        "static BpfObject a; static BpfObject a() { return program(\"p\", XDP_DROP); } | a()      |",
        "static BpfObject a = program(\"p\", XDP_DROP), b = null;                    |           |"
                + " has several members of type BpfObject, choose one with --member: X.a, X.b",
        "static BpfObject a; static BpfObject a() { return null; }                   |           |"
                + " has several members of type BpfObject, choose one with --member: X.a, X.a()",
        "static BpfObject x; static class In { static BpfObject x; }                 | x         |"
                + " has several members that are called 'x', choose one with --member: X.In.x, X.x",
        "static BpfObject a;                                                         | b         |"
                + " has no member 'b', expected one of: X.a",
        "int a;                                                                      |           |"
                + " makes no program, expected a static field, or a static method without arguments, of type BpfObject",
        "int a;                                                                      | b         |"
                + " has no member 'b', expected a static field, or a static method without arguments, of type BpfObject",
        "static String a;                                                            | a         |"
                + " X.a is of type String, expected a static field, or a static method without arguments, of type BpfObject",
        "BpfObject a;                                                                | a         |"
                + " X.a is not static, expected a static field, or a static method without arguments, of type BpfObject",
        "                                                                            | program   |"
                + " X.program takes arguments, expected a static field, or a static method without arguments, of type BpfObject",
        "static BpfObject a;                                                         |           |"
                + " X.a is null, expected a BpfObject",
        "static BpfObject a() { return null; }                                       |           |"
                + " X.a returned null, expected a BpfObject"
    })
    void theMemberIsFoundOrAskedFor(String members, String asked, String problem) throws IOException {
        for (String packageLine : List.of("", "package a.b; ")) {
            Path file = source("X.java", packageLine + IMPORTS + "class X {\n" + PROGRAM + (members == null ? "" : members) + "\n}");
            List<Object> words = new ArrayList<>(List.of("asm", "--hex", file));
            if (asked != null) {
                words.addAll(List.of("--member", asked));
            }
            Cli cli = Cli.run(words.toArray());
            assertEquals(
                    problem == null
                            ? new Cli(ExitStatus.OK, HEX, "")
                            : new Cli(ExitStatus.FAILURE, "", "xdpasm: " + file + ": " + problem + "\n"),
                    cli);
        }
    }

    /** The code throws; its lines, between ~, begin at 13. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "static BpfObject a() { return BpfObject.of(BpfProgram.xdp(\"p\", Assembler.assemble(a -> a.mov(R10, 1)))); }"
                + " | :13: ",
        "static BpfObject a() { throw new dev.xdpasm.BpfException(\"no\"); } | :13: no",
        "static BpfObject a() { throw new IllegalStateException(\"so\\nso\"); }"
                + " | :13: X.a threw java.lang.IllegalStateException: so so",
        "static BpfObject a() {~ Object o = null;~ o.hashCode(); return null; }"
                + " | :15: X.a threw java.lang.NullPointerException: Cannot invoke \"Object.hashCode()\" because \"o\" is null",
        "static BpfObject a() { return b(); }~static BpfObject b() { return BpfObject.of(BpfProgram.xdp(\"p\", null)); }"
                + " | :14: X.a threw java.lang.NullPointerException",
        "static BpfObject a = a(1);~static BpfObject a(int i) { throw new IllegalStateException(); }"
                + " | :14: the static initialiser of a.X threw java.lang.IllegalStateException",
        "static BpfObject a = a(1);~static BpfObject a(int i) { throw new dev.xdpasm.BpfException(\"no\"); } | :14: no",
        "static BpfObject a() { return In.a; }~static class In { static BpfObject a(int i) { return a(i); }~static BpfObject a~"
                + "= a(1);} static { if (true) throw new IllegalStateException(\"x\"); }"
                + " | :16: the static initialiser of a.X threw java.lang.IllegalStateException: x",
        "static BpfObject a() { return a(); } | :13: X.a threw java.lang.StackOverflowError"
    })
    void whatTheCodeThrowsIsOneLine(String members, String problem) throws IOException {
        Path file = source("X.java", "package a;\n" + IMPORTS + "class X {\n" + PROGRAM + members.replace("~", "\n") + "\n}");
        assertEquals(13, 1 + IMPORTS.lines().count() + 1 + PROGRAM.lines().count() + 1);
        String said = refused("asm", "--hex", file, "--member", "X.a");
        assertTrue(said.startsWith("xdpasm: " + file + problem), said);
        assertEquals(1, said.lines().count(), said);
    }

    /** As the JDK's own command shows it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'class X {\n    static BpfObject a = 5;\n}'",
        "'class X {\n\tint a = \"s\";\n\tint b = \"s\"\n}'",
        "'public class Y { }'",
        "'class X { static void a(java.util.List l) { l.add(1); } int x = nothing; }'",
        "'import dev.xdpasm.nothing.*;\nclass X {}'",
        "'class X { String s = \"\u00e4\" + 1 - 2; }'",
        "'\ufeffclass X { }'"
    })
    void anErrorIsShownAsJavacShowsIt(String text) throws IOException {
        Path file = source("X.java", text);
        Path classes = Files.createDirectory(dir.resolve("classes"));
        StringWriter javac = new StringWriter();
        PrintWriter out = new PrintWriter(javac, true);
        ToolProvider.findFirst("javac").orElseThrow().run(
                out, out, "-encoding", "UTF-8", "-cp", System.getProperty("java.class.path"), "-d", classes.toString(), file.toString());
        assertTrue(javac.toString().contains("error: "), javac.toString());
        assertEquals(javac.toString(), refused("asm", "--hex", file));
    }

    @Test
    void whatStandsBesideItIsNotLookedAt() throws IOException {
        source("Other.java", "class Other { static int x; }");
        String said = refused("asm", "--hex", source("X.java", "class X { int a = Other.x; }"));
        assertTrue(said.contains("X.java:1: error: cannot find symbol"), said);
    }

    /** The class path has a demo.Firewall too. */
    @Test
    void itsClassesComeBeforeOurs() throws IOException {
        Path file = source(
                "Firewall.java",
                "package dev.xdpasm.cli.demo;\n" + IMPORTS + "class Firewall {\n" + PROGRAM
                        + "static BpfObject a = program(\"p\", XDP_DROP);\n}");
        assertEquals(HEX, Cli.run("asm", "--hex", file).out());
    }

    @Test
    void theMemberIsJavasAlone() {
        Cli cli = Cli.run("asm", Cli.testdata("programs", "drop-all.xasm"), "--hex", "--member", "x");
        assertEquals(ExitStatus.USAGE, cli.status());
        assertTrue(cli.err().startsWith("xdpasm: --member goes with Java code, a .java file or JAR!CLASS"), cli.err());
    }

    @Test
    void itIsNoFileOfBytesAndOfNoOtherLevel() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        assertEquals(
                "xdpasm: " + file + ": is Java code, expected a file of instructions\n", refused("disasm", "--raw", file));
        Cli cli = Cli.run("asm", "--hex", file, "--mcpu", "v3");
        assertEquals(ExitStatus.USAGE, cli.status());
        assertTrue(cli.err().startsWith("xdpasm: --mcpu goes with text: Java code says its level itself\n"), cli.err());
    }

    @Test
    void filesThatCannotBeReadAreRefusedAsOthers() throws IOException {
        assertEquals("xdpasm: " + dir.resolve("No.java") + ": there is no such file\n", refused("disasm", dir.resolve("No.java")));
        assertEquals(
                "xdpasm: " + dir.resolve("X.java") + ": is empty, expected a program\n",
                refused("disasm", source("X.java", "")));
        Path folder = Files.createDirectory(dir.resolve("D.java"));
        assertEquals("xdpasm: " + folder + ": is a directory, expected a file\n", refused("disasm", folder));
    }

    @Test
    void aJavaWithoutCompilerSaysSo() throws IOException {
        Path file = source("Blocklist.java", BLOCKLIST);
        for (String modules : List.of("java.base,java.logging", "java.base,java.logging,java.compiler")) {
            String said = said(
                    dir,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--limit-modules", modules, "-cp", System.getProperty("java.class.path"), "dev.xdpasm.cli.Main",
                    "asm", "--hex", file.toString());
            assertEquals(
                    "xdpasm: " + file + ": the Java in " + System.getProperty("java.home")
                            + " has no compiler, expected a JDK (set JAVA_HOME)\n",
                    said);
        }
    }

    /** What a tool writes, to either stream. */
    private static String said(Path dir, String... command) throws IOException {
        Process process = new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertFalse(said.isEmpty(), Arrays.toString(command));
        return said;
    }
}
