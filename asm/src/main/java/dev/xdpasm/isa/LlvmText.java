package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;
import static dev.xdpasm.isa.TextBuffer.piece;

/**
 * One instruction as llvm-objdump 19 writes it with {@code --mcpu=v4}: {@code r0 = 2}, with numbers in decimal
 * ({@code --no-print-imm-hex}) or in hexadecimal. Bound to the buffer that it appends to.
 *
 * <p>Works on the packed form and allocates nothing. Reads registers as LLVM does: r11, which it knows and no program has,
 * prints; r12 to r15 make an instruction unknown. Two texts are newer than LLVM 19's: {@code load_acquire} and
 * {@code store_release}, which it prints as {@code <unknown>} or wrongly as an addition, are written as LLVM 20 does.
 */
public final class LlvmText {
    /** What stands for bytes that are no instruction. */
    public static final String UNKNOWN = "<unknown>";

    /** Stands for a register that LLVM does not know; nothing is written for it. */
    private static final long NO_REGISTER = 0;

    private static final long[] R = names('r');
    private static final long[] W = names('w');
    private static final long[] UNSIGNED = {piece("u32"), piece("u16"), piece("u8"), piece("u64")};
    private static final long[] SIGNED = {piece("s32"), piece("s16"), piece("s8"), piece("s64")};

    /** By the code's four high bits and, in the lowest, off: an operator between blanks, 0 for none. */
    private static final long[] OPERATORS = new long[32];

    /** By the code's four high bits: a condition between blanks, 0 for none. */
    private static final long[] CONDITIONS = new long[16];

    private static final long ASSIGN = piece(" = ");
    private static final long DEREFERENCE = piece(" = *(");
    private static final long STAR = piece("*(");
    private static final long POINTER = piece(" *)");
    private static final long POINTER_OPEN = piece(" *)(");
    private static final long IF = piece("if ");
    private static final long GOTO_BEHIND = piece(" goto ");
    private static final long GOTO_FIRST = piece("goto ");
    private static final long GOTOL_FIRST = piece("gotol ");
    private static final long CALL_FIRST = piece("call ");
    private static final long EXIT_WORD = piece("exit");
    private static final long LOCK_STAR = piece("lock *(");
    private static final long COMMA = piece(", ");
    private static final long PLUS = piece(" + ");
    private static final long MINUS = piece(" - ");
    private static final long WIDE_END = piece(" ll");
    private static final long HEX_PREFIX = piece("0x");

    static {
        for (AluOp op : AluOp.values()) {
            OPERATORS[op.bits() >>> 3 | op.off()] = piece(" " + op.symbol() + " ");
        }
        for (Condition condition : Condition.values()) {
            CONDITIONS[condition.bits() >>> 4] = piece(" " + condition.symbol() + " ");
        }
    }

    private final TextBuffer out;
    private final boolean hex;

    /** Creates a printer that appends to a buffer, numbers in hexadecimal or not. */
    public LlvmText(TextBuffer out, boolean hex) {
        this.out = out;
        this.hex = hex;
    }

    /**
     * Appends the text of an instruction, without what llvm-objdump puts around it (index, bytes, branch target).
     *
     * @param insn the slot
     * @param next the slot behind it, for {@code lddw}
     * @param hasNext whether there is a slot behind it
     * @return whether it is an instruction; else {@link #UNKNOWN} was appended
     */
    public boolean append(long insn, long next, boolean hasNext) {
        int start = out.size();
        int code = Insn.code(insn);
        boolean known =
                switch (classOf(code)) {
                    case BPF_LD -> ld(insn, code, next, hasNext);
                    case BPF_LDX -> ldx(insn, code);
                    case BPF_ST -> st(insn, code);
                    case BPF_STX -> stx(insn, code);
                    case BPF_ALU -> alu(insn, code, W);
                    case BPF_ALU64 -> alu(insn, code, R);
                    case BPF_JMP -> jump(insn, code, R);
                    default -> jump(insn, code, W);
                };
        if (!known) {
            out.truncate(start);
            out.append(UNKNOWN);
        }
        return known;
    }

    /** {@return the text of an instruction, numbers in decimal; of an {@code lddw} with both its slots} */
    public static String of(long insn, long next, boolean hasNext) {
        TextBuffer out = new TextBuffer();
        new LlvmText(out, false).append(insn, next, hasNext);
        return out.toString();
    }

    /** {@return the text of an instruction that takes one slot, numbers in decimal} */
    public static String of(long insn) {
        return of(insn, 0, false);
    }

    private boolean ld(long insn, int code, long next, boolean hasNext) {
        if (code == LDDW) {
            return hasNext && lddw(insn, next);
        }
        if ((code & 0x18) == Size.DW.bits()) {
            return false;
        }
        out.append("r0 = *(").append(UNSIGNED[size(code)]).append(POINTER).append("skb[");
        boolean known =
                switch (code & 0xe0) {
                    case BPF_ABS -> number(Insn.imm(insn));
                    case BPF_IND -> register(R[Insn.srcReg(insn)]);
                    default -> false;
                };
        out.append(']');
        return known;
    }

