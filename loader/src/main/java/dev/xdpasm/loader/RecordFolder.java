package dev.xdpasm.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The folder of what xdpasm writes down about this machine until it boots anew: small files of {@code key=value} lines. */
record RecordFolder(Path path) {
    /** Begins and ends the name of a file that is not whole yet. */
    static final String PARTIAL_START = ".";

    static final String PARTIAL_END = ".new";

    /** The machine's: gone with the boot, as programs, interfaces and their numbers are. */
    static final RecordFolder MACHINE = new RecordFolder(Path.of("/run/xdpasm"));

    /** Writes a file, whole or not at all, in place of an older one; makes the folder, for its owner only. */
    void write(String name, Map<String, ?> fields) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path whole = Files.createTempFile(path, PARTIAL_START, PARTIAL_END);
        try {
            Files.writeString(whole, text(fields));
            Files.move(whole, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** {@return the text of a file: a {@code key=value} line each} */
    static String text(Map<String, ?> fields) {
        StringBuilder text = new StringBuilder();
        // A line end in a name would begin a field of its own.
        fields.forEach((key, value) ->
                text.append(key).append('=').append(value.toString().replace('\n', ' ')).append('\n'));
        return text.toString();
    }

    /** {@return the fields of a file's text} */
    static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int end = line.indexOf('=');
            if (end > 0) {
                fields.put(line.substring(0, end), line.substring(end + 1));
            }
        });
        return fields;
    }
}
