package dev.xdpasm.loader;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * An Ethernet address.
 *
 * @param bits its 48 bits, the first byte on the wire highest
 */
public record MacAddress(long bits) {
    static final int BYTES = 6;

    private static final Pattern TEXT = Pattern.compile("\\p{XDigit}{1,2}([:-]\\p{XDigit}{1,2}){5}");
    private static final int HEX = 16;
    private static final int BYTE_MASK = 0xff;

    /** Refuses more than 48 bits. */
    public MacAddress {
        if (bits >>> BYTES * Byte.SIZE != 0) {
            throw new IllegalArgumentException("an Ethernet address has 48 bits: " + Long.toHexString(bits));
        }
    }

    /**
     * {@return the address that is written so: six bytes in hex with {@code :} or {@code -} between them}
     *
     * @throws IllegalArgumentException if it is not written so
     */
    public static MacAddress parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no Ethernet address, expected the form 02:00:5e:10:00:01");
        }
        long bits = 0;
        for (String each : text.split("[:-]")) {
            bits = bits << Byte.SIZE | Integer.parseInt(each, HEX);
        }
        return new MacAddress(bits);
    }

    void write(ByteBuffer out) {
        for (int shift = (BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put((byte) (bits >>> shift));
        }
    }

    static MacAddress read(ByteBuffer in) {
        long bits = 0;
        for (int i = 0; i < BYTES; i++) {
            bits = bits << Byte.SIZE | in.get() & BYTE_MASK;
        }
        return new MacAddress(bits);
    }

    /** {@return the usual form, such as {@code 02:00:5e:10:00:01}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int shift = (BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            text.append(String.format("%02x", bits >>> shift & BYTE_MASK)).append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
