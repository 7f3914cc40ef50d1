package dev.xdpasm.core;

import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Size;
import java.util.OptionalLong;

/** Puts numbers into instructions: into the immediate of an ALU operation or {@code lddw}, the offset of a load or store. */
final class CorePatch {
    private static final long POISONED = Insn.pack(Opcode.CALL, 0, 0, (short) 0, CoreRelocator.POISON);

    private static final long LOW_WORD = 0xffff_ffffL;

    private final long[] words;
    private final int slot;
    private final CoreValue before;

    /**
     * Creates it.
     *
     * @param words the code, which is changed
     * @param slot the instruction
     * @param before what the compiler put into it
     */
    CorePatch(long[] words, int slot, CoreValue before) {
        this.words = words;
        this.slot = slot;
        this.before = before;
    }

    /** Makes the instruction one that the verifier refuses. */
    void poison() {
        if (isWide()) {
            // else the verifier would complain of the second half, an unknown opcode
            words[slot + 1] = POISONED;
        }
        words[slot] = POISONED;
    }

    /**
     * Puts a number in; {@return the number that stands there now, empty where the access would go wrong}.
     *
     * @param now the target's
     * @param canResize whether a load of the one size can become one of the other
     */
    OptionalLong put(CoreValue now, boolean canResize) {
        long insn = words[slot];
        long number = now.number();
        int insnClass = Opcode.classOf(Insn.code(insn));
        switch (insnClass) {
            case Opcode.BPF_ALU, Opcode.BPF_ALU64 -> {
                if ((Insn.code(insn) & Opcode.BPF_X) != 0) {
                    throw unfit("an operation on two registers, expected one with an immediate");
                }
                requireBefore(Insn.imm(insn));
                words[slot] = Insn.withImm(insn, (int) now.number());
            }
            case Opcode.BPF_LDX, Opcode.BPF_ST, Opcode.BPF_STX -> {
                requireBefore(Insn.off(insn));
                if (now.number() > Short.MAX_VALUE) {
                    throw unfit("a load or store, whose offset cannot be " + now.number() + ", expected at most "
                            + Short.MAX_VALUE);
                }
                if (!canResize) {
                    return OptionalLong.empty();
                }
                words[slot] = resized(Insn.withOff(insn, (short) now.number()), now);
            }
            default -> {
                if (!isWide()) {
                    throw unfit("no load, store, ALU operation or lddw");
                }
                if (Insn.srcReg(insn) != 0 || Insn.off(insn) != 0) {
                    throw unfit("an lddw of something else than a number");
                }
                long found = Insn.imm(insn) & LOW_WORD | (long) Insn.imm(words[slot + 1]) << Integer.SIZE;
                // only the instruction tells whether 32 bits of an enum have a sign; libbpf refuses those without that need one
                boolean isUnsigned = before.size() == Integer.BYTES && found == (before.number() & LOW_WORD);
                if (!isUnsigned) {
                    requireBefore(found);
                } else if (now.size() == Integer.BYTES) {
                    number &= LOW_WORD;
                }
                words[slot] = Insn.withImm(insn, (int) number);
                words[slot + 1] = Insn.withImm(words[slot + 1], (int) (number >> Integer.SIZE));
            }
        }
        return OptionalLong.of(number);
    }

    private long resized(long insn, CoreValue now) {
        if (now.size() == before.size()) {
            return insn;
        }
        Size size = Size.of(Insn.code(insn));
        if (size.bytes() != before.size()) {
            throw unfit("an access of " + size.bytes() + " bytes, expected one of " + before.size());
        }
        for (Size wanted : Size.values()) {
            if (wanted.bytes() == now.size()) {
                return insn & ~(long) Size.DW.bits() | wanted.bits();
            }
        }
        throw unfit("an access, which cannot be of the " + now.size() + " bytes that the target's field has");
    }

    private void requireBefore(long found) {
        if (before.isCertain() && found != before.number()) {
            throw unfit("one with the number " + found + ", expected " + before.number() + " as in the object's own types");
        }
    }

    private boolean isWide() {
        return Insn.isWide(words[slot]) && slot + 1 < words.length;
    }

    private static CoreException unfit(String what) {
        return new CoreException("the instruction is " + what);
    }

    /**
     * Whether a load of one field can become a load of another size: pointers can, whose upper half is 0, and numbers without a
     * sign. Others would have another value.
     */
    static boolean canResize(BtfTypes own, CoreValue before, BtfTypes target, CoreValue now) {
        if (before.size() == now.size()) {
            return true;
        }
        BtfType one = own.type(before.type());
        BtfType other = target.type(now.type());
        return one instanceof BtfType.Ptr && other instanceof BtfType.Ptr
                || one instanceof BtfType.Int number && other instanceof BtfType.Int otherNumber
                        && number.encoding() != BtfType.Int.SIGNED && otherNumber.encoding() != BtfType.Int.SIGNED;
    }
}
