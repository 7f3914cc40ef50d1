package dev.xdpasm.loader;

import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfIndex;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running kernel's types, indexed once and kept as long as there is memory for them. */
final class KernelTypes {
    private static final Path DIRECTORY = Path.of("/sys/kernel/btf");
    private static final String KERNEL = "vmlinux";

    private static @Nullable SoftReference<BtfIndex> kept;

    private KernelTypes() {}

    /**
     * {@return the running kernel's types}
     *
     * @throws dev.xdpasm.btf.BtfException if the kernel has none, or they cannot be read
     */
    static synchronized BtfIndex get() {
        BtfIndex index = kept == null ? null : kept.get();
        if (index == null) {
            index = BtfIndex.ofKernel();
            kept = new SoftReference<>(index);
        }
        return index;
    }

    /** {@return the types of the modules that are there now, each built on the kernel's} */
    static List<BtfIndex> modules() {
        BtfIndex kernel = get();
        return moduleNames().stream().map(name -> BtfIndex.ofModule(name, kernel)).toList();
    }

    /** {@return the names of the modules that are there now and have types, sorted} */
    static List<String> moduleNames() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(KERNEL))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BtfException("the types of the kernel's modules cannot be listed: " + e.getMessage());
        }
    }
}
