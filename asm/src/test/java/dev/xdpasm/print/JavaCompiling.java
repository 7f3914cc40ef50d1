package dev.xdpasm.print;

import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Prints objects as Java, compiles all classes at once, and runs them. */
public final class JavaCompiling {
    private JavaCompiling() {}

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    /** {@return what the classes make, in the order of the objects that they were printed for} */
    public static List<BpfObject> objects(List<BpfObject> objects) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            sources.add(new Source("Made" + i, JavaText.of(objects.get(i), "Made" + i)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try {
            Path directory = Files.createTempDirectory("made");
            try {
                List<String> options = List.of(
                        "-d", directory.toString(), "--release", "17", "-proc:none",
                        "-classpath", System.getProperty("java.class.path"));
                if (!compiler.getTask(messages, null, null, options, null, sources).call()) {
                    throw new AssertionError(messages + "\n" + JavaText.of(objects.get(0), "Made0"));
                }
                return run(directory, objects.size());
            } finally {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BpfObject> run(Path directory, int count) throws IOException {
        List<BpfObject> made = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, JavaCompiling.class.getClassLoader())) {
            for (int i = 0; i < count; i++) {
                made.add((BpfObject) loader.loadClass("Made" + i).getMethod("object").invoke(null));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return made;
    }
}
