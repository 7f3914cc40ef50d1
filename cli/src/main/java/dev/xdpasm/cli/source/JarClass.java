package dev.xdpasm.cli.source;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A class in a jar, with those that it declares. What the {@code Class-Path} of the jar's manifest names is there too, and what
 * xdpasm has; of a class that both have, xdpasm's is taken.
 *
 * @param file the jar
 * @param name the class, by its binary name or with dots for nested ones
 */
record JarClass(Path file, String name) implements JavaProgram {
    private static final String SUFFIX = ".class";
    private static final int MOST_NAMES = 20;

    @Override
    public BpfObject object(@Nullable String member) {
        List<String> present = classNames();
        String wanted = present.stream()
                .filter(each -> each.equals(name) || each.replace('$', '.').equals(name))
                .findFirst()
                .orElseThrow(() -> new BpfException(file + ": has no class " + name + ", expected "
                        + (present.isEmpty() ? "a jar with classes" : "one of: " + listed(present))));
        JavaFailure failure = new JavaFailure(file + "!" + name);
        // left open: what the object refers to may want more classes
        URLClassLoader loader = new URLClassLoader(JavaFailure.LOADER, new URL[] {url()}, JarClass.class.getClassLoader());
        List<Class<?>> classes = new ArrayList<>();
        try {
            addWithDeclared(Class.forName(wanted, false, loader), classes);
        } catch (ClassNotFoundException | LinkageError | SecurityException e) {
            throw failure.loading(e);
        }
        return ObjectMembers.in(failure, classes).choose(member).object(failure);
    }

    private static void addWithDeclared(Class<?> type, List<Class<?>> all) {
        all.add(type);
        for (Class<?> declared : type.getDeclaredClasses()) {
            addWithDeclared(declared, all);
        }
    }

    /** The binary names of the jar's own classes, without anonymous and local ones. */
    private List<String> classNames() {
        if (Files.isDirectory(file)) {
            throw new BpfException(file + ": is a directory, expected a jar");
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.endsWith(SUFFIX) && !entry.matches(".*\\$[0-9].*|META-INF/.*|(.*/)?[a-z]+-info\\.class"))
                    .map(entry -> entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.'))
                    .sorted()
                    .toList();
        } catch (ZipException e) {
            throw new BpfException(file + ": is no jar (" + e.getMessage() + ")", e);
        } catch (NoSuchFileException e) {
            throw new BpfException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new BpfException(file + ": cannot be read: " + InputFile.reason(e), e);
        }
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? ", and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    private URL url() {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new BpfException(file + ": is no place that classes are loaded from", e);
        }
    }
}
