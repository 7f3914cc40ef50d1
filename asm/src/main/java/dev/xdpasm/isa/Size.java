package dev.xdpasm.isa;

/** How many bytes a load, a store or an atomic touches (RFC 9669 section 5). */
public enum Size {
    /** One byte, u8. */
    B(0x10, 1),
    /** A half word of 2 bytes, u16. */
    H(0x08, 2),
    /** A word of 4 bytes, u32. */
    W(0x00, 4),
    /** A double word of 8 bytes, u64. */
    DW(0x18, 8);

    private static final Size[] BY_BITS = {W, H, B, DW};

    private final int bits;
    private final int bytes;

    Size(int bits, int bytes) {
        this.bits = bits;
        this.bytes = bytes;
    }

    /** {@return the bits 3 and 4 of the code} */
    public int bits() {
        return bits;
    }

    /** {@return the number of bytes} */
    public int bytes() {
        return bytes;
    }

    /** {@return the size in a load's or store's code} */
    public static Size of(int code) {
        return BY_BITS[(code >>> 3) & 3];
    }
}