    private boolean lddw(long insn, long next) {
        long dst = R[Insn.dstReg(insn)];
        if (dst == NO_REGISTER || Insn.off(insn) != 0) {
            return false;
        }
        long low = Insn.imm(insn) & 0xffff_ffffL;
        int pseudo = Insn.srcReg(insn);
        if (pseudo == 0) {
            out.append(dst).append(ASSIGN);
            number(low | next & ~0xffff_ffffL);
            out.append(WIDE_END);
        } else {
            // LLVM leaves out the second slot's half, which for BPF_PSEUDO_MAP_VALUE is the offset into the value
            out.append("ld_pseudo\t").append(dst).append(COMMA);
            number(pseudo);
            out.append(COMMA);
            number(low);
        }
        return true;
    }

    private boolean ldx(long insn, int code) {
        boolean signed = (code & 0xe0) == BPF_MEMSX;
        if (!signed && (code & 0xe0) != BPF_MEM || signed && code == (BPF_LDX | BPF_MEMSX | Size.DW.bits())) {
            return false;
        }
        // what is loaded without sign is written to the lower half's name, as it clears the upper half
        long dst = (signed || (code & 0x18) == Size.DW.bits() ? R : W)[Insn.dstReg(insn)];
        long src = R[Insn.srcReg(insn)];
        if (dst == NO_REGISTER || src == NO_REGISTER) {
            return false;
        }
        out.append(dst).append(DEREFERENCE).append((signed ? SIGNED : UNSIGNED)[size(code)]).append(POINTER_OPEN);
        address(src, Insn.off(insn));
        out.append(')');
        return true;
    }

    private boolean st(long insn, int code) {
        long dst = R[Insn.dstReg(insn)];
        if (dst == NO_REGISTER || (code & 0xe0) != BPF_MEM) {
            return false;
        }
        out.append(STAR).append(UNSIGNED[size(code)]).append(POINTER_OPEN);
        address(dst, Insn.off(insn));
        out.append(')').append(ASSIGN);
        return number(Insn.imm(insn));
    }

    private boolean stx(long insn, int code) {
        boolean wide = (code & 0x18) == Size.DW.bits();
        long dst = R[Insn.dstReg(insn)];
        long src = (wide ? R : W)[Insn.srcReg(insn)];
        if (dst == NO_REGISTER || src == NO_REGISTER) {
            return false;
        }
        switch (code & 0xe0) {
            case BPF_MEM -> {
                out.append(STAR).append(UNSIGNED[size(code)]).append(POINTER_OPEN);
                address(dst, Insn.off(insn));
                out.append(')').append(ASSIGN).append(src);
                return true;
            }
            case BPF_ATOMIC -> {
                return atomic(insn, code, wide, dst, src);
            }
            default -> {
                return false;
            }
        }
    }

    private boolean atomic(long insn, int code, boolean wide, long dst, long src) {
        int imm = Insn.imm(insn);
        long type = UNSIGNED[size(code)];
        short off = Insn.off(insn);
        if (imm == BPF_LOAD_ACQ) {
            out.append((wide ? R : W)[Insn.dstReg(insn)]).append(" = load_acquire((").append(type).append(POINTER_OPEN);
            address(R[Insn.srcReg(insn)], off);
            out.append(')').append(')');
            return true;
        }
        if (imm == BPF_STORE_REL) {
            out.append("store_release((").append(type).append(POINTER_OPEN);
            address(dst, off);
            out.append(')').append(COMMA).append(src).append(')');
            return true;
        }
        AtomicOp op = AtomicOp.of(imm);
        if (op == null || !wide && (code & 0x18) != Size.W.bits()) {
            return false;
        }
        switch (op) {
            case ADD, OR, AND, XOR -> {
                out.append(LOCK_STAR).append(type).append(POINTER_OPEN);
                address(dst, off);
                out.append(')').append(OPERATORS[imm >>> 3]).append(src);
            }
            case FETCH_ADD, FETCH_OR, FETCH_AND, FETCH_XOR -> {
                out.append(src).append(ASSIGN).append(op.symbol()).append("((").append(type).append(POINTER_OPEN);
                address(dst, off);
                out.append(')').append(COMMA).append(src).append(')');
            }
            case XCHG -> {
                out.append(src).append(wide ? " = xchg_64(" : " = xchg32_32(");
                address(dst, off);
                out.append(COMMA).append(src).append(')');
            }
            case CMPXCHG -> {
                long r0 = (wide ? R : W)[0];
                out.append(r0).append(wide ? " = cmpxchg_64(" : " = cmpxchg32_32(");
                address(dst, off);
                out.append(COMMA).append(r0).append(COMMA).append(src).append(')');
            }
        }
        return true;
    }

