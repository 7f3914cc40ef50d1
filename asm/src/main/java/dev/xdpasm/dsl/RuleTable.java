package dev.xdpasm.dsl;

import dev.xdpasm.object.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Trees of questions, as words of 32 bits that both a program can walk ({@link RuleWalk}) and code be written of ({@link RuleCode}).
 *
 * <p>A node asks how far a field is above {@code low}; if that is more than {@code span}, its first child comes next, else the one of
 * the cell that it lies in, which are {@code 1 << shift} numbers wide each:
 *
 * <pre>
 *   +0  low
 *   +4  span
 *   +8  the field's offset in what is asked of the packet, and shift << 8
 *  +12  child outside
 *  +16  child of each cell
 * </pre>
 *
 * A child is a node's offset in bytes, or with its highest bit set a verdict. Nodes stand behind their children, and equal ones
 * stand there once.
 */
final class RuleTable {
    /** Where the words of a node are, in bytes from its begin. */
    static final int LOW = 0;

    static final int SPAN = 4;
    static final int FIELD = 8;
    static final int OUTSIDE = 12;
    static final int CELLS = 16;

    /** Where the shift begins in the word of {@link #FIELD}. */
    static final int SHIFT = 8;

    private static final int CELL_WORDS = CELLS / Integer.BYTES;
    private static final int VERDICT = 1 << 31;

    private int[] words = new int[1 << 10];
    private int size;
    private int[] known = new int[1 << 8];
    private int nodes;

    /** {@return the child that is a verdict} */
    static int verdict(int verdict) {
        return verdict | VERDICT;
    }

    static boolean isVerdict(int child) {
        return child < 0;
    }

    /** {@return the verdict that a child is} */
    static int verdictOf(int child) {
        return child & ~VERDICT;
    }

    /** {@return the number of its words} */
    int size() {
        return size;
    }

    /** Keeps words free for something that is no node; {@return their offset} */
    int reserve(int count) {
        int at = size;
        grow(count);
        size += count;
        return at * Integer.BYTES;
    }

    /** Writes a word. */
    void put(int offset, int word) {
        words[offset / Integer.BYTES] = word;
    }

    /** {@return the node that asks this, which may have been there} */
    int node(int field, long low, long span, int shift, int outside, int[] cells) {
        int end = size + CELL_WORDS + cells.length;
        grow(CELL_WORDS + cells.length);
        int at = size * Integer.BYTES;
        put(at + LOW, (int) low);
        put(at + SPAN, (int) span);
        put(at + FIELD, field * Integer.BYTES | shift << SHIFT);
        put(at + OUTSIDE, outside);
        System.arraycopy(cells, 0, words, size + CELL_WORDS, cells.length);
        if (2 * nodes >= known.length) {
            rehash();
        }
        int place = place(size, end);
        if (known[place] != 0) {
            return (known[place] - 1) * Integer.BYTES;
        }
        known[place] = size + 1;
        nodes++;
        size = end;
        return at;
    }

    private void grow(int more) {
        if (size + more > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, size + more));
        }
    }

    /** Where a node is known that has the same words, or where it can be. */
    private int place(int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + words[i];
        }
        int place = (hash ^ hash >>> 15) * 0x9e3779b1 >>> 1 & known.length - 1;
        while (known[place] != 0) {
            int other = known[place] - 1;
            if (other + to - from <= size && Arrays.equals(words, other, other + to - from, words, from, to)) {
                break;
            }
            place = place + 1 & known.length - 1;
        }
        return place;
    }

    private void rehash() {
        int[] before = known;
        known = new int[2 * before.length];
        for (int node : before) {
            if (node != 0) {
                int at = node - 1;
                known[place(at, at + CELL_WORDS + cells(at * Integer.BYTES))] = node;
            }
        }
    }

    // ---- what a node is

    int field(int node) {
        return (word(node, FIELD) & (1 << SHIFT) - 1) / Integer.BYTES;
    }

    long low(int node) {
        return Integer.toUnsignedLong(word(node, LOW));
    }

    long span(int node) {
        return Integer.toUnsignedLong(word(node, SPAN));
    }

    int shift(int node) {
        return word(node, FIELD) >>> SHIFT;
    }

    int outside(int node) {
        return word(node, OUTSIDE);
    }

    /** {@return the number of its cells} */
    int cells(int node) {
        return cells(span(node), shift(node));
    }

    /** {@return how many cells a span has} */
    static int cells(long span, int shift) {
        return (int) (span >>> shift) + 1;
    }

    int cell(int node, int cell) {
        return word(node, CELLS + cell * Integer.BYTES);
    }

    private int word(int node, int offset) {
        return words[(node + offset) / Integer.BYTES];
    }

    /**
     * {@return the most nodes that one packet comes by, in all of several trees}
     *
     * @param first where nodes begin
     */
    long depth(int first, List<Integer> roots) {
        int[] depths = new int[size];
        for (int node = first; node < size * Integer.BYTES; node += CELLS + cells(node) * Integer.BYTES) {
            int most = depth(depths, outside(node));
            for (int cell = 0; cell < cells(node); cell++) {
                most = Math.max(most, depth(depths, cell(node, cell)));
            }
            depths[node / Integer.BYTES] = most + 1;
        }
        return roots.stream().mapToLong(root -> depth(depths, root)).sum();
    }

    private static int depth(int[] depths, int child) {
        return isVerdict(child) ? 0 : depths[child / Integer.BYTES];
    }

    /** {@return its words, little-endian} */
    Bytes bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(size * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words, 0, size);
        return Bytes.of(bytes.array());
    }
}
