package dev.xdpasm.elf;

import java.io.ByteArrayOutputStream;

/** Numbers in as many bytes as they need, 7 bits in each, the lowest first (DWARF 5, section 7.6). */
public final class Leb128 {
    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final int SIGN = 0x40;

    private Leb128() {}

    /** Writes a number of 0 to 2^64-1. */
    public static void writeUnsigned(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >>> BITS != 0) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    /** Writes a number of -2^63 to 2^63-1. */
    public static void writeSigned(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= SIGN || rest < -SIGN) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>= BITS;
        }
        out.write((int) (rest & (MORE - 1)));
    }
}
