package dev.xdpasm.cli.source;

import dev.xdpasm.BpfException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The running JDK's compiler, from a source file to classes in memory. */
final class MemoryCompiler extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    private MemoryCompiler(JavaFileManager files) {
        super(files);
    }

    /**
     * {@return the classes of a source by their binary names}
     *
     * @throws CompilationException if the compiler refuses it
     */
    static Map<String, byte[]> compile(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        // no source path: what stands beside the file is not looked at, whatever the class path is
        List<String> options = List.of(
                "--release", Integer.toString(Runtime.version().feature()),
                "-g", "-proc:none", "-sourcepath", "",
                "-cp", System.getProperty("java.class.path"));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                MemoryCompiler output = new MemoryCompiler(files)) {
            if (!compiler.getTask(said, output, null, options, null, files.getJavaFileObjects(source)).call()) {
                throw new CompilationException(said.toString().stripTrailing());
            }
            Map<String, byte[]> compiled = new LinkedHashMap<>();
            output.classes.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
            return compiled;
        } catch (IOException e) {
            throw new BpfException(source + ": the compiler's files could not be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        URI name = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
        return new SimpleJavaFileObject(name, kind) {
            @Override
            public OutputStream openOutputStream() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                classes.put(className, bytes);
                return bytes;
            }
        };
    }
}
