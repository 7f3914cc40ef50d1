package dev.xdpasm.btf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The string table of a BTF being written: each string once, the empty one first. One that builds on another begins with that
 * one's strings, and writes only what comes behind.
 */
final class BtfStrings {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();
    private final int first;

    BtfStrings(Optional<BtfIndex> base) {
        first = base.isPresent() ? base.get().blob().endOfStrings() : 0;
        if (first == 0) {
            offset("");
        } else {
            offsets.put("", 0);
        }
    }

    /** {@return where a string stands, which is added if it is new} */
    int offset(String string) {
        Integer known = offsets.get(string);
        return known == null ? add(string) : known;
    }

    private int add(String string) {
        if (string.indexOf('\0') >= 0) {
            throw new BtfException("a BTF string holds no NUL");
        }
        int at = first + bytes.size();
        bytes.writeBytes(string.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        offsets.put(string, at);
        return at;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
