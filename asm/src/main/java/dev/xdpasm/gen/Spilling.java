package dev.xdpasm.gen;

import dev.xdpasm.isa.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves registers that get none of the machine's to the stack, eight bytes each, or makes their value anew at each read if
 * it depends on nothing. What reads and writes them gets a register that lives only there.
 */
final class Spilling {
    private final VirtualCode code;
    private final Colouring colouring;
    private final BitSet mustNotSpill;

    /** For each register that was spilled its frame object, for others {@link VirtualInsn#NONE}. */
    private final int[] home;

    private final int firstHome;

    /** What makes the value of a register that is made anew. */
    private final @Nullable VirtualInsn[] maker;

    private final BitSet isSpilled = new BitSet();
    private List<VirtualInsn> out = new ArrayList<>();

    Spilling(VirtualCode code, Colouring colouring, IntList spilled, BitSet mustNotSpill) {
        this.code = code;
        this.colouring = colouring;
        this.mustNotSpill = mustNotSpill;
        int registers = code.registers();
        home = new int[registers];
        Arrays.fill(home, VirtualInsn.NONE);
        maker = new VirtualInsn[registers];
        firstHome = code.frame().size();
        for (int i = 0; i < spilled.size(); i++) {
            isSpilled.set(spilled.get(i));
        }
        findMakers();
        for (int register = isSpilled.nextSetBit(0); register >= 0; register = isSpilled.nextSetBit(register + 1)) {
            if (maker[register] == null) {
                home[register] = freeHome(register);
            }
        }
    }

    /** A frame object that is no home yet of a register which is wanted at the same time. */
    private int freeHome(int register) {
        BitSet busy = new BitSet();
        IntList around = colouring.neighbours(register);
        for (int i = 0; i < around.size(); i++) {
            int taken = home[colouring.merged(around.get(i))];
            if (taken != VirtualInsn.NONE) {
                busy.set(taken - firstHome);
            }
        }
        int free = busy.nextClearBit(0) + firstHome;
        return free == code.frame().size() ? code.spill() : free;
    }

    private int spilled(int register) {
        if (register < VirtualInsn.FIRST) {
            return VirtualInsn.NONE;
        }
        int merged = colouring.merged(register);
        return isSpilled.get(merged) ? merged : VirtualInsn.NONE;
    }

    /** A value is made anew if all that writes it, but for moves within it, makes the same of nothing. */
    private void findMakers() {
        BitSet hasOthers = new BitSet();
        for (CodeBlock block : code.blocks) {
            for (VirtualInsn insn : block.insns) {
                if (insn.writesSrc() && spilled(insn.src) >= 0) {
                    hasOthers.set(spilled(insn.src));
                }
                int written = insn.writesDst() ? spilled(insn.dst) : VirtualInsn.NONE;
                if (written < 0 || insn.isMove() && spilled(insn.src) == written) {
                    continue;
                }
                VirtualInsn known = maker[written];
                if (!insn.isRematerialisable() || known != null && !known.makesSameAs(insn)) {
                    hasOthers.set(written);
                } else {
                    maker[written] = insn;
                }
            }
        }
        for (int register = hasOthers.nextSetBit(0); register >= 0; register = hasOthers.nextSetBit(register + 1)) {
            maker[register] = null;
        }
    }

    /** Rewrites the code. */
    void rewrite() {
        for (CodeBlock block : code.blocks) {
            out = new ArrayList<>(block.insns.size());
            for (VirtualInsn insn : block.insns) {
                rewrite(insn);
            }
            block.insns = out;
        }
    }

    private void rewrite(VirtualInsn insn) {
        int dst = insn.dst == VirtualInsn.NONE ? VirtualInsn.NONE : spilled(insn.dst);
        int src = insn.src == VirtualInsn.NONE ? VirtualInsn.NONE : spilled(insn.src);
        if (dst < 0 && src < 0) {
            out.add(insn);
        } else if (insn.isMove() && dst == src) {
            // both have the same home
            return;
        } else if (dst >= 0 && insn.writesDst() && maker[dst] != null) {
            return;
        } else if (insn.isMove() && src < 0) {
            out.add(VirtualInsn.store(Size.DW, Place.of(home[dst]), insn.src).at(insn.line()));
        } else if (insn.isMove() && dst < 0) {
            fill(src, insn.dst, insn);
        } else {
            rewriteOperands(insn, dst, src);
        }
    }

    private void rewriteOperands(VirtualInsn insn, int dst, int src) {
        int newSrc = insn.src;
        if (src >= 0) {
            newSrc = shortLived();
            fill(src, newSrc, insn);
        }
        int newDst = insn.dst;
        if (dst >= 0) {
            newDst = dst == src ? newSrc : shortLived();
            if (insn.readsDst() && dst != src) {
                fill(dst, newDst, insn);
            }
        }
        out.add(insn.with(newDst, newSrc));
        if (dst >= 0 && insn.writesDst()) {
            out.add(VirtualInsn.store(Size.DW, Place.of(home[dst]), newDst).at(insn.line()));
        }
        if (src >= 0 && insn.writesSrc()) {
            out.add(VirtualInsn.store(Size.DW, Place.of(home[src]), newSrc).at(insn.line()));
        }
    }

    private int shortLived() {
        int register = code.register();
        mustNotSpill.set(register);
        return register;
    }

    private void fill(int spilled, int to, VirtualInsn reader) {
        VirtualInsn made = maker[spilled];
        VirtualInsn fill = made == null
                ? VirtualInsn.load(Size.DW, to, Place.of(home[spilled]))
                : made.with(to, made.src);
        out.add(fill.at(reader.line()));
    }
}
