package dev.xdpasm.isa;

/** How many bytes a load, a store or an atomic touches (RFC 9669 section 5). */
public enum Size {
    /** One byte, u8. */
    B(0x10, 1, "b"),
    /** A half word of 2 bytes, u16. */
    H(0x08, 2, "h"),
    /** A word of 4 bytes, u32. */
    W(0x00, 4, "w"),
    /** A double word of 8 bytes, u64. */
    DW(0x18, 8, "dw");

    private static final Size[] BY_BITS = {W, H, B, DW};

    private final int bits;
    private final int bytes;
    private final String suffix;

    Size(int bits, int bytes, String suffix) {
        this.bits = bits;
        this.bytes = bytes;
        this.suffix = suffix;
    }

    /** {@return the bits 3 and 4 of the code} */
    public int bits() {
        return bits;
    }

    /** {@return the number of bytes} */
    public int bytes() {
        return bytes;
    }

    /** {@return what mnemonics end in: {@code b}, {@code h}, {@code w} or {@code dw}} */
    public String suffix() {
        return suffix;
    }

    /** {@return the size in a load's or store's code} */
    public static Size of(int code) {
        return BY_BITS[(code >>> 3) & 3];
    }
}
