package dev.xdpasm.cli.source;

import dev.xdpasm.BpfException;
import dev.xdpasm.object.BpfObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Java code that makes an object: what a FILE argument names when it ends in {@code .java} or is {@code JAR!CLASS}. */
public sealed interface JavaProgram permits JavaSource, JarClass {

    /**
     * {@return the Java code of that name, empty if the name is of something else} A file whose own name has a {@code !} is one.
     *
     * @throws BpfException if there is no class behind the {@code !}
     */
    static Optional<JavaProgram> named(Path path) {
        String name = path.toString();
        if (name.endsWith(".java")) {
            return Optional.of(new JavaSource(path));
        }
        int mark = name.lastIndexOf('!');
        if (mark < 1 || Files.exists(path)) {
            return Optional.empty();
        }
        Path jar = path.getFileSystem().getPath(name.substring(0, mark));
        if (mark == name.length() - 1) {
            throw new BpfException(name + ": expected the name of a class behind the '!'");
        }
        return Optional.of(new JarClass(jar, name.substring(mark + 1)));
    }

    /** {@return the file that is read} */
    Path file();

    /**
     * Runs the code: initialises the class, and calls the method where it is one.
     *
     * @param member the static field, or static method without arguments, that has the object; null for the only one
     * @return the object that it holds or returns
     * @throws CompilationException if the compiler refuses the source
     * @throws BpfException if there is no such member, or several and none was named, or the code throws something
     */
    BpfObject object(@Nullable String member);
}
