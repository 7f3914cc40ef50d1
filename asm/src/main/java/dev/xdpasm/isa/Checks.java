package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import java.util.Optional;

/**
 * What is wrong with one instruction by itself, whatever stands around it: what every front refuses where it is written.
 *
 * <p>Each of these the kernel would refuse too, later and with less to say, or LLVM would cut to size in silence.
 */
public final class Checks {
    /** Codes with which an immediate or a second register can be wrong, so that they need a closer look. */
    private static final boolean[] CLOSER_LOOK = new boolean[256];

    private static final int LAST_WRITABLE = Register.R9.number();

    static {
        for (int code = 0; code < CLOSER_LOOK.length; code++) {
            int kind = classOf(code);
            boolean arithmetic = kind == BPF_ALU || kind == BPF_ALU64;
            AluOp op = arithmetic ? AluOp.of(code, 0) : null;
            boolean constant = (code & BPF_X) == 0;
            CLOSER_LOOK[code] = arithmetic && (code & 0xf0) == BPF_END
                    || op != null && constant && (op.isShift() || op.isDivision())
                    || op == AluOp.MOV && !constant
                    || kind == BPF_STX && (code & 0xe0) == BPF_ATOMIC;
        }
    }

    private Checks() {}

    /**
     * {@return what is wrong with an instruction, empty if nothing: a register above r10, a write to r10, a shift by the width
     * or more, a division by the constant zero, a byte swap, a sign extension or an atomic of a width that does not exist}
     */
    public static Optional<String> problem(long insn) {
        // the common case first: the destination may be written and no constant can be wrong
        if (Insn.dstReg(insn) <= LAST_WRITABLE
                && Insn.srcReg(insn) <= Register.R10.number()
                && !CLOSER_LOOK[Insn.code(insn)]) {
            return Optional.empty();
        }
        return closerLook(insn);
    }

    private static Optional<String> closerLook(long insn) {
        int code = Insn.code(insn);
        int highest = Math.max(Insn.dstReg(insn), Insn.srcReg(insn));
        if (!Register.exists(highest)) {
            return Optional.of("there is no r" + highest + ": registers are r0 to r10");
        }
        if (writesFramePointer(insn, code)) {
            return Optional.of("r10 is the frame pointer and cannot be written: copy it first (r2 = r10; r2 += -8)");
        }
        return switch (classOf(code)) {
            case BPF_ALU -> arithmetic(insn, code, Width.W32);
            case BPF_ALU64 -> arithmetic(insn, code, Width.W64);
            case BPF_STX -> (code & 0xe0) == BPF_ATOMIC ? atomic(insn, code) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean writesFramePointer(long insn, int code) {
        int r10 = Register.R10.number();
        return switch (classOf(code)) {
            case BPF_ALU, BPF_ALU64, BPF_LDX, BPF_LD -> Insn.dstReg(insn) == r10;
            case BPF_STX -> {
                if ((code & 0xe0) != BPF_ATOMIC) {
                    yield false;
                }
                int op = Insn.imm(insn);
                boolean fetchesIntoSource = (op & BPF_FETCH) != 0 && op != BPF_CMPXCHG;
                yield op == BPF_LOAD_ACQ && Insn.dstReg(insn) == r10 || fetchesIntoSource && Insn.srcReg(insn) == r10;
            }
            default -> false;
        };
    }

    private static Optional<String> arithmetic(long insn, int code, Width width) {
        int imm = Insn.imm(insn);
        if ((code & 0xf0) == BPF_END) {
            return imm == 16 || imm == 32 || imm == 64
                    ? Optional.empty()
                    : Optional.of("bytes are swapped in 16, 32 or 64 bits, not in " + imm);
        }
        int off = Insn.off(insn);
        if ((code & 0xf0) == BPF_MOV && (code & BPF_X) != 0 && off != 0 && !isSpecialMove(off, width)) {
            return Optional.of("a sign-extending move takes " + (width == Width.W64 ? "8, 16 or 32" : "8 or 16") + " bits, not " + off);
        }
        AluOp op = AluOp.of(code, off);
        if (op == null || (code & BPF_X) != 0) {
            return Optional.empty();
        }
        if (op.isShift() && (imm < 0 || imm >= width.bits())) {
            return Optional.of("a shift of " + width.bits() + " bits goes by 0 to " + (width.bits() - 1) + ", not by " + imm);
        }
        if (op.isDivision() && imm == 0) {
            return Optional.of("division by the constant 0");
        }
        return Optional.empty();
    }

    private static boolean isSpecialMove(int off, Width width) {
        boolean castsAddressSpace = off == 1 && width == Width.W64;
        boolean extendsSign = off == 8 || off == 16 || off == 32 && width == Width.W64;
        return extendsSign || castsAddressSpace;
    }

    private static Optional<String> atomic(long insn, int code) {
        int imm = Insn.imm(insn);
        if (imm == BPF_LOAD_ACQ || imm == BPF_STORE_REL) {
            return Optional.empty();
        }
        AtomicOp op = AtomicOp.of(imm);
        if (op == null) {
            return Optional.of("there is no atomic operation 0x" + Integer.toHexString(imm));
        }
        Size size = Size.of(code);
        return size == Size.W || size == Size.DW
                ? Optional.empty()
                : Optional.of("atomics work on 4 or 8 bytes, not on " + size.bytes());
    }
}
