package dev.xdpasm.gen;

import java.util.Arrays;

/** A list of numbers that grows, without an object for each. */
final class IntList {
    private static final int[] NOTHING = {};

    private int[] items = NOTHING;
    private int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(4, size * 2));
        }
        items[size++] = item;
    }

    int get(int i) {
        return items[i];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** {@return the last item, which is taken off} */
    int pop() {
        return items[--size];
    }

    /** {@return the items so far} */
    int[] toArray() {
        return Arrays.copyOf(items, size);
    }

    void addAll(IntList others) {
        for (int i = 0; i < others.size; i++) {
            add(others.items[i]);
        }
    }

    void clear() {
        size = 0;
    }
}
