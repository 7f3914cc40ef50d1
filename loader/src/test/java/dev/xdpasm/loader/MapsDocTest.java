package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/maps.md: its Java is compiled and run, and prints what stands below it. */
@KernelTest
class MapsDocTest {
    private static final String IMPORTS =
            """
            import static dev.xdpasm.isa.Register.*;
            import dev.xdpasm.asm.*;
            import dev.xdpasm.loader.*;
            import dev.xdpasm.object.*;
            import dev.xdpasm.uapi.*;
            import java.net.*;
            import java.time.*;
            import java.util.*;
            """;

    @TempDir
    private Path folder;

    @Test
    void itsJavaPrintsWhatItSays() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("xdpasm.testdata"), "..", "docs", "maps.md"));
        Matcher block = Pattern.compile("(?s)```java\\n(.*?)```\\n```text\\n(.*?)```").matcher(page);
        List<String> expected = new ArrayList<>();
        List<JavaFileObject> sources = new ArrayList<>();
        while (block.find()) {
            sources.add(source("Snippet" + sources.size(), block.group(1)));
            expected.add(block.group(2));
        }
        assertEquals(Pattern.compile("```java").matcher(page).results().count(), sources.size(), "all say what they print");
        compile(sources);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i), run(loader.loadClass("Snippet" + i)), "block " + i);
            }
        }
    }

    private static JavaFileObject source(String name, String body) {
        String text = IMPORTS + "public class " + name + " { public static void run() throws Exception {\n" + body + "}}\n";
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private void compile(List<JavaFileObject> sources) {
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString(), "-proc:none");
        assertTrue(
                ToolProvider.getSystemJavaCompiler().getTask(said, null, null, options, null, sources).call(), said.toString());
    }

    private static String run(Class<?> snippet) throws ReflectiveOperationException, IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            snippet.getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
