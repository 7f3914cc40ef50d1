package dev.xdpasm.gen;

/** A set of numbers above zero, without an object for each. */
final class LongSet {
    private long[] table;
    private int size;

    LongSet(int expected) {
        table = new long[Integer.highestOneBit(Math.max(expected, 16)) << 1];
    }

    /** {@return whether a number was not there yet} */
    boolean add(long number) {
        int at = find(number);
        if (table[at] == number) {
            return false;
        }
        table[at] = number;
        if (++size * 2 > table.length) {
            grow();
        }
        return true;
    }

    boolean contains(long number) {
        return table[find(number)] == number;
    }

    private int find(long number) {
        int mask = table.length - 1;
        long mixed = number * 0x9e37_79b9_7f4a_7c15L;
        int at = (int) (mixed >>> 32) & mask;
        while (table[at] != 0 && table[at] != number) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        for (long number : before) {
            if (number != 0) {
                table[find(number)] = number;
            }
        }
    }
}
