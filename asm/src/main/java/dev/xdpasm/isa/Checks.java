package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import java.util.Optional;

/**
 * What is wrong with one instruction by itself, whatever stands around it: what every front refuses where it is written.
 *
 * <p>Each of these the kernel would refuse too, later and with less to say, or LLVM would cut to size in silence.
 */
public final class Checks {
    /** What an instruction's constant, or its second register, must keep to; {@link #problem} says what each means. */
    private static final int NOTHING = 0;

    private static final int SHIFT_32 = 1;
    private static final int SHIFT_64 = 2;
    private static final int DIVISION = 3;
    private static final int SWAP = 4;
    private static final int MOVE_32 = 5;
    private static final int MOVE_64 = 6;
    private static final int STORE_B = 7;
    private static final int STORE_H = 8;
    private static final int ATOMIC = 9;
    private static final int PSEUDO = 10;
    private static final int NO_INSTRUCTION = 11;

    private static final int HIGHEST = Register.R10.number();

    /** By code: in the four low bits the highest destination register that is right, above them the rule. */
    private static final byte[] RULES = new byte[256];

    static {
        for (int code = 0; code < RULES.length; code++) {
            int kind = classOf(code);
            boolean writesDst = kind == BPF_ALU || kind == BPF_ALU64 || kind == BPF_LD || kind == BPF_LDX;
            RULES[code] = (byte) (ruleOf(code) << 4 | (writesDst ? HIGHEST - 1 : HIGHEST));
        }
    }

    private Checks() {}

    private static int ruleOf(int code) {
        if (Instruction.decode(sample(code), 0, true) instanceof Instruction.Unknown) {
            return NO_INSTRUCTION;
        }
        boolean constant = (code & BPF_X) == 0;
        switch (classOf(code)) {
            case BPF_ALU, BPF_ALU64 -> {
                boolean wide = classOf(code) == BPF_ALU64;
                AluOp op = AluOp.of(code, 0);
                if (op == AluOp.MOV) {
                    return constant ? NOTHING : wide ? MOVE_64 : MOVE_32;
                }
                if (op == null) {
                    return (code & 0xf0) == BPF_END ? SWAP : NOTHING;
                }
                return !constant ? NOTHING : op.isShift() ? wide ? SHIFT_64 : SHIFT_32 : op.isDivision() ? DIVISION : NOTHING;
            }
            case BPF_ST -> {
                return Size.of(code) == Size.B ? STORE_B : Size.of(code) == Size.H ? STORE_H : NOTHING;
            }
            case BPF_STX -> {
                return (code & 0xe0) == BPF_ATOMIC ? ATOMIC : NOTHING;
            }
            case BPF_LD -> {
                return code == LDDW ? PSEUDO : NOTHING;
            }
            default -> {
                return NOTHING;
            }
        }
    }

    /** An instruction of a code whose other fields are right if any are. */
    private static long sample(int code) {
        boolean swaps = (code & 0xf0) == BPF_END && (classOf(code) == BPF_ALU || classOf(code) == BPF_ALU64);
        boolean atomic = classOf(code) == BPF_STX && (code & 0xe0) == BPF_ATOMIC;
        return Insn.pack(code, 0, 0, (short) 0, swaps ? 16 : atomic ? BPF_LOAD_ACQ : 0);
    }

    /** {@return whether {@link #problem} has nothing to say, at the cost of a table look-up for nearly every instruction} */
    public static boolean isRight(long insn) {
        int rule = RULES[Insn.code(insn)] & 0xff;
        return Insn.dstReg(insn) <= (rule & 0xf)
                && Insn.srcReg(insn) <= HIGHEST
                && (rule >> 4 == NOTHING || keeps(rule >> 4, insn));
    }

