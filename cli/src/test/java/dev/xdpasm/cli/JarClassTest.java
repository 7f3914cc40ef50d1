package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A jar's class where a program file is expected. */
class JarClassTest {
    private static final String ACTION = "package lib; public class Action { public static final long[] DROP = {1}; }";
    private static final String FIREWALL =
            """
            package app;
            import static dev.xdpasm.isa.Register.*;
            import dev.xdpasm.asm.*;
            import dev.xdpasm.object.*;
            public class Firewall {
                static BpfObject drop() {
                    return BpfObject.of(BpfProgram.xdp("drop", Assembler.assemble(a -> {
                        a.mov(R0, (int) lib.Action.DROP[0]);
                        a.exit();
                    })));
                }
                static class Nested {
                    static final BpfObject BAD = BpfObject.of(BpfProgram.xdp("bad", Assembler.assemble(a ->
                        a.mov(R10, 0))));
                }
                static BpfObject nothing;
                static BpfObject thrower() { throw new IllegalStateException("no"); }
            }
            """;
    private static final String HEX = "b7 00 00 00 01 00 00 00\n95 00 00 00 00 00 00 00\n";

    @TempDir
    private Path dir;

    private Path app;

    /** app.jar, whose manifest names lib.jar, which it needs. */
    @BeforeEach
    void makeJars() throws IOException {
        Path libClasses = compiled("lib", "Action", ACTION, List.of());
        jar("lib.jar", libClasses, "");
        app = jar("app.jar", compiled("app", "Firewall", FIREWALL, List.of(libClasses)), "lib.jar");
    }

    private Path compiled(String name, String className, String text, List<Path> classPath) throws IOException {
        Path folder = Files.createDirectories(dir.resolve("classes").resolve(name));
        Path source = Files.writeString(folder.resolve(className + ".java"), text);
        String path = classPath.stream().map(each -> each + ":").reduce("", String::concat) + System.getProperty("java.class.path");
        assertEquals(0, ToolProvider.findFirst("javac").orElseThrow()
                .run(System.out, System.err, "-cp", path, "-proc:none", "-d", folder.toString(), source.toString()));
        Files.delete(source);
        return folder;
    }

    private Path jar(String name, Path classes, String classPath) throws IOException {
        Path jar = dir.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
        return jar;
    }

    @Test
    void itIsAssembledWithWhatItsJarNeeds() {
        assertEquals(new Cli(ExitStatus.OK, HEX, ""), Cli.run("asm", app + "!app.Firewall", "--member", "drop", "--hex"));
    }

    @Test
    void itIsListedWithItsLines() {
        String said = Cli.run("disasm", "-l", app + "!app.Firewall", "--member", "drop").out();
        assertTrue(said.startsWith("\n" + app + "!app.Firewall:\tfile format elf64-bpf\n"), said);
        assertTrue(said.contains("; Firewall.java:8\n"), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "app.Firewall               |         | has several members of type BpfObject, choose one with --member:"
                + " Firewall.Nested.BAD, Firewall.drop, Firewall.nothing, Firewall.thrower",
        "app.Firewall               | other   | has no member 'other', expected one of:"
                + " Firewall.Nested.BAD, Firewall.drop, Firewall.nothing, Firewall.thrower",
        "app.Firewall               | nothing | Firewall.nothing is null, expected a BpfObject"
    })
    void membersAreAskedForAsOfASource(String className, String member, String problem) {
        Object[] words = member == null
                ? new Object[] {"asm", "--hex", app + "!" + className}
                : new Object[] {"asm", "--hex", app + "!" + className, "--member", member};
        assertEquals(
                new Cli(ExitStatus.FAILURE, "", "xdpasm: " + app + "!" + className + ": " + problem + "\n"), Cli.run(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "app.Firewall.Nested | BAD     | Firewall.java:14: ",
        "app.Firewall$Nested | BAD     | Firewall.java:14: ",
        "app.Firewall        | thrower | Firewall.java:17: Firewall.thrower threw java.lang.IllegalStateException: no"
    })
    void whatItThrowsIsOneLine(String className, String member, String problem) {
        Cli cli = Cli.run("asm", "--hex", app + "!" + className, "--member", member);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertTrue(cli.err().startsWith("xdpasm: " + problem), cli.err());
        assertEquals(1, cli.err().lines().count());
    }

    @Test
    void aClassThatIsMissingIsNamed() throws IOException {
        Files.delete(dir.resolve("lib.jar"));
        Cli cli = Cli.run("asm", "--hex", app + "!app.Firewall", "--member", "drop");
        assertEquals(
                "xdpasm: Firewall.java:8: Firewall.drop threw java.lang.NoClassDefFoundError: lib/Action\n", cli.err());
    }

    @Test
    void whatIsNoJarOrNotInItIsRefused() throws IOException {
        assertRefused(app + ": has no class Firewall, expected one of: app.Firewall, app.Firewall$Nested", app + "!Firewall");
        assertRefused(app + "!: expected the name of a class behind the '!'", app + "!");
        assertRefused(app + ": is a jar, expected one of its classes: " + app + "!CLASS", app.toString());
        assertRefused(dir.resolve("no.jar") + ": there is no such file", dir.resolve("no.jar") + "!A");
        assertRefused(dir + ": is a directory, expected a jar", dir + "!A");
        Path text = Files.writeString(dir.resolve("text"), "r0 = 2");
        assertRefused(text + ": is no jar (zip END header not found)", text + "!A");
    }

    @Test
    void aFileOfSuchANameIsAFile() throws IOException {
        Path file = Files.writeString(dir.resolve("a!b"), "r0 = 1\nexit\n");
        assertEquals(new Cli(ExitStatus.OK, HEX, ""), Cli.run("asm", file, "--hex"));
    }

    @Test
    void theJarIsNotOverwritten() {
        Cli cli = Cli.run("asm", app + "!app.Firewall", "--member", "drop", "-o", app);
        assertEquals("xdpasm: " + app + ": is the source itself, expected another file to write to\n", cli.err());
    }

    private static void assertRefused(String problem, String file) {
        assertEquals(new Cli(ExitStatus.FAILURE, "", "xdpasm: " + problem + "\n"), Cli.run("asm", "--hex", file));
    }
}
