package dev.xdpasm.gen;

import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * Gives each virtual register one of r0 to r9 so that no two that interfere have the same, and so that moves vanish:
 * colouring with iterated coalescing (L. George and A. Appel, Iterated Register Coalescing, 1996). Two sides of a move are
 * made one only where that cannot cost a register; the move that runs most often comes first. What finds no register is told
 * by {@link #spilled}.
 */
final class Colouring {
    private static final int REGISTERS = 10;
    private static final int ALL = (1 << REGISTERS) - 1;

    /** Those that calls spare cost a push and a pop, so they come last. */
    private static final int[] ORDER = {1, 2, 3, 4, 5, 0, 6, 7, 8, 9};

    /** Above so many neighbours of both the cheaper of the two safe tests is taken. */
    private static final int MANY = 400;

    private enum State {
        LOW,
        FREEZE,
        HIGH,
        REMOVED,
        MERGED
    }

    /** A register that may have to be spilled; the cheapest comes first. */
    private record Candidate(int register, double price) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return price != other.price ? Double.compare(price, other.price) : Integer.compare(register, other.register);
        }
    }

    private final Interference graph;
    private final BitSet mustNotSpill;
    private final int count;
    private final State[] states;
    private final int[] degree;
    private final int[] forbidden;
    private final int[] alias;
    private final int[] colour;
    private final double[] cost;

    private final IntList low = new IntList();
    private final IntList freeze = new IntList();
    private final PriorityQueue<Candidate> high = new PriorityQueue<>();
    private final IntList removed = new IntList();

    private final Moves moves;
    private final IntList spilled = new IntList();

    private Colouring(Interference graph, BitSet mustNotSpill) {
        this.graph = graph;
        this.mustNotSpill = mustNotSpill;
        count = graph.forbidden.length;
        states = new State[count];
        degree = new int[count];
        forbidden = graph.forbidden.clone();
        alias = new int[count];
        for (int i = 0; i < count; i++) {
            alias[i] = i;
        }
        colour = new int[count];
        Arrays.fill(colour, -1);
        for (int i = 0; i < VirtualInsn.FIRST; i++) {
            colour[i] = i;
        }
        cost = graph.cost.clone();
        moves = new Moves(graph);
    }

    /** Colours a graph, which is changed by it. */
    static Colouring of(Interference graph, BitSet mustNotSpill) {
        Colouring colouring = new Colouring(graph, mustNotSpill);
        colouring.prepare();
        colouring.simplifyAll();
        colouring.assign();
        return colouring;
    }

    /** {@return the registers that found none of the machine's; with each are spilled those that were made one with it} */
    IntList spilled() {
        return spilled;
    }

    /** {@return the register that a register was made one with, itself if with none} */
    int merged(int register) {
        int at = register;
        while (alias[at] != at) {
            alias[at] = alias[alias[at]];
            at = alias[at];
        }
        return at;
    }

    /** {@return those that a register, with all that were made one with it, interferes with} */
    IntList neighbours(int register) {
        return graph.neighbours[register];
    }

    /** {@return the machine's register of a register} */
    int colour(int register) {
        return colour[merged(register)];
    }

    private void prepare() {
        for (int register = VirtualInsn.FIRST; register < count; register++) {
            degree[register] = graph.neighbours[register].size() + Integer.bitCount(forbidden[register] & ALL);
            file(register);
        }
    }

    /** Puts a register where its degree and its moves say. */
    private void file(int register) {
        if (degree[register] >= REGISTERS) {
            states[register] = State.HIGH;
            high.add(new Candidate(register, price(register)));
        } else if (moves.isAnyOpen(register)) {
            states[register] = State.FREEZE;
            freeze.add(register);
        } else {
            states[register] = State.LOW;
            low.add(register);
        }
    }

    private double price(int register) {
        return mustNotSpill.get(register) ? Double.MAX_VALUE : cost[register] / degree[register];
    }

    private void simplifyAll() {
        while (true) {
            int move = low.isEmpty() ? moves.take() : VirtualInsn.NONE;
            if (!low.isEmpty()) {
                int register = low.pop();
                if (states[register] == State.LOW) {
                    remove(register);
                }
            } else if (move != VirtualInsn.NONE) {
                coalesce(move);
            } else if (!freeze.isEmpty()) {
                freeze(freeze.pop(), State.FREEZE);
            } else if (!high.isEmpty()) {
                freeze(high.remove().register(), State.HIGH);
            } else {
                return;
            }
        }
    }

    /** Gives up the moves of a register that is still in a state, so that it can be removed. */
    private void freeze(int register, State from) {
        if (states[register] == from) {
            states[register] = State.LOW;
            low.add(register);
            freezeMoves(register);
        }
    }

    private boolean isThere(int register) {
        return states[register] != State.REMOVED && states[register] != State.MERGED;
    }

    private void remove(int register) {
        states[register] = State.REMOVED;
        removed.add(register);
        IntList around = graph.neighbours[register];
        for (int i = 0; i < around.size(); i++) {
            lowerDegree(around.get(i));
        }
    }

    private void lowerDegree(int register) {
        if (!isThere(register) || degree[register]-- != REGISTERS) {
            return;
        }
        moves.retry(register);
        IntList around = graph.neighbours[register];
        for (int i = 0; i < around.size(); i++) {
            if (isThere(around.get(i))) {
                moves.retry(around.get(i));
            }
        }
        if (states[register] == State.HIGH) {
            file(register);
        }
    }

    private void coalesce(int move) {
        int a = merged(moves.to(move));
        int b = merged(moves.from(move));
        // the one with more neighbours stays, so that few are touched
        boolean staysB = a >= VirtualInsn.FIRST
                && (b < VirtualInsn.FIRST || graph.neighbours[b].size() > graph.neighbours[a].size());
        int into = staysB ? b : a;
        int gone = into == b ? a : b;
        if (into == gone) {
            moves.close(move);
            refile(into);
        } else if (gone < VirtualInsn.FIRST || interfere(into, gone)) {
            moves.close(move);
            refile(into);
            refile(gone);
        } else if (isSafe(into, gone)) {
            moves.close(move);
            merge(into, gone);
            refile(into);
        }
    }

    private boolean interfere(int a, int b) {
        return a < VirtualInsn.FIRST ? (forbidden[b] & 1 << a) != 0 : graph.interfere(a, b);
    }

    /** A register of low degree without moves left can be removed. */
    private void refile(int register) {
        if (register >= VirtualInsn.FIRST
                && states[register] == State.FREEZE
                && degree[register] < REGISTERS
                && !moves.isAnyOpen(register)) {
            states[register] = State.LOW;
            low.add(register);
        }
    }

    private boolean isSafe(int into, int gone) {
        if (into < VirtualInsn.FIRST) {
            return isCoveredBy(gone, into);
        }
        int a = graph.neighbours[into].size();
        int b = graph.neighbours[gone].size();
        if (a + b > MANY) {
            return a < b ? isCoveredBy(into, gone) : isCoveredBy(gone, into);
        }
        return staysLow(into, gone);
    }

    /** George's test: each neighbour of one is of low degree or the other's neighbour as well. */
    private boolean isCoveredBy(int one, int other) {
        if (other >= VirtualInsn.FIRST && (forbidden[one] & ~forbidden[other]) != 0) {
            return false;
        }
        IntList around = graph.neighbours[one];
        for (int i = 0; i < around.size(); i++) {
            int near = around.get(i);
            if (isThere(near) && degree[near] >= REGISTERS && !interfere(other, near)) {
                return false;
            }
        }
        return true;
    }

    /** Briggs' test: together they have fewer neighbours of high degree than there are registers. */
    private boolean staysLow(int one, int other) {
        int significant = Integer.bitCount((forbidden[one] | forbidden[other]) & ALL);
        IntList around = graph.neighbours[one];
        for (int i = 0; i < around.size(); i++) {
            int near = around.get(i);
            if (isThere(near)) {
                int left = degree[near] - (graph.interfere(near, other) ? 1 : 0);
                significant += left >= REGISTERS ? 1 : 0;
            }
        }
        around = graph.neighbours[other];
        for (int i = 0; i < around.size(); i++) {
            int near = around.get(i);
            if (isThere(near) && degree[near] >= REGISTERS && !graph.interfere(near, one)) {
                significant++;
            }
        }
        return significant < REGISTERS;
    }

    private void merge(int into, int gone) {
        states[gone] = State.MERGED;
        alias[gone] = into;
        moves.join(into, gone);
        moves.retry(gone);
        cost[into] += cost[gone];
        if (mustNotSpill.get(gone)) {
            mustNotSpill.set(into);
        }
        IntList around = graph.neighbours[gone];
        for (int i = 0; i < around.size(); i++) {
            int near = around.get(i);
            if (!isThere(near)) {
                continue;
            }
            connect(into, near);
            lowerDegree(near);
        }
        if (into >= VirtualInsn.FIRST) {
            int added = forbidden[gone] & ~forbidden[into];
            forbidden[into] |= added;
            degree[into] += Integer.bitCount(added & ALL);
            if (degree[into] >= REGISTERS && states[into] == State.FREEZE) {
                states[into] = State.HIGH;
                high.add(new Candidate(into, price(into)));
            }
        }
    }

    private void connect(int into, int near) {
        if (into < VirtualInsn.FIRST) {
            if ((forbidden[near] & 1 << into) == 0) {
                forbidden[near] |= 1 << into;
                degree[near]++;
            }
        } else if (graph.addEdge(into, near)) {
            degree[into]++;
            degree[near]++;
        }
    }

    private void freezeMoves(int register) {
        IntList own = moves.of(register);
        for (int i = 0; i < own.size(); i++) {
            int move = own.get(i);
            if (moves.isOpen(move)) {
                moves.close(move);
                int to = merged(moves.to(move));
                refile(to == merged(register) ? merged(moves.from(move)) : to);
            }
        }
    }

    private void assign() {
        while (!removed.isEmpty()) {
            int register = removed.pop();
            int free = ALL & ~forbidden[register];
            IntList around = graph.neighbours[register];
            for (int i = 0; i < around.size() && free != 0; i++) {
                int taken = colour[merged(around.get(i))];
                if (taken >= 0) {
                    free &= ~(1 << taken);
                }
            }
            if (free == 0) {
                spilled.add(register);
            } else {
                colour[register] = choose(register, free);
            }
        }
    }

    /** The register of the other side of its hottest move if that is free, else the first. */
    private int choose(int register, int free) {
        IntList own = moves.of(register);
        double best = 0;
        int chosen = -1;
        for (int i = 0; i < own.size(); i++) {
            int move = own.get(i);
            int to = merged(moves.to(move));
            int other = colour[to == register ? merged(moves.from(move)) : to];
            if (other >= 0 && (free & 1 << other) != 0 && moves.weight(move) > best) {
                best = moves.weight(move);
                chosen = other;
            }
        }
        for (int i = 0; chosen < 0; i++) {
            if ((free & 1 << ORDER[i]) != 0) {
                chosen = ORDER[i];
            }
        }
        return chosen;
    }
}
