package dev.xdpasm.print;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import java.util.BitSet;

/** Where the jumps and local calls of a program lead: the places that need a label, and their names. */
final class JumpTargets {
    private final BitSet targets = new BitSet();
    private final int size;

    private JumpTargets(int size) {
        this.size = size;
    }

    /** {@return the targets of a program: starts of instructions in it} */
    static JumpTargets of(Code code) {
        JumpTargets found = new JumpTargets(code.size());
        BitSet starts = new BitSet();
        for (int slot = 0; slot < code.size(); slot++) {
            starts.set(slot);
            if (isWhole(code, slot)) {
                slot++;
            }
        }
        for (int slot = starts.nextSetBit(0); slot >= 0; slot = starts.nextSetBit(slot + 1)) {
            long insn = code.word(slot);
            long target = slot + 1L + Insn.distance(insn);
            // code 0 is the second half of a wide load, or is taken for one
            if (Insn.hasDistance(insn) && code.relocationAt(slot).isEmpty() && target >= 0 && target < found.size
                    && starts.get((int) target) && Insn.code(code.word((int) target)) != 0) {
                found.targets.set((int) target);
            }
        }
        return found;
    }

    private static boolean isWhole(Code code, int slot) {
        return Insn.isWide(code.word(slot)) && slot + 1 < code.size() && Insn.code(code.word(slot + 1)) == 0;
    }

    /** {@return whether a jump leads to a slot} */
    boolean isTarget(long slot) {
        return slot >= 0 && slot < size && targets.get((int) slot);
    }

    /** {@return the name of a target} */
    String name(int slot) {
        return "L" + slot;
    }
}
