package dev.xdpasm.loader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a name is among those that the running kernel's BTF has (/sys/kernel/btf/vmlinux, Linux 5.4): looked for in the
 * bytes of its strings, without reading its types.
 */
final class KernelNames {
    private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

    private KernelNames() {}

    /** {@return whether the name is there; empty if the BTF cannot be read} */
    static Optional<Boolean> has(String name) {
        return Known.STRINGS.map(strings -> strings.contains("\0" + name + "\0"));
    }

    /** Read once: the kernel does not change under a process. Names are ASCII, one byte a character. */
    private static final class Known {
        static final Optional<String> STRINGS = read();

        private static Optional<String> read() {
            try {
                return Optional.of(new String(Files.readAllBytes(BTF), StandardCharsets.ISO_8859_1));
            } catch (IOException | SecurityException e) {
                return Optional.empty();
            }
        }
    }
}
