package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Gives virtual registers the machine's: colours, spills what found none or is not worth the one it found, and colours again
 * until all have one. Moves whose sides share a register vanish.
 */
final class Allocation {
    private static final int MOST_ROUNDS = 50;

    private final VirtualCode code;
    private final BitSet mustNotSpill = new BitSet();

    private Allocation(VirtualCode code) {
        this.code = code;
    }

    /** Allocates registers; the code afterwards has only the machine's. */
    static void allocate(VirtualCode code) {
        new Allocation(code).run();
    }

    private void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            DeadCode.remove(code);
            Colouring colouring = Colouring.of(Interference.of(code), mustNotSpill);
            IntList spilled = colouring.spilled();
            if (spilled.isEmpty()) {
                spilled = SavedRegisters.unworthy(code, colouring, mustNotSpill);
            }
            if (spilled.isEmpty()) {
                apply(colouring);
                return;
            }
            new Spilling(code, colouring, spilled, mustNotSpill).rewrite();
        }
        throw new IllegalStateException(code.name() + ": no registers found in " + MOST_ROUNDS + " rounds of spilling");
    }

    private void apply(Colouring colouring) {
        for (CodeBlock block : code.blocks) {
            List<VirtualInsn> kept = new ArrayList<>(block.insns.size());
            for (VirtualInsn insn : block.insns) {
                if (insn.dst >= VirtualInsn.FIRST) {
                    insn.dst = colouring.colour(insn.dst);
                }
                if (insn.src >= VirtualInsn.FIRST) {
                    insn.src = colouring.colour(insn.src);
                }
                if (!insn.isMove() || insn.dst != insn.src) {
                    kept.add(insn);
                }
            }
            block.insns = kept;
        }
    }
}
