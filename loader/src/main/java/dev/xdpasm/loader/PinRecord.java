package dev.xdpasm.loader;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was written down of a pin, before it was made.
 *
 * @param path the name on bpffs
 * @param programId the id of the program that is pinned, or that is in the link that is
 * @param program its full name
 * @param time when
 */
public record PinRecord(Path path, int programId, String program, Instant time) {

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path);
        fields.put("id", Integer.toUnsignedString(programId));
        fields.put("program", program);
        fields.put("time", time);
        return fields;
    }

    /** {@return the record in a file's text, empty if it is none} */
    static Optional<PinRecord> parse(String text) {
        Map<String, String> fields = RecordFolder.fields(text);
        String path = fields.getOrDefault("path", "");
        try {
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PinRecord(
                            Path.of(path),
                            Integer.parseUnsignedInt(fields.getOrDefault("id", "")),
                            fields.getOrDefault("program", ""),
                            Instant.parse(fields.getOrDefault("time", ""))));
        } catch (InvalidPathException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
