package dev.xdpasm.isa;

import org.jspecify.annotations.Nullable;

/**
 * What an atomic does to memory (RFC 9669 section 5.3), as the immediate of the instruction. All work on words and double
 * words. Those that fetch put the old value into the source register, {@link #CMPXCHG} into r0.
 */
public enum AtomicOp {
    ADD(0x00, "+="),
    OR(0x40, "|="),
    AND(0x50, "&="),
    XOR(0xa0, "^="),
    /** Linux 5.12, as all below. */
    FETCH_ADD(0x01, "atomic_fetch_add"),
    FETCH_OR(0x41, "atomic_fetch_or"),
    FETCH_AND(0x51, "atomic_fetch_and"),
    FETCH_XOR(0xa1, "atomic_fetch_xor"),
    /** Stores the source and fetches what was there. */
    XCHG(Opcode.BPF_XCHG, "xchg"),
    /** Stores the source if memory equals r0; r0 becomes what was there. */
    CMPXCHG(Opcode.BPF_CMPXCHG, "cmpxchg");

    private static final AtomicOp[] ALL = values();

    private final int imm;
    private final String symbol;

    AtomicOp(int imm, String symbol) {
        this.imm = imm;
        this.symbol = symbol;
    }

    /** {@return the instruction's imm field} */
    public int imm() {
        return imm;
    }

    /** {@return the operator or the function's name in LLVM's text} */
    public String symbol() {
        return symbol;
    }

    /** {@return whether a register is given the old value} */
    public boolean fetches() {
        return (imm & Opcode.BPF_FETCH) != 0;
    }

    /** {@return the operation that does the same to memory and fetches nothing; itself if there is none} */
    public AtomicOp withoutFetch() {
        AtomicOp same = of(imm & ~Opcode.BPF_FETCH);
        return same == null ? this : same;
    }

    /** {@return the operation of an immediate, or null} */
    static @Nullable AtomicOp of(int imm) {
        for (AtomicOp op : ALL) {
            if (op.imm == imm) {
                return op;
            }
        }
        return null;
    }
}
