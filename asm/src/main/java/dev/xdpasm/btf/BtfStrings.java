package dev.xdpasm.btf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The string table of a BTF being written: each string once, the empty one first. */
final class BtfStrings {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();

    BtfStrings() {
        offset("");
    }

    /** {@return where a string stands, which is added if it is new} */
    int offset(String string) {
        return offsets.computeIfAbsent(string, added -> {
            if (added.indexOf('\0') >= 0) {
                throw new BtfException("a BTF string holds no NUL");
            }
            int at = bytes.size();
            bytes.writeBytes(added.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
            return at;
        });
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
