package dev.xdpasm.gen;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Opcode;

/**
 * What instructions do with the registers that they name, as bits: found out once for each, since every stage asks. Also which
 * of the machine's registers an instruction uses though it does not name them.
 */
final class Effects {
    static final int READS_DST = 1;
    static final int WRITES_DST = 1 << 1;
    static final int READS_SRC = 1 << 2;

    /** An atomic that fetches into {@code src}. */
    static final int WRITES_SRC = 1 << 3;

    /** Does nothing but to write {@code dst}. */
    static final int PURE = 1 << 4;

    /** Operands can change places without the result changing; of arithmetic between registers. */
    static final int COMMUTATIVE = 1 << 5;

    /** Uses registers that it does not name: see {@link #implicitReads} and {@link #implicitWrites}. */
    static final int IMPLICIT = 1 << 6;

    /** The registers that a call leaves nothing in, as a mask: r0 to r5. */
    private static final int CALL_CLOBBERS = 0b11_1111;

    private static final int COMMUTATIVE_OPS = 1 << (AluOp.ADD.bits() >> 4)
            | 1 << (AluOp.MUL.bits() >> 4)
            | 1 << (AluOp.OR.bits() >> 4)
            | 1 << (AluOp.AND.bits() >> 4)
            | 1 << (AluOp.XOR.bits() >> 4);

    private Effects() {}

    /** {@return the effects of an instruction; a register that it does not name is {@link VirtualInsn#NONE}} */
    static int of(int code, int dst, int src, long imm) {
        int effects = src == VirtualInsn.NONE ? 0 : READS_SRC;
        switch (Opcode.classOf(code)) {
            case Opcode.BPF_ALU, Opcode.BPF_ALU64:
                effects |= WRITES_DST | PURE;
                if ((code & 0xf0) != Opcode.BPF_MOV) {
                    effects |= READS_DST;
                }
                if ((code & Opcode.BPF_X) != 0 && src != VirtualInsn.NONE && isCommutative(code)) {
                    effects |= COMMUTATIVE;
                }
                return effects;
            case Opcode.BPF_LD:
                return effects | (code == Opcode.LDDW ? WRITES_DST | PURE : WRITES_DST);
            case Opcode.BPF_LDX:
                return effects | WRITES_DST | PURE;
            case Opcode.BPF_STX:
                if (isAtomic(code) && (imm & Opcode.BPF_FETCH) != 0) {
                    effects |= imm == Opcode.BPF_CMPXCHG ? IMPLICIT : WRITES_SRC;
                }
                return effects | READS_DST;
            default:
                if (dst != VirtualInsn.NONE) {
                    effects |= READS_DST;
                }
                return code == Opcode.CALL || code == Opcode.EXIT ? effects | IMPLICIT : effects;
        }
    }

    /** {@return whether an operation's operands can change places without the result changing} */
    static boolean isCommutative(AluOp op) {
        return isCommutative(op.bits());
    }

    private static boolean isCommutative(int code) {
        return (COMMUTATIVE_OPS & 1 << (code >> 4)) != 0;
    }

    /** {@return whether a code is that of an atomic} */
    static boolean isAtomic(int code) {
        return (code & 0xe7) == (Opcode.BPF_STX | Opcode.BPF_ATOMIC);
    }

    /** {@return the machine's registers that an instruction reads though it does not name them, as a mask} */
    static int implicitReads(VirtualInsn insn) {
        if ((insn.effects & IMPLICIT) == 0) {
            return 0;
        }
        // a call has the number of its arguments there; an exit and a cmpxchg read r0
        return insn.isCall() ? (1 << insn.off()) - 1 << 1 : 1;
    }

    /** {@return the machine's registers that an instruction writes though it does not name them, as a mask} */
    static int implicitWrites(VirtualInsn insn) {
        if ((insn.effects & IMPLICIT) == 0 || insn.isExit()) {
            return 0;
        }
        return insn.isCall() ? CALL_CLOBBERS : 1;
    }
}
