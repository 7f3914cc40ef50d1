package dev.xdpasm.isa;

import org.jspecify.annotations.Nullable;

/**
 * Arithmetic with a destination and a source (RFC 9669 section 4.1): {@code dst = dst op src}. One row an operation.
 *
 * <p>Division by a register that is zero gives 0, and the rest is the dividend.
 */
public enum AluOp {
    ADD(0x00, 0, "+=", "add"),
    SUB(0x10, 0, "-=", "sub"),
    MUL(0x20, 0, "*=", "mul"),
    DIV(0x30, 0, "/=", "div"),
    /** Signed division. Linux 6.6. */
    SDIV(0x30, 1, "s/=", "sdiv"),
    OR(0x40, 0, "|=", "or"),
    AND(0x50, 0, "&=", "and"),
    LSH(0x60, 0, "<<=", "lsh"),
    RSH(0x70, 0, ">>=", "rsh"),
    MOD(0x90, 0, "%=", "mod"),
    /** Signed rest, with the sign of the dividend. Linux 6.6. */
    SMOD(0x90, 1, "s%=", "smod"),
    XOR(0xa0, 0, "^=", "xor"),
    MOV(Opcode.BPF_MOV, 0, "=", "mov"),
    /** Shift right that keeps the sign. */
    ARSH(0xc0, 0, "s>>=", "arsh");

    private static final @Nullable AluOp[] BY_CODE = new AluOp[32];

    static {
        for (AluOp op : values()) {
            BY_CODE[op.bits >>> 3 | op.off] = op;
        }
    }

    private final int bits;
    private final int off;
    private final String symbol;
    private final String mnemonic;

    AluOp(int bits, int off, String symbol, String mnemonic) {
        this.bits = bits;
        this.off = off;
        this.symbol = symbol;
        this.mnemonic = mnemonic;
    }

    /** {@return the four high bits of the code} */
    public int bits() {
        return bits;
    }

    /** {@return the instruction's off field: 1 makes a division signed} */
    public int off() {
        return off;
    }

    /** {@return the operator in LLVM's and the kernel's text, such as {@code s>>=}} */
    public String symbol() {
        return symbol;
    }

    /** {@return the name in mnemonic text, such as {@code arsh}; the 32-bit form has {@code 32} behind it} */
    public String mnemonic() {
        return mnemonic;
    }

    /** {@return whether the source counts bits, and so must be below the width} */
    public boolean isShift() {
        return this == LSH || this == RSH || this == ARSH;
    }

    /** {@return whether the source divides, and so must not be a constant zero} */
    public boolean isDivision() {
        return (bits == DIV.bits || bits == MOD.bits);
    }

    /** The operation of a code and an off field, null if there is none. */
    static @Nullable AluOp of(int code, int off) {
        return off == 0 || off == 1 ? BY_CODE[(code & 0xf0) >>> 3 | off] : null;
    }
}
