package dev.xdpasm.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names and what they stand for, found by a range of characters, so that a name in the text becomes no object before it
 * is known to be new. Knows nothing of what the names mean. Open addressing; names are never removed.
 *
 * <p>Whoever writes a text cannot choose names that fall on one place: where they fall depends on a number that is another
 * each time the program runs.
 */
final class NameTable<V> {
    /** 2^64 divided by the golden ratio: odd, and without pattern in its bits. */
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private static final long SEED = mixed(System.nanoTime());

    private static final int NO_NAME = 0;

    private @Nullable String[] names = new String[32];
    private @Nullable Object[] values = new Object[32];

    /** The hash of each name, {@link #NO_NAME} where none is: spares most looks at the names themselves. */
    private int[] hashes = new int[32];

    private int size;

    /** The hash of the characters {@code from} to {@code to}, the same for all tables. */
    static int hash(char[] text, int from, int to) {
        long hash = SEED;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            hash = mixed(hash ^ text[i] ^ (long) text[i + 1] << 16 ^ (long) text[i + 2] << 32 ^ (long) text[i + 3] << 48);
        }
        for (; i < to; i++) {
            hash = mixed(hash ^ text[i]);
        }
        return (int) hash == NO_NAME ? 1 : (int) hash;
    }

    private static long mixed(long hash) {
        long product = hash * MULTIPLIER;
        // a product's low bits know only of low bits
        return product ^ product >>> 32;
    }

    /** What the characters {@code from} to {@code to} stand for, or null. */
    @Nullable V get(char[] text, int from, int to) {
        return get(text, from, to, hash(text, from, to));
    }

    /** As {@link #get(char[], int, int)}, for those who ask several tables: with the {@link #hash} of the characters. */
    @Nullable V get(char[] text, int from, int to, int hash) {
        return value(slot(text, from, to, hash));
    }

    /** What a name stands for, or null. */
    @Nullable V get(String name) {
        return get(name.toCharArray(), 0, name.length());
    }

    /** Adds a name that is not in the table yet, with its {@link #hash}. */
    void put(String name, int hash, V value) {
        add(name, hash, value);
    }

    /** Adds a name that is not in the table yet. */
    void put(String name, V value) {
        add(name, hash(name.toCharArray(), 0, name.length()), value);
    }

    /** Gives a name that is in the table another value. */
    void replace(String name, V value) {
        char[] text = name.toCharArray();
        values[slot(text, 0, text.length, hash(text, 0, text.length))] = value;
    }

    /** All names, in no order. */
    List<String> names() {
        List<String> all = new ArrayList<>(size);
        for (String name : names) {
            if (name != null) {
                all.add(name);
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private @Nullable V value(int slot) {
        return (V) values[slot];
    }

    /** Where a name stands, or would stand. */
    private int slot(char[] text, int from, int to, int hash) {
        int mask = hashes.length - 1;
        int i = hash & mask;
        while (hashes[i] != NO_NAME && !(hashes[i] == hash && equal(names[i], text, from, to))) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private void add(String name, int hash, V value) {
        if (size * 2 >= names.length) {
            grow();
        }
        insert(name, hash, value);
        size++;
    }

    private void grow() {
        @Nullable String[] oldNames = names;
        @Nullable Object[] oldValues = values;
        int[] oldHashes = hashes;
        names = new String[oldNames.length * 2];
        values = new Object[oldNames.length * 2];
        hashes = new int[oldNames.length * 2];
        for (int i = 0; i < oldNames.length; i++) {
            String name = oldNames[i];
            Object value = oldValues[i];
            if (name != null && value != null) {
                insert(name, oldHashes[i], value);
            }
        }
    }

    private void insert(String name, int hash, Object value) {
        int mask = hashes.length - 1;
        int i = hash & mask;
        while (hashes[i] != NO_NAME) {
            i = (i + 1) & mask;
        }
        names[i] = name;
        values[i] = value;
        hashes[i] = hash;
    }

    private static boolean equal(@Nullable String name, char[] text, int from, int to) {
        if (name == null || name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (name.charAt(i - from) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
