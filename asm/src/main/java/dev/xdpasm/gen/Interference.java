package dev.xdpasm.gen;

import java.util.List;

/**
 * Which virtual registers are in use at the same time and so cannot share one of the machine's, which of the machine's each
 * cannot have, and the moves that would vanish if both sides shared one. On the way a commutative operation is turned so that
 * the operand that dies there becomes the result.
 */
final class Interference {
    private final VirtualCode code;

    /** For each register those that it interferes with, only virtual ones. */
    final IntList[] neighbours;

    /** For each register the machine's that it cannot have, as a mask. */
    final int[] forbidden;

    /** What reads and writes of each register cost. */
    final double[] cost;

    final IntList moveTo = new IntList();
    final IntList moveFrom = new IntList();
    double[] moveWeights = new double[16];

    private final LongSet edges;
    private final int[] live;
    private final int[] placeInLive;
    private int liveCount;

    private Interference(VirtualCode code) {
        this.code = code;
        int registers = code.registers();
        neighbours = new IntList[registers];
        for (int i = VirtualInsn.FIRST; i < registers; i++) {
            neighbours[i] = new IntList();
        }
        forbidden = new int[registers];
        cost = new double[registers];
        edges = new LongSet(registers * 4);
        live = new int[registers];
        placeInLive = new int[registers];
    }

    static Interference of(VirtualCode code) {
        Interference interference = new Interference(code);
        Liveness liveness = Liveness.of(code);
        for (CodeBlock block : code.blocks) {
            interference.scan(block, liveness.out(block));
        }
        return interference;
    }

    /** {@return whether two virtual registers interfere} */
    boolean interfere(int a, int b) {
        return edges.contains(key(a, b));
    }

    /** Says that two virtual registers interfere; {@return whether that is new} */
    boolean addEdge(int a, int b) {
        if (a == b || !edges.add(key(a, b))) {
            return false;
        }
        neighbours[a].add(b);
        neighbours[b].add(a);
        return true;
    }

    private static long key(int a, int b) {
        return a < b ? (long) a << 32 | b : (long) b << 32 | a;
    }

    /** Walks a block from its end. */
    private void scan(CodeBlock block, IntList out) {
        liveCount = 0;
        for (int i = 0; i < out.size(); i++) {
            enter(out.get(i));
        }
        int machine = 0;
        List<VirtualInsn> insns = block.insns;
        for (int i = insns.size() - 1; i >= 0; i--) {
            turn(insns, i);
            VirtualInsn insn = insns.get(i);
            boolean isMove = insn.isMove();
            if (isMove && insn.dst != insn.src) {
                addMove(insn, block.frequency);
            }
            count(insn, block.frequency);
            int writes = insn.implicitWrites();
            if (insn.writesDst()) {
                machine = write(insn.dst, machine, isMove ? insn.src : VirtualInsn.NONE);
            }
            if (insn.writesSrc()) {
                machine = write(insn.src, machine, VirtualInsn.NONE);
            }
            if (writes != 0) {
                forbid(writes, VirtualInsn.NONE);
                machine &= ~writes;
            }
            machine |= insn.implicitReads();
            if (insn.readsSrc()) {
                machine = read(insn.src, machine);
            }
            if (insn.readsDst()) {
                machine = read(insn.dst, machine);
            }
        }
    }

    /** {@code d = a; d op= b}: where b dies and a does not, {@code d = b; d op= a} leaves a move that can vanish. */
    private void turn(List<VirtualInsn> insns, int i) {
        VirtualInsn operation = insns.get(i);
        if (i == 0 || !operation.isCommutative()) {
            return;
        }
        VirtualInsn move = insns.get(i - 1);
        int a = move.src;
        int b = operation.src;
        boolean fits = move.isMove() && move.dst == operation.dst && a != b && b != operation.dst && a != operation.dst;
        if (fits && b >= VirtualInsn.FIRST && !isLive(b) && isLive(a)) {
            move.src = b;
            operation.src = a;
        }
    }

    private void addMove(VirtualInsn move, double weight) {
        if (moveTo.size() == moveWeights.length) {
            moveWeights = java.util.Arrays.copyOf(moveWeights, moveWeights.length * 2);
        }
        moveWeights[moveTo.size()] = weight;
        moveTo.add(move.dst);
        moveFrom.add(move.src);
    }

    private void count(VirtualInsn insn, double weight) {
        if (insn.readsSrc()) {
            cost[insn.src] += weight;
        }
        if (insn.dst != VirtualInsn.NONE) {
            cost[insn.dst] += insn.readsDst() && insn.writesDst() ? 2 * weight : weight;
        }
    }

    /** A register is written: it interferes with all that lives on, except what it is a copy of. */
    private int write(int register, int machine, int copyOf) {
        if (register < VirtualInsn.FIRST) {
            forbid(1 << register, copyOf);
            return machine & ~(1 << register);
        }
        leave(register);
        for (int i = 0; i < liveCount; i++) {
            if (live[i] != copyOf) {
                addEdge(register, live[i]);
            }
        }
        forbidden[register] |= copyOf >= 0 && copyOf < VirtualInsn.FIRST ? machine & ~(1 << copyOf) : machine;
        return machine;
    }

    private void forbid(int mask, int except) {
        for (int i = 0; i < liveCount; i++) {
            if (live[i] != except) {
                forbidden[live[i]] |= mask;
            }
        }
    }

    private int read(int register, int machine) {
        if (register < VirtualInsn.FIRST) {
            return machine | 1 << register;
        }
        enter(register);
        return machine;
    }

    private boolean isLive(int register) {
        int place = placeInLive[register];
        return place < liveCount && live[place] == register;
    }

    private void enter(int register) {
        if (!isLive(register)) {
            placeInLive[register] = liveCount;
            live[liveCount++] = register;
        }
    }

    private void leave(int register) {
        if (isLive(register)) {
            int last = live[--liveCount];
            live[placeInLive[register]] = last;
            placeInLive[last] = placeInLive[register];
        }
    }
}
