package dev.xdpasm.isa;

import java.util.Arrays;

/**
 * A column of strings of which most are the one above, such as the file of each row of a {@link LineTable}: kept as runs,
 * each with the row where it begins. Not thread-safe while rows are added.
 */
final class StringRuns {
    private int[] starts = new int[4];
    private String[] values = new String[4];
    private int runs;

    /** Adds a row that holds another string than the last, behind {@code row} others. */
    void add(int row, String value) {
        if (runs == values.length) {
            starts = Arrays.copyOf(starts, runs * 2);
            values = Arrays.copyOf(values, runs * 2);
        }
        starts[runs] = row;
        values[runs++] = value;
    }

    /** {@return what a row holds} */
    String get(int row) {
        int found = Arrays.binarySearch(starts, 0, runs, row);
        return values[found >= 0 ? found : -found - 2];
    }

    /** {@return whether the last row, which there must be, holds a string} */
    boolean isLast(String value) {
        String last = values[runs - 1];
        // nearly always the same object
        return last == value || last.equals(value);
    }

    /** {@return the same rows in no more room than they need} */
    StringRuns copy() {
        StringRuns copy = new StringRuns();
        copy.starts = Arrays.copyOf(starts, runs);
        copy.values = Arrays.copyOf(values, runs);
        copy.runs = runs;
        return copy;
    }

    /** Forgets all rows and keeps the room. */
    void clear() {
        runs = 0;
    }
}
