package dev.xdpasm.gen;

import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Size;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which of r6 to r9 are not worth their keep: the JIT pushes and pops each of them that the function names anywhere, on every
 * path. A value that lives over a call on a rare path alone is rather put on the stack there.
 *
 * <p>Only values of which the verifier knows nothing that it could forget: what a call returned or eight bytes of memory, and
 * nothing that is compared. Kernels before 5.11 forget the bounds of a number on the stack, and those before 6.8 do not learn
 * of it from the comparison of a copy.
 */
final class SavedRegisters {
    private static final int FIRST = 6;
    private static final int END = 10;

    /** A push and a pop for each run, of which one is to be saved for certain: how often a block runs is a guess. */
    private static final double MOST_PRICE = 1;

    private static final int LOAD_WORD = Opcode.BPF_LDX | Opcode.BPF_MEM | Size.DW.bits();

    private final VirtualCode code;
    private final Colouring colouring;

    /** For each of the machine's registers the instructions that its values would take on the stack, a run; infinite if not one. */
    private final double[] prices = new double[END];

    private SavedRegisters(VirtualCode code, Colouring colouring, BitSet mustNotSpill) {
        this.code = code;
        this.colouring = colouring;
        Arrays.fill(prices, Double.POSITIVE_INFINITY);
        for (int register = VirtualInsn.FIRST; register < code.registers(); register++) {
            int colour = colouring.colour(register);
            if (colour >= FIRST) {
                prices[colour] = 0;
            }
        }
        for (int register = mustNotSpill.nextSetBit(0); register >= 0; register = mustNotSpill.nextSetBit(register + 1)) {
            refuse(register);
        }
    }

    /** {@return the virtual registers that should rather be spilled, each with all that were made one with it; mostly none} */
    static IntList unworthy(VirtualCode code, Colouring colouring, BitSet mustNotSpill) {
        IntList found = new IntList();
        // a frame costs an instruction too
        if (code.frame().isEmpty()) {
            return found;
        }
        SavedRegisters saved = new SavedRegisters(code, colouring, mustNotSpill);
        int cheapest = saved.cheapest();
        if (cheapest != VirtualInsn.NONE) {
            for (int register = VirtualInsn.FIRST; register < code.registers(); register++) {
                if (colouring.merged(register) == register && colouring.colour(register) == cheapest) {
                    found.add(register);
                }
            }
        }
        return found;
    }

    private int cheapest() {
        boolean isUsed = false;
        for (int at = FIRST; at < END; at++) {
            isUsed |= prices[at] < MOST_PRICE;
        }
        if (!isUsed) {
            return VirtualInsn.NONE;
        }
        for (CodeBlock block : code.blocks) {
            for (VirtualInsn insn : block.insns) {
                count(insn, block.frequency);
            }
        }
        int cheapest = VirtualInsn.NONE;
        double least = MOST_PRICE;
        for (int at = FIRST; at < END; at++) {
            if (prices[at] < least) {
                least = prices[at];
                cheapest = at;
            }
        }
        return cheapest;
    }

    /** A move becomes the load or the store itself. */
    private void count(VirtualInsn insn, double frequency) {
        int dst = colour(insn.dst);
        int src = colour(insn.src);
        if (dst < FIRST && src < FIRST || insn.isMove() && dst == src) {
            return;
        }
        if (insn.isConditionalJump() || insn.writesSrc()) {
            refuse(insn.dst);
            refuse(insn.src);
        } else if (insn.writesDst() && !isUnknown(insn)) {
            refuse(insn.dst);
        }
        if (!insn.isMove()) {
            price(dst, frequency);
            price(src, frequency);
        }
    }

    private static boolean isUnknown(VirtualInsn insn) {
        return insn.code() == LOAD_WORD || insn.isMove() && insn.src < VirtualInsn.FIRST;
    }

    private int colour(int register) {
        return register < VirtualInsn.FIRST ? VirtualInsn.NONE : colouring.colour(register);
    }

    private void refuse(int register) {
        price(colour(register), Double.POSITIVE_INFINITY);
    }

    private void price(int colour, double more) {
        if (colour >= FIRST) {
            prices[colour] += more;
        }
    }
}
