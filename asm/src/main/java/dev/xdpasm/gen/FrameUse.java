package dev.xdpasm.gen;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds which frame objects each instruction may touch: by an access relative to r10, or by a pointer that was made of its
 * address. Asked before registers are allocated, while each pointer has a register of its own, whose writes are all taken
 * together. An object whose address is stored in memory may be touched anywhere.
 */
final class FrameUse {
    private static final int ARGUMENTS = 6;
    private static final int R10 = 10;

    private final VirtualCode code;
    private final @Nullable BitSet[] pointsTo;
    private boolean changed;

    private FrameUse(VirtualCode code) {
        this.code = code;
        this.pointsTo = new BitSet[code.registers()];
    }

    /** Notes at each instruction what it may touch. */
    static void note(VirtualCode code) {
        if (code.frame().isEmpty()) {
            return;
        }
        FrameUse use = new FrameUse(code);
        do {
            use.changed = false;
            for (CodeBlock block : code.blocks) {
                use.forgetArguments();
                for (int i = 0; i < block.insns.size(); i++) {
                    use.flow(block.insns.get(i));
                }
            }
        } while (use.changed);
        for (CodeBlock block : code.blocks) {
            use.forgetArguments();
            for (int i = 0; i < block.insns.size(); i++) {
                VirtualInsn insn = block.insns.get(i);
                use.touch(insn);
                use.flow(insn);
            }
        }
    }

    /** The machine's registers hold pointers only from the setting of arguments to the call. */
    private void forgetArguments() {
        for (int i = 0; i < ARGUMENTS; i++) {
            pointsTo[i] = null;
        }
    }

    private void flow(VirtualInsn insn) {
        if ((insn.effects & Effects.IMPLICIT) != 0 && insn.isCall()) {
            BitSet given = given();
            forgetArguments();
            // the kernel's helpers return no pointer into the stack, other functions may return what they are given
            if (insn.hasSymbol() && !given.isEmpty()) {
                pointsTo[0] = given;
            }
            return;
        }
        BitSet source = objects(insn.src);
        if (source == null && insn.src != R10) {
            return;
        }
        if (insn.writesAddress()) {
            BitSet one = new BitSet();
            one.set(insn.frame());
            join(insn.dst, one);
            return;
        }
        if (source != null && insn.isArithmetic()) {
            join(insn.dst, source);
        } else if (source != null && insn.isStore()) {
            for (int object = source.nextSetBit(0); object >= 0; object = source.nextSetBit(object + 1)) {
                code.keepApart(object);
            }
        }
    }

    private void join(int register, BitSet objects) {
        BitSet known = pointsTo[register];
        if (known == null || register < VirtualInsn.FIRST) {
            changed |= register >= VirtualInsn.FIRST;
            pointsTo[register] = (BitSet) objects.clone();
            return;
        }
        int before = known.cardinality();
        known.or(objects);
        changed |= known.cardinality() != before;
    }

    private BitSet given() {
        BitSet given = new BitSet();
        for (int i = 1; i < ARGUMENTS; i++) {
            add(objects(i), given);
        }
        return given;
    }

    private @Nullable BitSet objects(int register) {
        return register == VirtualInsn.NONE ? null : pointsTo[register];
    }

    private static void add(@Nullable BitSet objects, BitSet touched) {
        if (objects != null) {
            touched.or(objects);
        }
    }

    private void touch(VirtualInsn insn) {
        if ((insn.effects & Effects.IMPLICIT) != 0 && insn.isCall()) {
            insn.touches(given());
            return;
        }
        BitSet dst = objects(insn.dst);
        BitSet src = objects(insn.src);
        if (dst == null && src == null) {
            return;
        }
        BitSet touched = new BitSet();
        if (insn.frame() != VirtualInsn.NONE) {
            touched.set(insn.frame());
        }
        add(dst, touched);
        add(src, touched);
        insn.touches(touched);
    }
}
