package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The levels of the instruction set, as compilers count them ({@code -mcpu} of LLVM's BPF target): each holds those before.
 *
 * <p>A level says when compilers began to emit an instruction, so it is a promise about kernels, not about single
 * instructions: byte swaps, 32-bit arithmetic, constants stored to memory and calls within the program are of the first,
 * since kernels have them from the start or compilers emit them without being told. What is beyond RFC 9669 stands where
 * LLVM puts it: {@code may_goto} and {@code addr_space_cast} in the first, {@code load_acquire} and {@code store_release} in
 * {@link #V4}, though a kernel that runs the rest of it may be too old for them.
 */
public enum IsaLevel {
    /** What Linux 3.18 began with, and all that belongs to no other level. */
    V1("3.18"),
    /** {@code jlt}, {@code jle}, {@code jslt}, {@code jsle}. Linux 4.14. */
    V2("4.14"),
    /** Jumps that compare 32 bits (Linux 5.1), atomics other than an addition that fetches nothing (Linux 5.12). */
    V3("5.1"),
    /**
     * Sign-extending moves and loads, signed division, {@code bswap}, {@code gotol} (Linux 6.6); {@code load_acquire} and {@code
     * store_release} (Linux 6.15).
     */
    V4("6.6");

    /** What the kernels in use have in common, and what compilers take unless they are told. */
    public static final IsaLevel DEFAULT = V3;

    private static final IsaLevel[] ALL = values();

    /** By code: the level of an instruction whose off and imm say nothing else. */
    private static final byte[] BY_CODE = new byte[256];

    /** By code: the level that off and imm can lift an instruction to. */
    private static final byte[] AT_MOST = new byte[256];

    static {
        for (Condition less : new Condition[] {Condition.JLT, Condition.JLE, Condition.JSLT, Condition.JSLE}) {
            both(BPF_JMP | less.bits(), V2);
        }
        for (Condition condition : Condition.values()) {
            both(BPF_JMP32 | condition.bits(), V3);
        }
        BY_CODE[GOTOL] = (byte) V4.ordinal();
        for (Size size : Size.values()) {
            BY_CODE[BPF_LDX | BPF_MEMSX | size.bits()] = (byte) V4.ordinal();
        }
        BY_CODE[ByteOrderOp.BSWAP.code()] = (byte) V4.ordinal();
        for (int code = 0; code < AT_MOST.length; code++) {
            AT_MOST[code] = dependsOnFields(code) ? (byte) V4.ordinal() : BY_CODE[code];
        }
    }

    private final String since;

    IsaLevel(String since) {
        this.since = since;
    }

    /**
     * {@return the first release of Linux that has what all programs of the level may consist of, such as {@code 5.1}} Atomics of V3 and
     * the ordered accesses of V4 came later.
     */
    public String since() {
        return since;
    }

    private static void both(int code, IsaLevel level) {
        BY_CODE[code | BPF_K] = (byte) level.ordinal();
        BY_CODE[code | BPF_X] = (byte) level.ordinal();
    }

    /** Divisions, moves between registers and atomics. */
    private static boolean dependsOnFields(int code) {
        int operation = code & 0xf0;
        return switch (classOf(code)) {
            case BPF_ALU, BPF_ALU64 -> operation == AluOp.DIV.bits()
                    || operation == AluOp.MOD.bits()
                    || operation == BPF_MOV && (code & BPF_X) != 0;
            case BPF_STX -> (code & 0xe0) == BPF_ATOMIC;
            default -> false;
        };
    }

    /** {@return the lowest level that has an instruction; of what is no instruction {@link #V1}} */
    public static IsaLevel of(long insn) {
        int code = Insn.code(insn);
        return AT_MOST[code] == BY_CODE[code] || isPlain(insn) ? ALL[BY_CODE[code]] : ofFields(insn);
    }

    /** Whether neither off nor imm lift it: a move, a division or an atomic as the first kernels had it. */
    private static boolean isPlain(long insn) {
        return classOf(Insn.code(insn)) == BPF_STX ? Insn.imm(insn) == 0 : Insn.off(insn) == 0;
    }

    private static IsaLevel ofFields(long insn) {
        if (classOf(Insn.code(insn)) == BPF_STX) {
            int imm = Insn.imm(insn);
            return imm == BPF_LOAD_ACQ || imm == BPF_STORE_REL ? V4 : V3;
        }
        boolean casts = Insn.off(insn) == 1 && (Insn.code(insn) & 0xf0) == BPF_MOV;
        return casts ? V1 : V4;
    }

    /** {@return whether programs of this level may hold an instruction} */
    public boolean has(long insn) {
        int code = Insn.code(insn);
        return AT_MOST[code] <= ordinal()
                || BY_CODE[code] <= ordinal() && isPlain(insn)
                || of(insn).ordinal() <= ordinal();
    }

    /**
     * {@return the level of a name, as {@code -mcpu} takes it: {@code v1} to {@code v4}; empty if there is none}
     */
    public static Optional<IsaLevel> named(String name) {
        return Arrays.stream(ALL).filter(level -> level.toString().equals(name)).findFirst();
    }

    /** {@return the name that {@code -mcpu} takes, such as {@code v3}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
