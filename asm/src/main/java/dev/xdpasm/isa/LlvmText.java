package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import org.jspecify.annotations.Nullable;

/**
 * One instruction as llvm-objdump 19 writes it with {@code --mcpu=v4 --no-print-imm-hex}: {@code r0 = 2}.
 *
 * <p>Works on the packed form and allocates nothing beyond the builder it appends to. Reads registers as LLVM does: r11,
 * which it knows and no program has, prints; r12 to r15 make an instruction unknown. Two texts are newer than LLVM 19's:
 * {@code load_acquire} and {@code store_release}, which it prints as {@code <unknown>} or wrongly as an addition, are
 * written as LLVM 20 does.
 */
public final class LlvmText {
    /** What stands for bytes that are no instruction. */
    public static final String UNKNOWN = "<unknown>";

    private static final String[] R = names('r');
    private static final String[] W = names('w');
    private static final String[] UNSIGNED = {"u32", "u16", "u8", "u64"};
    private static final String[] SIGNED = {"s32", "s16", "s8", "s64"};

    private LlvmText() {}

    /**
     * Appends the text of an instruction, without what llvm-objdump puts around it (index, bytes, branch target).
     *
     * @param insn the slot
     * @param next the slot behind it, for {@code lddw}
     * @param hasNext whether there is a slot behind it
     * @return whether it is an instruction; else {@link #UNKNOWN} was appended
     */
    public static boolean append(StringBuilder out, long insn, long next, boolean hasNext) {
        int start = out.length();
        int code = Insn.code(insn);
        boolean known =
                switch (classOf(code)) {
                    case BPF_LD -> ld(out, insn, code, next, hasNext);
                    case BPF_LDX -> ldx(out, insn, code);
                    case BPF_ST -> st(out, insn, code);
                    case BPF_STX -> stx(out, insn, code);
                    case BPF_ALU -> alu(out, insn, code, W);
                    case BPF_ALU64 -> alu(out, insn, code, R);
                    case BPF_JMP -> jump(out, insn, code, R);
                    default -> jump(out, insn, code, W);
                };
        if (!known) {
            out.setLength(start);
            out.append(UNKNOWN);
        }
        return known;
    }

    /** {@return the text of an instruction that takes one slot} */
    public static String of(long insn) {
        StringBuilder out = new StringBuilder();
        append(out, insn, 0, false);
        return out.toString();
    }

    private static boolean ld(StringBuilder out, long insn, int code, long next, boolean hasNext) {
        if (code == LDDW) {
            return hasNext && lddw(out, insn, next);
        }
        if ((code & 0x18) == Size.DW.bits()) {
            return false;
        }
        out.append("r0 = *(").append(UNSIGNED[size(code)]).append(" *)skb[");
        switch (code & 0xe0) {
            case BPF_ABS -> out.append(Insn.imm(insn));
            case BPF_IND -> {
                String src = src(insn, R);
                if (src == null) {
                    return false;
                }
                out.append(src);
            }
            default -> {
                return false;
            }
        }
        out.append(']');
        return true;
    }

    private static boolean lddw(StringBuilder out, long insn, long next) {
        String dst = dst(insn, R);
        if (dst == null || Insn.off(insn) != 0) {
            return false;
        }
        long low = Insn.imm(insn) & 0xffff_ffffL;
        int pseudo = Insn.srcReg(insn);
        if (pseudo == 0) {
            out.append(dst).append(" = ").append(low | next & ~0xffff_ffffL).append(" ll");
        } else {
            // LLVM leaves out the second slot's half, which for BPF_PSEUDO_MAP_VALUE is the offset into the value
            out.append("ld_pseudo\t").append(dst).append(", ").append(pseudo).append(", ").append(low);
        }
        return true;
    }

