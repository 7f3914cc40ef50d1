package dev.xdpasm.gen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which blocks lead to each block, by their numbers: those of one block lie side by side in a table. */
final class Predecessors {
    /** For each block where its part of the table begins, and at the end where the table ends. */
    private final int[] begins;

    private final int[] table;

    private Predecessors(int[] begins, int[] table) {
        this.begins = begins;
        this.table = table;
    }

    static Predecessors of(List<CodeBlock> blocks) {
        int size = blocks.size();
        int[] ends = new int[size + 1];
        for (int i = 0; i < size; i++) {
            CodeBlock block = blocks.get(i);
            count(block.taken, ends);
            count(block.next, ends);
        }
        for (int i = 1; i <= size; i++) {
            ends[i] += ends[i - 1];
        }
        int[] table = new int[ends[size]];
        // filled from behind, so that the ends become the beginnings
        for (int i = size - 1; i >= 0; i--) {
            CodeBlock block = blocks.get(i);
            note(block.next, i, ends, table);
            note(block.taken, i, ends, table);
        }
        return new Predecessors(ends, table);
    }

    private static void count(@Nullable CodeBlock to, int[] ends) {
        if (to != null) {
            ends[to.number]++;
        }
    }

    private static void note(@Nullable CodeBlock to, int from, int[] ends, int[] table) {
        if (to != null) {
            table[--ends[to.number]] = from;
        }
    }

    /** {@return where those of a block begin} */
    int begin(int block) {
        return begins[block];
    }

    /** {@return where those of a block end} */
    int end(int block) {
        return begins[block + 1];
    }

    /** {@return the number of the block at a place} */
    int get(int place) {
        return table[place];
    }
}