    /**
     * {@return what is wrong with an instruction, empty if nothing: a register above r10, a write to r10, a shift by the width
     * or more, a division by the constant zero, a byte swap, a sign extension or an atomic of a width that does not exist, a
     * constant that does not fit what it is stored to, bytes that are no instruction}
     */
    public static Optional<String> problem(long insn) {
        int rule = RULES[Insn.code(insn)] & 0xff;
        if (rule >> 4 == NO_INSTRUCTION) {
            return Optional.of("there is no instruction of code 0x" + Integer.toHexString(Insn.code(insn)));
        }
        int highest = Math.max(Insn.dstReg(insn), Insn.srcReg(insn));
        if (highest > HIGHEST) {
            return Optional.of("there is no r" + highest + ": registers are r0 to r10");
        }
        if (Insn.dstReg(insn) > (rule & 0xf) || rule >> 4 == ATOMIC && fetchesIntoFramePointer(insn)) {
            return Optional.of("r10 is the frame pointer and cannot be written: copy it first (r2 = r10; r2 += -8)");
        }
        return keeps(rule >> 4, insn) ? Optional.empty() : Optional.of(broken(rule >> 4, insn));
    }

    /** Whether an instruction keeps to a rule. */
    private static boolean keeps(int rule, long insn) {
        int imm = Insn.imm(insn);
        return switch (rule) {
            case SHIFT_32 -> (imm & ~31) == 0;
            case SHIFT_64 -> (imm & ~63) == 0;
            case DIVISION -> imm != 0;
            case SWAP -> imm == 16 || imm == 32 || imm == 64;
            case MOVE_32 -> Insn.off(insn) == 0 || Insn.off(insn) == 8 || Insn.off(insn) == 16;
            case MOVE_64 -> Insn.off(insn) == 0 || isSpecialMove(Insn.off(insn));
            case STORE_B -> imm >= -0x80 && imm <= 0xff;
            case STORE_H -> imm >= -0x8000 && imm <= 0xffff;
            case ATOMIC -> existsAtomic(insn) && !fetchesIntoFramePointer(insn);
            case PSEUDO -> Insn.srcReg(insn) <= BPF_PSEUDO_MAP_IDX_VALUE;
            default -> rule == NOTHING;
        };
    }

    /** What is wrong with an instruction that does not keep to a rule. */
    private static String broken(int rule, long insn) {
        int imm = Insn.imm(insn);
        return switch (rule) {
            case SHIFT_32 -> "a shift of 32 bits goes by 0 to 31, not by " + imm;
            case SHIFT_64 -> "a shift of 64 bits goes by 0 to 63, not by " + imm;
            case DIVISION -> "division by the constant 0";
            case SWAP -> "bytes are swapped in 16, 32 or 64 bits, not in " + imm;
            case MOVE_32 -> "a sign-extending move takes 8 or 16 bits, not " + Insn.off(insn);
            case MOVE_64 -> "a sign-extending move takes 8, 16 or 32 bits, not " + Insn.off(insn);
            case STORE_B -> "a constant of u8 is -128 to 255, not " + imm;
            case STORE_H -> "a constant of u16 is -32768 to 65535, not " + imm;
            case PSEUDO -> "the pseudo source of lddw is 0 to 6, not " + Insn.srcReg(insn);
            default -> AtomicOp.of(imm) == null
                    ? "there is no atomic operation 0x" + Integer.toHexString(imm)
                    : "atomics work on 4 or 8 bytes, not on " + Size.of(Insn.code(insn)).bytes();
        };
    }

    /** The offs that make a 64-bit move another: 1 casts address spaces, the others extend signs. */
    private static boolean isSpecialMove(int off) {
        return off == 1 || off == 8 || off == 16 || off == 32;
    }

    private static boolean existsAtomic(long insn) {
        int imm = Insn.imm(insn);
        if (imm == BPF_LOAD_ACQ || imm == BPF_STORE_REL) {
            return true;
        }
        Size size = Size.of(Insn.code(insn));
        return AtomicOp.of(imm) != null && (size == Size.W || size == Size.DW);
    }

    private static boolean fetchesIntoFramePointer(long insn) {
        int imm = Insn.imm(insn);
        boolean intoSource = (imm & BPF_FETCH) != 0 && imm != BPF_CMPXCHG;
        return imm == BPF_LOAD_ACQ && Insn.dstReg(insn) == HIGHEST || intoSource && Insn.srcReg(insn) == HIGHEST;
    }
}
