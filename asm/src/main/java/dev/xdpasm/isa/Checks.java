package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import java.util.Optional;

/**
 * What is wrong with one instruction by itself, whatever stands around it: what every front refuses where it is written.
 *
 * <p>Each of these the kernel would refuse too, later and with less to say, or LLVM would cut to size in silence.
 */
public final class Checks {
    /**
     * What to look at, by code: in the four low bits the highest destination register that is right, above them which rule
     * the constant is under. Kept as a table and asked first, since nearly every instruction is right.
     */
    private static final byte[] RULES = new byte[256];

    private static final int NO_RULE = 0;
    private static final int SHIFT_32 = 1;
    private static final int SHIFT_64 = 2;
    private static final int DIVISION = 3;
    private static final int MOVE = 4;
    private static final int CLOSER_LOOK = 5;

    static {
        for (int code = 0; code < RULES.length; code++) {
            boolean writesDst = switch (classOf(code)) {
                case BPF_ALU, BPF_ALU64, BPF_LD, BPF_LDX -> true;
                default -> false;
            };
            int highest = (writesDst ? Register.R9 : Register.R10).number();
            RULES[code] = (byte) (ruleOf(code) << 4 | highest);
        }
    }

    private Checks() {}

    private static int ruleOf(int code) {
        boolean constant = (code & BPF_X) == 0;
        switch (classOf(code)) {
            case BPF_ALU, BPF_ALU64 -> {
                AluOp op = AluOp.of(code, 0);
                if (op == null) {
                    return (code & 0xf0) == BPF_END ? CLOSER_LOOK : NO_RULE;
                }
                if (op == AluOp.MOV) {
                    return constant ? NO_RULE : MOVE;
                }
                boolean wide = classOf(code) == BPF_ALU64;
                return !constant ? NO_RULE : op.isShift() ? wide ? SHIFT_64 : SHIFT_32 : op.isDivision() ? DIVISION : NO_RULE;
            }
            case BPF_STX -> {
                return (code & 0xe0) == BPF_ATOMIC ? CLOSER_LOOK : NO_RULE;
            }
            default -> {
                return NO_RULE;
            }
        }
    }

    /** {@return whether {@link #problem} has nothing to say, at the cost of a table look-up for nearly every instruction} */
    public static boolean isRight(long insn) {
        int rule = RULES[Insn.code(insn)];
        if (Insn.dstReg(insn) > (rule & 0xf) || Insn.srcReg(insn) > Register.R10.number()) {
            return false;
        }
        return switch (rule >> 4) {
            case NO_RULE -> true;
            case SHIFT_32 -> (Insn.imm(insn) & ~31) == 0;
            case SHIFT_64 -> (Insn.imm(insn) & ~63) == 0;
            case DIVISION -> Insn.imm(insn) != 0;
            case MOVE -> Insn.off(insn) == 0 || problem(insn).isEmpty();
            default -> problem(insn).isEmpty();
        };
    }

    /**
     * {@return what is wrong with an instruction, empty if nothing: a register above r10, a write to r10, a shift by the width
     * or more, a division by the constant zero, a byte swap, a sign extension or an atomic of a width that does not exist}
     */
    public static Optional<String> problem(long insn) {
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
        // the constant is under the same rule whether off makes the operation signed or not
        AluOp op = AluOp.of(code, 0);
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
