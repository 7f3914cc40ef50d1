package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The addresses of the kernel's symbols ({@code /proc/kallsyms}), which only privileged readers are told. */
final class KernelSymbols {
    private static final Path FILE = Path.of("/proc/kallsyms");

    private KernelSymbols() {}

    /** What looks at one symbol; says whether it has seen enough. */
    private interface Look {
        boolean at(long address, String name);
    }

    /**
     * {@return the addresses of those of the names that are there}
     *
     * @throws BpfException if the file cannot be read
     */
    static Map<String, Long> addresses(Set<String> names) {
        Map<String, Long> found = new HashMap<>();
        read((address, name) -> {
            if (names.contains(name)) {
                found.putIfAbsent(name, address);
            }
            return found.size() == names.size();
        });
        return found;
    }

    /**
     * {@return the names of those of the addresses at which a symbol begins}
     *
     * @throws BpfException if the file cannot be read
     */
    static Map<Long, String> names(Set<Long> addresses) {
        Map<Long, String> found = new HashMap<>();
        read((address, name) -> {
            if (addresses.contains(address)) {
                found.putIfAbsent(address, name);
            }
            return found.size() == addresses.size();
        });
        return found;
    }

    private static void read(Look look) {
        try (BufferedReader lines = Files.newBufferedReader(FILE, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // ADDRESS TYPE NAME, and behind a tab the module
                int begin = line.indexOf(' ', line.indexOf(' ') + 1) + 1;
                int tab = line.indexOf('\t', begin);
                long address = Long.parseUnsignedLong(line.substring(0, line.indexOf(' ')), 16);
                if (look.at(address, line.substring(begin, tab < 0 ? line.length() : tab))) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new BpfException("the kernel's symbols cannot be read from " + FILE + ": " + e.getMessage(), e);
        }
    }
}
