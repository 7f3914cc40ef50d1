package dev.xdpasm.isa;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Where the instructions of a whole program lead: its functions, its jumps, what can be reached. A function begins at slot 0
 * and wherever a local call or an {@code lddw} of a function's address leads; it ends where the next begins.
 *
 * <p>Names that are still to be resolved lead nowhere: a call of one returns, as any.
 */
final class ControlFlow {
    private final Code code;
    private final int size;

    /** The second slots of {@code lddw}. */
    private final BitSet seconds = new BitSet();

    /** Where functions begin. */
    private final BitSet functions = new BitSet();

    private final int endOfProgram;

    ControlFlow(Code code) {
        this.code = code;
        size = code.size();
        functions.set(0);
        for (int slot = 0; slot < size; slot = next(slot)) {
            if (Insn.isWide(code.word(slot)) && slot + 1 < size) {
                seconds.set(slot + 1);
            }
            long callee = callee(slot);
            if (callee >= 0 && callee < size) {
                functions.set((int) callee);
            }
        }
        endOfProgram = endOfFunction(0);
    }

    /** {@return the slot of the instruction behind one} */
    int next(int slot) {
        return slot + (Insn.isWide(code.word(slot)) ? 2 : 1);
    }

    boolean isSecond(long slot) {
        return seconds.get((int) slot);
    }

    boolean isFunction(int slot) {
        return functions.get(slot);
    }

    /** {@return where the function ends that an instruction belongs to, at a cost that grows with what is left of it} */
    int endOfFunction(int slot) {
        int next = functions.nextSetBit(slot + 1);
        return next < 0 ? size : next;
    }

    /** {@return whether an instruction belongs to the program itself, not to a function that it calls} */
    boolean isInProgram(int slot) {
        return slot < endOfProgram;
    }

    /** {@return where the functions begin, ascending} */
    IntStream functions() {
        return functions.stream();
    }

    /** {@return the slot of the function that an instruction calls or takes the address of, in the code or not; -1 for none} */
    long callee(int slot) {
        long insn = code.word(slot);
        boolean calls = Insn.hasDistance(insn) && !Insn.isJump(insn);
        boolean takesAddress = Insn.isWide(insn) && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_FUNC;
        return (calls || takesAddress) && code.relocationAt(slot).isEmpty() ? slot + 1L + Insn.imm(insn) : -1;
    }

    /** {@return the slot that a jump leads to, in the code or not} */
    long target(int slot) {
        return slot + 1L + Insn.distance(code.word(slot));
    }

    /** Goes through the instructions of the function that may run behind one. */
    void successors(int slot, IntConsumer each) {
        long insn = code.word(slot);
        if (Insn.isJump(insn)) {
            each.accept((int) target(slot));
        }
        if (!Opcode.neverFallsThrough(Insn.code(insn))) {
            each.accept(next(slot));
        }
    }

    /** {@return the slots of instructions that some path leads to} All jumps must stay in their functions. */
    BitSet reachable() {
        BitSet reached = new BitSet(size);
        Deque<Integer> open = new ArrayDeque<>();
        IntConsumer reach = slot -> {
            if (!reached.get(slot)) {
                reached.set(slot);
                open.push(slot);
            }
        };
        reach.accept(0);
        while (!open.isEmpty()) {
            int slot = open.pop();
            successors(slot, reach);
            long callee = callee(slot);
            if (callee >= 0) {
                reach.accept((int) callee);
            }
        }
        return reached;
    }
}