    private static boolean ldx(StringBuilder out, long insn, int code) {
        boolean signed = (code & 0xe0) == BPF_MEMSX;
        if (!signed && (code & 0xe0) != BPF_MEM || signed && code == (BPF_LDX | BPF_MEMSX | Size.DW.bits())) {
            return false;
        }
        // what is loaded without sign is written to the lower half's name, as it clears the upper half
        String dst = dst(insn, signed || (code & 0x18) == Size.DW.bits() ? R : W);
        String src = src(insn, R);
        if (dst == null || src == null) {
            return false;
        }
        out.append(dst).append(" = *(").append((signed ? SIGNED : UNSIGNED)[size(code)]).append(" *)");
        memory(out, src, Insn.off(insn));
        return true;
    }

    private static boolean st(StringBuilder out, long insn, int code) {
        String dst = dst(insn, R);
        if (dst == null || (code & 0xe0) != BPF_MEM) {
            return false;
        }
        out.append("*(").append(UNSIGNED[size(code)]).append(" *)");
        memory(out, dst, Insn.off(insn));
        out.append(" = ").append(Insn.imm(insn));
        return true;
    }

    private static boolean stx(StringBuilder out, long insn, int code) {
        boolean wide = (code & 0x18) == Size.DW.bits();
        String dst = dst(insn, R);
        String src = src(insn, wide ? R : W);
        if (dst == null || src == null) {
            return false;
        }
        switch (code & 0xe0) {
            case BPF_MEM -> {
                out.append("*(").append(UNSIGNED[size(code)]).append(" *)");
                memory(out, dst, Insn.off(insn));
                out.append(" = ").append(src);
                return true;
            }
            case BPF_ATOMIC -> {
                return atomic(out, insn, code, wide, dst, src);
            }
            default -> {
                return false;
            }
        }
    }

    private static boolean atomic(StringBuilder out, long insn, int code, boolean wide, String dst, String src) {
        int imm = Insn.imm(insn);
        String type = UNSIGNED[size(code)];
        short off = Insn.off(insn);
        if (imm == BPF_LOAD_ACQ) {
            String to = dst(insn, wide ? R : W);
            out.append(to).append(" = load_acquire((").append(type).append(" *)");
            memory(out, R[Insn.srcReg(insn)], off);
            out.append(')');
            return true;
        }
        if (imm == BPF_STORE_REL) {
            out.append("store_release((").append(type).append(" *)");
            memory(out, dst, off);
            out.append(", ").append(src).append(')');
            return true;
        }
        AtomicOp op = AtomicOp.of(imm);
        if (op == null || !wide && (code & 0x18) != Size.W.bits()) {
            return false;
        }
        switch (op) {
            case ADD, OR, AND, XOR -> {
                out.append("lock *(").append(type).append(" *)");
                memory(out, dst, off);
                out.append(' ').append(op.symbol()).append(' ').append(src);
            }
            case FETCH_ADD, FETCH_OR, FETCH_AND, FETCH_XOR -> {
                out.append(src).append(" = ").append(op.symbol()).append("((").append(type).append(" *)");
                memory(out, dst, off);
                out.append(", ").append(src).append(')');
            }
            case XCHG -> {
                out.append(src).append(wide ? " = xchg_64(" : " = xchg32_32(");
                address(out, dst, off);
                out.append(", ").append(src).append(')');
            }
            case CMPXCHG -> {
                String r0 = (wide ? R : W)[0];
                out.append(r0).append(wide ? " = cmpxchg_64(" : " = cmpxchg32_32(");
                address(out, dst, off);
                out.append(", ").append(r0).append(", ").append(src).append(')');
            }
        }
        return true;
    }

    private static boolean alu(StringBuilder out, long insn, int code, String[] names) {
        String dst = dst(insn, names);
        if (dst == null) {
            return false;
        }
        int off = Insn.off(insn);
        boolean fromRegister = (code & BPF_X) != 0;
        switch (code & 0xf0) {
            case BPF_NEG -> {
                out.append(dst).append(" = -").append(dst);
                return !fromRegister;
            }
            case BPF_END -> {
                return byteSwap(out, insn, code);
            }
            case BPF_MOV -> {
                if (fromRegister && off != 0) {
                    return specialMove(out, insn, dst, names);
                }
            }
            default -> {}
        }
        AluOp op = AluOp.of(code, off);
        if (op == null) {
            return false;
        }
        out.append(dst).append(' ').append(op.symbol()).append(' ');
        return operand(out, insn, fromRegister, names);
    }

