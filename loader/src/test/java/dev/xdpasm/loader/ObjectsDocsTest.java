package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/objects.md shows in Java compiles and does what it says. */
@KernelTest
class ObjectsDocsTest {
    private static final String EXAMPLE =
            """
            import dev.xdpasm.elf.*;
            import dev.xdpasm.loader.*;
            import dev.xdpasm.object.*;
            import java.nio.file.*;

            public class Example {
                public static void run(Path objects, Path out) throws Exception {
                    %s
                }
            }
            """;

    @Test
    void theJavaRuns(@TempDir Path directory) throws Exception {
        String text = Files.readString(Corpus.DIRECTORY.resolve("../../docs/objects.md"));
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertTrue(block.find());
        Path source = Files.writeString(directory.resolve("Example.java"), String.format(EXAMPLE, block.group(1)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-cp", System.getProperty("java.class.path"), "-d", directory.toString(), "-proc:none");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            assertTrue(
                    compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source)).call(),
                    said::toString);
        }
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Method run = loader.loadClass("Example").getMethod("run", Path.class, Path.class);
            run.invoke(null, Corpus.DIRECTORY, directory.resolve("changed.o"));
        } finally {
            System.setOut(before);
        }
        assertEquals("1", printed.toString(StandardCharsets.UTF_8).strip());
        assertTrue(Files.size(directory.resolve("changed.o")) > 0);
    }
}
