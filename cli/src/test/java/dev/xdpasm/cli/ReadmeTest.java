package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the project does. */
class ReadmeTest {
    private static final String DSL =
            """
            import static dev.xdpasm.dsl.Types.*;
            import static dev.xdpasm.uapi.EtherType.*;
            import dev.xdpasm.dsl.*;
            import dev.xdpasm.object.BpfObject;
            """;

    private static final String BY_HAND =
            """
            import static dev.xdpasm.isa.Register.*;
            import static dev.xdpasm.uapi.XdpAction.*;
            import dev.xdpasm.asm.*;
            import dev.xdpasm.loader.*;
            import dev.xdpasm.object.*;
            """;

    @TempDir
    private Path dir;

    private final String readme = read(Cli.testdata("..", "README.md"));

    @Test
    void itsProgramIsOne() throws IOException {
        Path file = Files.writeString(dir.resolve("Blocklist.java"), DSL + javaBlocks().get(0));
        Cli cli = Cli.run("asm", file, "-o", dir.resolve("blocklist.o"));
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
    }

    @Test
    void itsJavaCompiles() {
        String program = BY_HAND + "class Example { void run() throws Exception {\n" + javaBlocks().get(1) + "}}\n";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return program;
            }
        };
        List<String> options = List.of("-cp", System.getProperty("java.class.path"), "-d", dir.toString(), "-proc:none");
        assertTrue(compiler.getTask(said, null, null, options, null, List.of(source)).call(), said.toString());
    }

    @Test
    void itsTextAssembles() throws Exception {
        Matcher text = Pattern.compile("(?m)^    (\\.program.*\\n(?:    .*\\n)+)").matcher(readme);
        assertTrue(text.find());
        Path file = Files.writeString(dir.resolve("readme.xasm"), text.group(1));
        assertEquals("b7 00 00 00 01 00 00 00\n95 00 00 00 00 00 00 00\n", Cli.run("asm", file, "--hex").out());
    }

    @Test
    void itsCommandsExist() {
        Matcher command = Pattern.compile("(?m)^    \\./xdpasm (\\w+)( list)?").matcher(readme);
        long commands = 0;
        while (command.find()) {
            String list = command.group(2);
            Cli cli = list == null ? Cli.run(command.group(1), "--help") : Cli.run(command.group(1), list.strip(), "--help");
            assertEquals(ExitStatus.OK, cli.status(), command.group());
            commands++;
        }
        assertEquals(readme.lines().filter(line -> line.startsWith("    ./xdpasm ")).count(), commands);
    }

    @Test
    void allCommandsAreThere() {
        Matcher command = Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]").matcher(Cli.run("--help").out());
        int commands = 0;
        while (command.find()) {
            String name = command.group(1);
            boolean told = Pattern.compile("\\./xdpasm " + name + "\\b").matcher(readme).find();
            assertTrue(told || name.equals("help"), name);
            commands++;
        }
        assertTrue(commands > 10, commands + " commands");
    }

    private List<String> javaBlocks() {
        return Pattern.compile("(?s)```java\\n(.*?)```").matcher(readme).results().map(block -> block.group(1)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
