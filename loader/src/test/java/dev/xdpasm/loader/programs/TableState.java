package dev.xdpasm.loader.programs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What maps and globals hold, in Java: values keep their place in memory as long as they are there. */
final class TableState {
    private final Map<Table, Map<ByteBuffer, byte[]>> contents = new HashMap<>();
    private final Map<String, byte[]> globals = new HashMap<>();

    /** The ring's records, in the order in which room was made for them. */
    final List<byte[]> records = new ArrayList<>();

    TableState() {
        for (Table table : Table.values()) {
            contents.put(table, new HashMap<>());
            if (table.isArray()) {
                for (int i = 0; i < table.entries(); i++) {
                    contents.get(table).put(ByteBuffer.wrap(index(i)), new byte[table.value.size()]);
                }
            }
        }
        Table.GLOBAL_KINDS.forEach((name, kind) -> globals.put(name, new byte[kind.bits() / 8]));
    }

    static byte[] index(int index) {
        return new byte[] {(byte) index, (byte) (index >> 8), (byte) (index >> 16), (byte) (index >> 24)};
    }

    /** {@return the value, null if there is none} For prefixes, of the longest that the key begins with. */
    byte @org.jspecify.annotations.Nullable [] find(Table table, byte[] key) {
        if (table != Table.PREFIXES) {
            return contents.get(table).get(ByteBuffer.wrap(key));
        }
        for (int length = 32; length >= 0; length--) {
            byte[] found = contents.get(table).get(ByteBuffer.wrap(prefix(length, key)));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The key of a trie: the length, and the address cut to it. */
    static byte[] prefix(int length, byte[] address) {
        byte[] key = new byte[4 + address.length];
        key[0] = (byte) length;
        for (int bit = 0; bit < length; bit++) {
            key[4 + bit / 8] |= (byte) (address[bit / 8] & 0x80 >> bit % 8);
        }
        return key;
    }

    void put(Table table, byte[] key, byte[] value) {
        ByteBuffer at = ByteBuffer.wrap(table == Table.PREFIXES ? prefix(32, key) : key.clone());
        byte[] present = contents.get(table).get(at);
        if (table.isArray()) {
            if (present != null) {
                System.arraycopy(value, 0, present, 0, value.length);
            }
        } else {
            contents.get(table).put(at, value.clone());
        }
    }

    /** Adds an entry of a trie whose key has its length in it. */
    void putPrefix(byte[] key, byte[] value) {
        contents.get(Table.PREFIXES).put(ByteBuffer.wrap(key), value.clone());
    }

    void delete(Table table, byte[] key) {
        if (!table.isArray()) {
            contents.get(table).remove(ByteBuffer.wrap(table == Table.PREFIXES ? prefix(32, key) : key));
        }
    }

    byte[] global(String name) {
        return globals.get(name);
    }

    /** {@return all entries as text that can be compared, sorted} */
    List<String> entries(Table table) {
        List<String> lines = new ArrayList<>();
        contents.get(table).forEach((key, value) -> lines.add(line(key.array(), value)));
        lines.sort(null);
        return lines;
    }

    static String line(byte[] key, byte[] value) {
        return java.util.HexFormat.of().formatHex(key) + " = " + java.util.HexFormat.of().formatHex(value);
    }
}
