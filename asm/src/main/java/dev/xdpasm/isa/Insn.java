package dev.xdpasm.isa;

/**
 * The packed form: {@code struct bpf_insn} (include/uapi/linux/bpf.h, RFC 9669 section 3) as one {@code long}, its 8 bytes
 * read little-endian.
 *
 * <pre>
 *  bits   0..7    8..11     12..15    16..31   32..63
 *  field  code    dst_reg   src_reg   off      imm
 * </pre>
 *
 * <p>The accessors take a field out and check nothing; {@link #pack} takes fields that fit and refuses registers above 15.
 */
public final class Insn {
    /** Bytes of an instruction; an {@code lddw} takes two of these slots. */
    public static final int BYTES = 8;

    /** Which codes are jumps, conditional or not. */
    private static final boolean[] IS_JUMP = new boolean[256];

    static {
        IS_JUMP[Opcode.GOTO] = true;
        IS_JUMP[Opcode.GOTOL] = true;
        IS_JUMP[Opcode.BPF_JMP | Opcode.BPF_JCOND] = true;
        for (Condition condition : Condition.values()) {
            for (Width width : Width.values()) {
                IS_JUMP[width.jumpClass() | condition.bits() | Opcode.BPF_K] = true;
                IS_JUMP[width.jumpClass() | condition.bits() | Opcode.BPF_X] = true;
            }
        }
    }

    private Insn() {}

    /** {@return the operation's byte} */
    public static int code(long insn) {
        return (int) insn & 0xff;
    }

    /** {@return the destination register's number, 0 to 15} */
    public static int dstReg(long insn) {
        return (int) (insn >>> 8) & 0xf;
    }

    /** {@return the source register's number or the pseudo source, 0 to 15} */
    public static int srcReg(long insn) {
        return (int) (insn >>> 12) & 0xf;
    }

    /** {@return the signed 16-bit offset} */
    public static short off(long insn) {
        return (short) (insn >>> 16);
    }

    /** {@return the signed 32-bit immediate} */
    public static int imm(long insn) {
        return (int) (insn >>> 32);
    }

    /** {@return the packed form of five fields} */
    public static long pack(int code, int dstReg, int srcReg, short off, int imm) {
        if (((dstReg | srcReg) & ~0xf) != 0 || (code & ~0xff) != 0) {
            throw new IllegalArgumentException(
                    "code " + code + ", dst_reg " + dstReg + ", src_reg " + srcReg + ": do not fit 8, 4 and 4 bits");
        }
        return code | (long) dstReg << 8 | (long) srcReg << 12 | (off & 0xffffL) << 16 | (long) imm << 32;
    }

    /** {@return {@code insn} with another offset} */
    public static long withOff(long insn, short off) {
        return insn & ~0xffff_0000L | (off & 0xffffL) << 16;
    }

    /** {@return {@code insn} with another immediate} */
    public static long withImm(long insn, int imm) {
        return insn & 0xffff_ffffL | (long) imm << 32;
    }

    /** {@return {@code insn} with another source register or pseudo source} */
    public static long withSrcReg(long insn, int srcReg) {
        return insn & ~0xf000L | (srcReg & 0xfL) << 12;
    }

    /** {@return whether this is a jump, conditional or not, {@code may_goto} among them} */
    public static boolean isJump(long insn) {
        return IS_JUMP[code(insn)];
    }

    /** {@return whether the instruction holds a distance in slots: a jump or a local call} */
    public static boolean hasDistance(long insn) {
        return isJump(insn) || code(insn) == Opcode.CALL && srcReg(insn) == Opcode.BPF_PSEUDO_CALL;
    }

    /** {@return the distance in slots from the end of a jump or local call to its target} */
    public static int distance(long insn) {
        return isFar(insn) ? imm(insn) : off(insn);
    }

    /** {@return whether a jump's or local call's field has room for a distance} */
    public static boolean fitsDistance(long insn, long distance) {
        return isFar(insn) ? distance == (int) distance : distance == (short) distance;
    }

    /** {@return {@code insn}, a jump or local call, with another distance, which must fit} */
    public static long withDistance(long insn, int distance) {
        return isFar(insn) ? withImm(insn, distance) : withOff(insn, (short) distance);
    }

    /** Whether the distance has the 32 bits of imm, not the 16 of off. */
    private static boolean isFar(long insn) {
        int code = code(insn);
        return code == Opcode.GOTOL || code == Opcode.CALL;
    }

    /** {@return whether this is the first half of an {@code lddw}, which takes the next slot too} */
    public static boolean isWide(long insn) {
        return code(insn) == Opcode.LDDW;
    }
}
