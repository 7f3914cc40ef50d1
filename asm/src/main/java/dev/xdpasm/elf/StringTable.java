package dev.xdpasm.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The strings of an ELF file in as few bytes as they need, in the order that LLVM gives them: sorted from their ends, so that
 * a string that ends another one stands right behind it and shares its bytes.
 */
final class StringTable {
    private final Map<String, Integer> offsets = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    StringTable(Set<String> strings) {
        byte[][] sorted = strings.stream()
                .filter(string -> !string.isEmpty())
                .map(string -> string.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Arrays.sort(sorted, StringTable::fromTheEnd);
        bytes.write(0);
        offsets.put("", 0);
        byte[] before = {};
        for (byte[] string : sorted) {
            if (!endsWith(before, string)) {
                bytes.writeBytes(string);
                bytes.write(0);
                before = string;
            }
            offsets.put(new String(string, StandardCharsets.UTF_8), bytes.size() - 1 - string.length);
        }
    }

    int offset(String string) {
        return offsets.getOrDefault(string, 0);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private static int fromTheEnd(byte[] a, byte[] b) {
        for (int i = 1; i <= a.length && i <= b.length; i++) {
            int order = Byte.compareUnsigned(b[b.length - i], a[a.length - i]);
            if (order != 0) {
                return order;
            }
        }
        return b.length - a.length;
    }

    private static boolean endsWith(byte[] string, byte[] end) {
        int from = string.length - end.length;
        return from >= 0 && Arrays.equals(string, from, string.length, end, 0, end.length);
    }
}
