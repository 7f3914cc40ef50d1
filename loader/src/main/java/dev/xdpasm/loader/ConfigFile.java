package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The file that says how the running kernel was configured: lines {@code CONFIG_NAME=VALUE}. */
final class ConfigFile {
    private static final Path COMPRESSED = Path.of("/proc/config.gz");

    private ConfigFile() {}

    /** {@return where it can be, in the order in which it is looked for} */
    static List<Path> sources() {
        String release = ProcFiles.read("/proc/sys/kernel/osrelease").orElse("").strip();
        return List.of(COMPRESSED, Path.of("/boot/config-" + release));
    }

    /**
     * {@return the values of some names, as they are written; what is not set is not there}
     *
     * @throws BpfException if the file cannot be read; if there is none, nothing is set
     */
    static Map<String, String> values(Set<String> names) {
        for (Path source : sources()) {
            if (Files.isReadable(source)) {
                return values(source, names);
            }
        }
        return Map.of();
    }

    private static Map<String, String> values(Path source, Set<String> names) {
        Map<String, String> values = new HashMap<>();
        try (InputStream in = Files.newInputStream(source);
                InputStream text = source.equals(COMPRESSED) ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf('=');
                if (equals > 0 && names.contains(line.substring(0, equals))) {
                    values.put(line.substring(0, equals), line.substring(equals + 1).strip());
                }
            }
            return values;
        } catch (IOException e) {
            throw new BpfException("the kernel's configuration cannot be read from " + source + ": " + e.getMessage(), e);
        }
    }
}
