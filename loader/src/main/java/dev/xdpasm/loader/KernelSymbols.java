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

    /**
     * {@return the addresses of those of the names that are there}
     *
     * @throws BpfException if the file cannot be read
     */
    static Map<String, Long> addresses(Set<String> names) {
        Map<String, Long> found = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(FILE, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null && found.size() < names.size(); line = lines.readLine()) {
                // ADDRESS TYPE NAME, and behind a tab the module
                int name = line.indexOf(' ', line.indexOf(' ') + 1) + 1;
                int tab = line.indexOf('\t', name);
                String symbol = line.substring(name, tab < 0 ? line.length() : tab);
                if (names.contains(symbol)) {
                    found.putIfAbsent(symbol, Long.parseUnsignedLong(line.substring(0, line.indexOf(' ')), 16));
                }
            }
            return found;
        } catch (IOException e) {
            throw new BpfException("the kernel's symbols cannot be read from " + FILE + ": " + e.getMessage(), e);
        }
    }
}
