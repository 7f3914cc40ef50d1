package dev.xdpasm.elf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The strings of an ELF file in as few bytes as they need, in the order that LLVM gives them: sorted from their ends, so that
 * a string that ends another one stands right behind it and shares its bytes.
 */
final class StringTable {
    private static final int NO_BYTE = -1;

    private final byte[][] strings;

    /** Places in {@link #strings}, sorted. */
    private final int[] order;

    /** Where each of {@link #strings} stands. */
    private final int[] offsets;

    private final byte[] bytes;

    StringTable(List<String> strings) {
        int count = strings.size();
        this.strings = new byte[count][];
        order = new int[count];
        offsets = new int[count];
        int size = 1;
        for (int i = 0; i < count; i++) {
            byte[] string = strings.get(i).getBytes(StandardCharsets.UTF_8);
            this.strings[i] = string;
            order[i] = i;
            size += string.length + 1;
        }
        sort(0, count, 0);
        bytes = laidOut(size);
    }

    /** {@return where the string stands that was at a place of the list} */
    int offset(int place) {
        return offsets[place];
    }

    byte[] toBytes() {
        return bytes;
    }

    /** Puts the strings behind one another, and notes where they stand; the empty one is the table's first byte. */
    private byte[] laidOut(int atMost) {
        byte[] table = new byte[atMost];
        int size = 1;
        byte[] before = {};
        for (int place : order) {
            byte[] string = strings[place];
            if (!endsWith(before, string)) {
                System.arraycopy(string, 0, table, size, string.length);
                size += string.length + 1;
                before = string;
            }
            offsets[place] = string.length == 0 ? 0 : size - 1 - string.length;
        }
        return Arrays.copyOf(table, size);
    }

    /**
     * Sorts a part of the order, of strings whose last {@code known} bytes are equal, by the byte before these: the higher first,
     * and last those that have none (three-way radix quicksort).
     */
    private void sort(int from, int to, int known) {
        int low = from;
        int high = to;
        for (int same = known; high - low > 1; same++) {
            int pivot = byteBefore(order[low + high >>> 1], same);
            int before = low;
            int behind = high;
            for (int i = low; i < behind; ) {
                int key = byteBefore(order[i], same);
                if (key > pivot) {
                    swap(before++, i++);
                } else if (key < pivot) {
                    swap(i, --behind);
                } else {
                    i++;
                }
            }
            sort(low, before, same);
            sort(behind, high, same);
            if (pivot == NO_BYTE) {
                return;
            }
            low = before;
            high = behind;
        }
    }

    private int byteBefore(int place, int known) {
        byte[] string = strings[place];
        int at = string.length - 1 - known;
        return at < 0 ? NO_BYTE : string[at] & 0xff;
    }

    private void swap(int a, int b) {
        int place = order[a];
        order[a] = order[b];
        order[b] = place;
    }

    private static boolean endsWith(byte[] string, byte[] end) {
        int from = string.length - end.length;
        return from >= 0 && Arrays.equals(string, from, string.length, end, 0, end.length);
    }
}