    private static boolean byteSwap(StringBuilder out, long insn, int code) {
        int bits = Insn.imm(insn);
        boolean swap = classOf(code) == BPF_ALU64;
        boolean big = (code & BPF_X) != 0;
        if (bits != 16 && bits != 32 && bits != 64 || swap && big) {
            return false;
        }
        String dst = R[Insn.dstReg(insn)];
        ByteOrderOp op = swap ? ByteOrderOp.BSWAP : big ? ByteOrderOp.BE : ByteOrderOp.LE;
        out.append(dst).append(" = ").append(op.mnemonic()).append(bits).append(' ').append(dst);
        return true;
    }

    private static boolean specialMove(StringBuilder out, long insn, String dst, String[] names) {
        int off = Insn.off(insn);
        String src = src(insn, names);
        if (src == null) {
            return false;
        }
        if (off == 8 || off == 16 || off == 32 && names == R) {
            out.append(dst).append(" = (s").append(off).append(')').append(src);
            return true;
        }
        if (off == 1 && names == R) {
            int spaces = Insn.imm(insn);
            out.append(dst).append(" = addr_space_cast(").append(src).append(", ").append(spaces >>> 16);
            out.append(", ").append(spaces & 0xffff).append(')');
            return true;
        }
        return false;
    }

    private static boolean jump(StringBuilder out, long insn, int code, String[] names) {
        switch (code) {
            case BPF_JMP | BPF_JA -> distance(out.append("goto "), Insn.off(insn));
            case BPF_JMP32 | BPF_JA -> distance(out.append("gotol "), Insn.imm(insn));
            case BPF_JMP | BPF_JCOND -> distance(out.append("may_goto "), Insn.off(insn));
            case BPF_JMP | BPF_CALL -> out.append("call ").append(Insn.imm(insn));
            case BPF_JMP | BPF_EXIT -> {
                out.append("exit");
                return Insn.imm(insn) == 0;
            }
            case BPF_JMP | BPF_CALL | BPF_X -> {
                String target = dst(insn, R);
                out.append("callx ").append(target);
                return target != null;
            }
            default -> {
                Condition condition = Condition.of(code);
                String dst = dst(insn, names);
                if (condition == null || dst == null) {
                    return false;
                }
                out.append("if ").append(dst).append(' ').append(condition.symbol()).append(' ');
                if (!operand(out, insn, (code & BPF_X) != 0, names)) {
                    return false;
                }
                distance(out.append(" goto "), Insn.off(insn));
            }
        }
        return true;
    }

    private static boolean operand(StringBuilder out, long insn, boolean register, String[] names) {
        if (!register) {
            out.append(Insn.imm(insn));
            return true;
        }
        String src = src(insn, names);
        out.append(src);
        return src != null;
    }

    private static void memory(StringBuilder out, String base, short off) {
        out.append('(');
        address(out, base, off);
        out.append(')');
    }

    private static void address(StringBuilder out, String base, short off) {
        out.append(base).append(off < 0 ? " - " : " + ").append(Math.abs(off));
    }

    private static void distance(StringBuilder out, int slots) {
        if (slots >= 0) {
            out.append('+');
        }
        out.append(slots);
    }

    private static int size(int code) {
        return (code >>> 3) & 3;
    }

    private static @Nullable String dst(long insn, String[] names) {
        int number = Insn.dstReg(insn);
        return number < names.length ? names[number] : null;
    }

    private static @Nullable String src(long insn, String[] names) {
        int number = Insn.srcReg(insn);
        return number < names.length ? names[number] : null;
    }

    private static String[] names(char letter) {
        String[] names = new String[12];
        for (int i = 0; i < names.length; i++) {
            names[i] = letter + Integer.toString(i);
        }
        return names;
    }
}
