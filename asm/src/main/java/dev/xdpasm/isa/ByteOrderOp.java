package dev.xdpasm.isa;

/** The three ways to turn the bytes of a register around (RFC 9669 section 4.2). */
public enum ByteOrderOp {
    /** To or from little-endian: on a little-endian machine cuts the register to the width. */
    LE(Opcode.BPF_ALU | Opcode.BPF_K, "le"),
    /** To or from big-endian (network order). */
    BE(Opcode.BPF_ALU | Opcode.BPF_X, "be"),
    /** Swap, whatever the machine. Linux 6.6. */
    BSWAP(Opcode.BPF_ALU64 | Opcode.BPF_K, "bswap");

    private final int bits;
    private final String mnemonic;

    ByteOrderOp(int bits, String mnemonic) {
        this.bits = bits;
        this.mnemonic = mnemonic;
    }

    /** {@return the code} */
    public int code() {
        return bits | Opcode.BPF_END;
    }

    /** {@return the name in text, followed there by 16, 32 or 64} */
    public String mnemonic() {
        return mnemonic;
    }
}
