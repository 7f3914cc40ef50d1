package dev.xdpasm.gen;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Temp;
import org.jspecify.annotations.Nullable;

/**
 * Which registers hold a temp plus a constant: the comparison of a packet's bounds leaves such a sum, and the pointer to what
 * comes next in the packet is often the same. Known from block to block where only one leads to the next.
 */
final class Sums {
    /** So many sums are looked through before one is made anew; a register is not to be kept long for it. */
    private static final int MOST_STEPS = 6;

    private static final int CHANGED = VirtualInsn.NONE;

    /** A sum, or that a variable was changed, and what was known before. */
    private record Known(int temp, long added, int register, @Nullable Known before) {}

    private final @Nullable Known[] atEnd;
    private final @Nullable Block[] onlyBefore;
    private @Nullable Known known;

    Sums(Graph graph, Block[] reached) {
        atEnd = new Known[graph.blocks()];
        onlyBefore = new Block[graph.blocks()];
        int[] leading = new int[graph.blocks()];
        for (Block block : reached) {
            for (Block next : block.successors()) {
                leading[next.number()]++;
                onlyBefore[next.number()] = block;
            }
        }
        for (int i = 0; i < leading.length; i++) {
            if (leading[i] != 1) {
                onlyBefore[i] = null;
            }
        }
    }

    /** Begins a block. */
    void begin(Block block) {
        Block before = onlyBefore[block.number()];
        known = before == null ? null : atEnd[before.number()];
    }

    /** Ends a block. */
    void end(Block block) {
        atEnd[block.number()] = known;
    }

    /** Says that a register holds a temp plus a constant, for as long as neither changes. */
    void add(Temp temp, long added, int register) {
        known = new Known(temp.number(), added, register, known);
    }

    /** Says that a variable is given another value. */
    void change(Temp variable) {
        known = new Known(variable.number(), 0, CHANGED, known);
    }

    /** {@return the register that holds a temp plus a constant, or {@link VirtualInsn#NONE}} */
    int find(Temp temp, long added) {
        Known at = known;
        for (int i = 0; i < MOST_STEPS && at != null; i++) {
            if (at.temp() == temp.number()) {
                if (at.register() == CHANGED || at.added() == added) {
                    return at.register();
                }
            }
            at = at.before();
        }
        return VirtualInsn.NONE;
    }
}