    private boolean alu(long insn, int code, long[] names) {
        long dst = names[Insn.dstReg(insn)];
        if (dst == NO_REGISTER) {
            return false;
        }
        int off = Insn.off(insn);
        boolean fromRegister = (code & BPF_X) != 0;
        int operation = code & 0xf0;
        if (operation == BPF_NEG) {
            out.append(dst).append(ASSIGN).append('-').append(dst);
            return !fromRegister;
        }
        if (operation == BPF_END) {
            return byteSwap(insn, code);
        }
        if (operation == BPF_MOV && fromRegister && off != 0) {
            return specialMove(insn, dst, names);
        }
        long operator = (off & ~1) == 0 ? OPERATORS[operation >>> 3 | off] : 0;
        if (operator == 0) {
            return false;
        }
        out.append(dst).append(operator);
        return fromRegister ? register(names[Insn.srcReg(insn)]) : number(Insn.imm(insn));
    }

    private boolean byteSwap(long insn, int code) {
        int bits = Insn.imm(insn);
        boolean swap = classOf(code) == BPF_ALU64;
        boolean big = (code & BPF_X) != 0;
        if (bits != 16 && bits != 32 && bits != 64 || swap && big) {
            return false;
        }
        long dst = R[Insn.dstReg(insn)];
        ByteOrderOp op = swap ? ByteOrderOp.BSWAP : big ? ByteOrderOp.BE : ByteOrderOp.LE;
        out.append(dst).append(ASSIGN).append(op.mnemonic()).decimal(bits).append(' ').append(dst);
        return true;
    }

    private boolean specialMove(long insn, long dst, long[] names) {
        int off = Insn.off(insn);
        long src = names[Insn.srcReg(insn)];
        if (src == NO_REGISTER) {
            return false;
        }
        if (off == 8 || off == 16 || off == 32 && names == R) {
            out.append(dst).append(ASSIGN).append("(s").decimal(off).append(')').append(src);
            return true;
        }
        if (off == 1 && names == R) {
            int spaces = Insn.imm(insn);
            out.append(dst).append(" = addr_space_cast(").append(src).append(COMMA);
            number(spaces >>> 16);
            out.append(COMMA);
            number(spaces & 0xffff);
            out.append(')');
            return true;
        }
        return false;
    }

    private boolean jump(long insn, int code, long[] names) {
        switch (code) {
            case BPF_JMP | BPF_JA -> distance(out.append(GOTO_FIRST), Insn.off(insn));
            case BPF_JMP32 | BPF_JA -> distance(out.append(GOTOL_FIRST), Insn.imm(insn));
            case BPF_JMP | BPF_JCOND -> distance(out.append("may_goto "), Insn.off(insn));
            case BPF_JMP | BPF_CALL -> {
                out.append(CALL_FIRST);
                number(Insn.imm(insn));
            }
            case BPF_JMP | BPF_EXIT -> {
                out.append(EXIT_WORD);
                return Insn.imm(insn) == 0;
            }
            case BPF_JMP | BPF_CALL | BPF_X -> {
                out.append("callx ");
                return register(R[Insn.dstReg(insn)]);
            }
            default -> {
                long condition = CONDITIONS[code >>> 4];
                long dst = names[Insn.dstReg(insn)];
                if (condition == 0 || dst == NO_REGISTER) {
                    return false;
                }
                out.append(IF).append(dst).append(condition);
                if (!((code & BPF_X) != 0 ? register(names[Insn.srcReg(insn)]) : number(Insn.imm(insn)))) {
                    return false;
                }
                distance(out.append(GOTO_BEHIND), Insn.off(insn));
            }
        }
        return true;
    }

    private boolean register(long name) {
        if (name == NO_REGISTER) {
            return false;
        }
        out.append(name);
        return true;
    }

    private void address(long base, int off) {
        out.append(base);
        if (off < 0) {
            out.append(MINUS);
            number(-off);
        } else {
            out.append(PLUS);
            number(off);
        }
    }

    private void distance(TextBuffer behind, int slots) {
        if (slots >= 0) {
            behind.append('+');
        }
        number(slots);
    }

    /** Writes a number; {@return true}. */
    private boolean number(long value) {
        if (!hex) {
            out.decimal(value);
            return true;
        }
        if (value < 0) {
            out.append('-');
        }
        out.append(HEX_PREFIX).hex(Math.abs(value), 1);
        return true;
    }

    private static int size(int code) {
        return (code >>> 3) & 3;
    }

    /** The names of r0 to r11; nothing for those above. */
    private static long[] names(char letter) {
        long[] names = new long[16];
        for (int i = 0; i < 12; i++) {
            names[i] = piece(letter + Integer.toString(i));
        }
        return names;
    }
}
