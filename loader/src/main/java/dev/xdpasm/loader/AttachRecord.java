package dev.xdpasm.loader;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was written down of a program that was attached for keeps.
 *
 * @param id the program's id
 * @param tag its tag, 16 hex digits: ids begin anew with each boot
 * @param program its full name
 * @param ifname the interface's name then
 * @param ifindex the interface's index
 * @param namespace the inode of the interface's network namespace
 * @param mode the mode it was attached in; {@link XdpMode#AUTO} if the record was written ahead and the process ended
 *     before the kernel had answered
 * @param time when
 */
public record AttachRecord(
        int id,
        String tag,
        String program,
        String ifname,
        int ifindex,
        long namespace,
        XdpMode mode,
        Instant time) {

    /** {@return the record of a program, as of now} */
    static AttachRecord of(ProgramInfo info, String program, NetDevice device, XdpMode mode) {
        return new AttachRecord(
                info.id(),
                info.tag(),
                program,
                device.name(),
                device.ifindex(),
                device.namespace().inode(),
                mode,
                Instant.now());
    }

    /** {@return what its file says} */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", Integer.toUnsignedString(id));
        fields.put("tag", tag);
        fields.put("program", program);
        fields.put("ifname", ifname);
        fields.put("ifindex", ifindex);
        fields.put("netns", namespace);
        fields.put("mode", mode);
        fields.put("time", time);
        return fields;
    }

    /** {@return the record in a file's text, empty if it is none} */
    static Optional<AttachRecord> parse(String text) {
        Map<String, String> fields = RecordFolder.fields(text);
        try {
            return Optional.of(new AttachRecord(
                    Integer.parseUnsignedInt(fields.getOrDefault("id", "")),
                    fields.getOrDefault("tag", ""),
                    fields.getOrDefault("program", ""),
                    fields.getOrDefault("ifname", ""),
                    Integer.parseInt(fields.getOrDefault("ifindex", "")),
                    Long.parseLong(fields.getOrDefault("netns", "")),
                    XdpMode.valueOf(fields.getOrDefault("mode", "").toUpperCase(Locale.ROOT)),
                    Instant.parse(fields.getOrDefault("time", ""))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
