package dev.xdpasm.gen;

import java.util.Arrays;
import java.util.List;

/**
 * Which virtual registers are in use at the same time and so cannot share one of the machine's, which of the machine's each
 * cannot have, and the moves that would vanish if both sides shared one. On the way a commutative operation is turned so that
 * the operand that dies there becomes the result.
 */
final class Interference {
    private static final int BOTH = Effects.READS_DST | Effects.WRITES_DST;

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
        liveCount = out.size();
        for (int i = 0; i < liveCount; i++) {
            live[i] = out.get(i);
            placeInLive[live[i]] = i;
        }
        int machine = 0;
        List<VirtualInsn> insns = block.insns;
        for (int i = insns.size() - 1; i >= 0; i--) {
            VirtualInsn insn = insns.get(i);
            int effects = insn.effects;
            if ((effects & Effects.COMMUTATIVE) != 0 && i > 0) {
                turn(insns.get(i - 1), insn);
            }
            boolean isMove = insn.isMove();
            if (isMove && insn.dst != insn.src) {
                addMove(insn, block.frequency);
            }
            count(insn, block.frequency);
            if ((effects & Effects.WRITES_DST) != 0) {
                machine = write(insn.dst, machine, isMove ? insn.src : VirtualInsn.NONE);
            }
            if ((effects & Effects.WRITES_SRC) != 0) {
                machine = write(insn.src, machine, VirtualInsn.NONE);
            }
            if ((effects & Effects.IMPLICIT) != 0) {
                int writes = Effects.implicitWrites(insn);
                forbid(writes, VirtualInsn.NONE);
                machine = machine & ~writes | Effects.implicitReads(insn);
            }
            if ((effects & Effects.READS_SRC) != 0) {
                machine = read(insn.src, machine);
            }
            if ((effects & Effects.READS_DST) != 0) {
                machine = read(insn.dst, machine);
            }
        }
    }

    /** {@code d = a; d op= b}: where b dies and a does not, {@code d = b; d op= a} leaves a move that can vanish. */
    private void turn(VirtualInsn move, VirtualInsn operation) {
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
            moveWeights = Arrays.copyOf(moveWeights, moveWeights.length * 2);
        }
        moveWeights[moveTo.size()] = weight;
        moveTo.add(move.dst);
        moveFrom.add(move.src);
    }

    private void count(VirtualInsn insn, double weight) {
        if (insn.src != VirtualInsn.NONE) {
            cost[insn.src] += weight;
        }
        if (insn.dst != VirtualInsn.NONE) {
            boolean isBoth = (insn.effects & BOTH) == BOTH;
            cost[insn.dst] += isBoth ? 2 * weight : weight;
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
