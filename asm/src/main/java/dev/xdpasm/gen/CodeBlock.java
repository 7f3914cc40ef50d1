package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instructions in a row. The last may be a conditional jump or a {@code may_goto}, which leads to {@link #taken}, or an exit;
 * where it does not lead elsewhere the block goes on with {@link #next}. No jump stands for going on: where one is needed
 * shows when the blocks are in a row.
 */
final class CodeBlock {
    /** Its place in its function's list, which has no meaning but to tell blocks apart and to index tables. */
    int number;

    List<VirtualInsn> insns = new ArrayList<>();

    /** Where its conditional jump leads. */
    @Nullable CodeBlock taken;

    /** What follows when its jump is not taken. */
    @Nullable CodeBlock next;

    /**
     * Whether it jumps to what follows it even where that stands right behind: kernels before 6.7 refuse a round of a loop that
     * is closed without a jump ("back-edge", check_cfg in kernel/bpf/verifier.c). A jump by 0 is left out by the kernel when the
     * program has been checked.
     */
    boolean closesLoop;

    /** The part of the times in which its conditional jump is taken, 0 to 1. */
    double takenPart;

    /** How often it runs when the function runs once. */
    double frequency;

    CodeBlock(int number) {
        this.number = number;
    }

    /** {@return the blocks that may come next} */
    List<CodeBlock> successors() {
        if (taken == null) {
            return next == null ? List.of() : List.of(next);
        }
        return next == null ? List.of(taken) : List.of(taken, next);
    }

    /** {@return the last instruction, or null if there is none} */
    @Nullable VirtualInsn last() {
        return insns.isEmpty() ? null : insns.get(insns.size() - 1);
    }

    /** {@return whether it ends the function} */
    boolean isExit() {
        return next == null && taken == null;
    }

    @Override
    public String toString() {
        return "b" + number;
    }
}
