package dev.xdpasm.cli.source;

import java.util.List;
import java.util.Map;

/** Loads compiled classes, before any of xdpasm's own that has the same name, and for the rest what xdpasm has. */
final class CompiledClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    CompiledClasses(Map<String, byte[]> classes) {
        super(JavaFailure.LOADER, CompiledClasses.class.getClassLoader());
        this.classes = Map.copyOf(classes);
    }

    /** {@return the binary names of all classes, sorted} */
    List<String> names() {
        return classes.keySet().stream().sorted().toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
        }
    }
}
