package dev.xdpasm.text;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names and what they stand for, found by a range of characters, so that a name in the text becomes no object before it
 * is known to be new. Knows nothing of what the names mean. Open addressing; names are never removed.
 *
 * <p>Whoever writes a text cannot choose names that fall on one place: where they fall depends on a number that is drawn
 * anew each time the program runs.
 */
final class NameTable<V> {
    private static final long SEED = new SecureRandom().nextLong();

    /** 2^64 divided by the golden ratio: odd, and without pattern in its bits. */
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private @Nullable String[] names;
    private @Nullable Object[] values;
    private int size;

    NameTable() {
        names = new String[32];
        values = new Object[32];
    }

    /** What the characters {@code from} to {@code to} stand for, or null. */
    @SuppressWarnings("unchecked")
    @Nullable V get(char[] text, int from, int to) {
        int mask = names.length - 1;
        for (int i = hash(text, from, to) & mask; ; i = (i + 1) & mask) {
            String name = names[i];
            if (name == null) {
                return null;
            }
            if (equal(name, text, from, to)) {
                return (V) values[i];
            }
        }
    }

    /** What a name stands for, or null. */
    @Nullable V get(String name) {
        return get(name.toCharArray(), 0, name.length());
    }

    /** Adds a name that is not in the table yet. */
    void put(String name, V value) {
        if (size * 2 >= names.length) {
            grow();
        }
        insert(name, value);
        size++;
    }

    /** Gives a name that is in the table another value. */
    void replace(String name, V value) {
        int mask = names.length - 1;
        int i = hash(name.toCharArray(), 0, name.length()) & mask;
        while (!name.equals(names[i])) {
            i = (i + 1) & mask;
        }
        values[i] = value;
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

    private void grow() {
        @Nullable String[] oldNames = names;
        @Nullable Object[] oldValues = values;
        names = new String[oldNames.length * 2];
        values = new Object[oldNames.length * 2];
        for (int i = 0; i < oldNames.length; i++) {
            String name = oldNames[i];
            Object value = oldValues[i];
            if (name != null && value != null) {
                insert(name, value);
            }
        }
    }

    private void insert(String name, Object value) {
        int mask = names.length - 1;
        int i = hash(name.toCharArray(), 0, name.length()) & mask;
        while (names[i] != null) {
            i = (i + 1) & mask;
        }
        names[i] = name;
        values[i] = value;
    }

    private static int hash(char[] text, int from, int to) {
        long hash = SEED;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * MULTIPLIER;
            // a product's low bits know only of low bits
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private static boolean equal(String name, char[] text, int from, int to) {
        if (name.length() != to - from) {
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
