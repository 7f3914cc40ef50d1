package dev.xdpasm.cli.source;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.object.BpfObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java source file. Its class path is xdpasm's own, its release the running JVM's. The lines of the object that it makes carry
 * the file's name as it was given, and their text.
 *
 * @param file where it is
 */
record JavaSource(Path file) implements JavaProgram {
    private static final String COMPILER = "jdk.compiler";

    @Override
    public BpfObject object(@Nullable String member) {
        // first, for its errors, which are the same for all files
        byte[] bytes = InputFile.bytes(file);
        if (ModuleLayer.boot().findModule(COMPILER).isEmpty()) {
            throw new BpfException(file + ": the Java in " + System.getProperty("java.home")
                    + " has no compiler, expected a JDK (set JAVA_HOME)");
        }
        CompiledClasses classes = new CompiledClasses(MemoryCompiler.compile(file));
        JavaFailure failure = new JavaFailure(file.toString(), file);
        BpfObject object = ObjectMembers.in(failure, loaded(classes, failure)).choose(member).object(failure);
        return SourceTexts.of(file, InputFile.text(file.toString(), bytes)).addTo(object);
    }

    private static List<Class<?>> loaded(CompiledClasses classes, JavaFailure failure) {
        List<Class<?>> loaded = new ArrayList<>();
        for (String name : classes.names()) {
            try {
                loaded.add(Class.forName(name, false, classes));
            } catch (ClassNotFoundException | LinkageError | SecurityException e) {
                throw failure.loading(e);
            }
        }
        return loaded;
    }
}
