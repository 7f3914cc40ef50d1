package dev.xdpasm.gen;

import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * The moves that would vanish if both sides had one register: those of each register, which of them may still vanish, and which
 * wait to be tried, the one that runs most often first.
 */
final class Moves {
    private static final IntList NOTHING = new IntList();

    /** A move that waits. */
    private record Waiting(int move, double weight) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return weight != other.weight ? Double.compare(other.weight, weight) : Integer.compare(move, other.move);
        }
    }

    private final IntList to;
    private final IntList from;
    private final double[] weights;

    /** For each register its moves; {@link #NOTHING} if it has none. */
    private final IntList[] all;

    private final BitSet open = new BitSet();
    private final BitSet isWaiting = new BitSet();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();

    /** All moves of a graph may vanish, and wait. */
    Moves(Interference graph) {
        to = graph.moveTo;
        from = graph.moveFrom;
        weights = graph.moveWeights;
        all = new IntList[graph.forbidden.length];
        Arrays.fill(all, NOTHING);
        for (int move = 0; move < to.size(); move++) {
            own(to.get(move)).add(move);
            own(from.get(move)).add(move);
            open.set(move);
            await(move);
        }
    }

    private IntList own(int register) {
        if (all[register] == NOTHING) {
            all[register] = new IntList();
        }
        return all[register];
    }

    private void await(int move) {
        if (!isWaiting.get(move)) {
            isWaiting.set(move);
            waiting.add(new Waiting(move, weights[move]));
        }
    }

    /** {@return the register that a move writes} */
    int to(int move) {
        return to.get(move);
    }

    /** {@return the register that a move reads} */
    int from(int move) {
        return from.get(move);
    }

    /** {@return how often a move runs} */
    double weight(int move) {
        return weights[move];
    }

    /** {@return the moves of a register and of those that were made one with it, not to be changed} */
    IntList of(int register) {
        return all[register];
    }

    /** {@return the next move to be tried, or {@link VirtualInsn#NONE}} */
    int take() {
        while (!waiting.isEmpty()) {
            int move = waiting.remove().move();
            isWaiting.clear(move);
            if (open.get(move)) {
                return move;
            }
        }
        return VirtualInsn.NONE;
    }

    /** {@return whether a move may still vanish} */
    boolean isOpen(int move) {
        return open.get(move);
    }

    /** {@return whether a move of a register may still vanish} */
    boolean isAnyOpen(int register) {
        IntList own = all[register];
        for (int i = 0; i < own.size(); i++) {
            if (open.get(own.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Says that a move vanishes, or stays for good. */
    void close(int move) {
        open.clear(move);
    }

    /** Says that the moves of a register may vanish now, if they did not before. */
    void retry(int register) {
        IntList own = all[register];
        for (int i = 0; i < own.size(); i++) {
            if (open.get(own.get(i))) {
                await(own.get(i));
            }
        }
    }

    /** Gives a register the moves of one that was made one with it. */
    void join(int into, int gone) {
        if (all[gone] != NOTHING) {
            own(into).addAll(all[gone]);
        }
    }
}
