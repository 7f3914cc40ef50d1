package dev.xdpasm.isa;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text in the making, for printers: one array of bytes that grows, or that is written to a stream whenever it has
 * become long. Not thread-safe.
 *
 * <p>Printers put their text together from a few fixed pieces. A piece of up to 8 ASCII characters is a {@code long}
 * ({@link #piece}), which is appended with one store, where a string would cost a copy.
 */
public final class TextBuffer {
    private static final int PIECE = Long.BYTES;
    private static final int FIRST_ROOM = 1 << 10;

    /** A stream is given this much at a time. */
    private static final int LONG_ENOUGH = 1 << 16;

    private static final int MOST_DIGITS = 20;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The two hexadecimal digits of each byte and a blank behind them. */
    private static final int[] HEX = new int[256];

    static {
        for (int i = 0; i < HEX.length; i++) {
            HEX[i] = DIGITS[i >>> 4] | DIGITS[i & 0xf] << 8 | ' ' << 16;
        }
    }

    private final OutputStream sink;
    private final int longEnough;
    private byte[] bytes;
    private ByteBuffer longs;
    private int size;

    /** Creates an empty one that keeps all its text. */
    public TextBuffer() {
        this(FIRST_ROOM);
    }

    /** Creates an empty one that keeps all its text and has room for so many bytes of it before it grows. */
    public TextBuffer(int room) {
        this(OutputStream.nullOutputStream(), Integer.MAX_VALUE, room);
    }

    private TextBuffer(OutputStream sink, int longEnough, int room) {
        bytes = new byte[room];
        longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.sink = sink;
        this.longEnough = longEnough;
    }

    /** {@return an empty one whose text goes to a stream, piece by piece; the caller flushes what is left with {@link #flush}} */
    public static TextBuffer over(OutputStream sink) {
        return new TextBuffer(sink, LONG_ENOUGH, LONG_ENOUGH + FIRST_ROOM);
    }

    /**
     * {@return 1 to 8 ASCII characters as {@link #append(long)} takes them}
     *
     * @throws IllegalArgumentException if they are more, or none, or not ASCII
     */
    public static long piece(String text) {
        long piece = 0;
        boolean ascii = !text.isEmpty() && text.length() <= PIECE;
        for (int i = 0; i < text.length(); i++) {
            ascii &= text.charAt(i) > 0 && text.charAt(i) < 0x80;
            piece |= (long) text.charAt(i) << i * Byte.SIZE;
        }
        if (!ascii) {
            throw new IllegalArgumentException("'" + text + "' is not 1 to 8 characters of ASCII");
        }
        return piece;
    }

    /** Appends a {@link #piece}. */
    public TextBuffer append(long piece) {
        int at = reserve(PIECE);
        longs.putLong(at, piece);
        size = at + PIECE - (Long.numberOfLeadingZeros(piece) >>> 3);
        return this;
    }

    /** Appends an ASCII character. */
    public TextBuffer append(char c) {
        int at = reserve(1);
        bytes[at] = (byte) c;
        size = at + 1;
        return this;
    }

    /** Appends text. */
    public TextBuffer append(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends text that is UTF-8 already. */
    public TextBuffer append(byte[] text) {
        int at = reserve(text.length);
        System.arraycopy(text, 0, bytes, at, text.length);
        size = at + text.length;
        return this;
    }

    /** Appends a number in decimal. */
    public TextBuffer decimal(long value) {
        if (value >= 0) {
            return unsigned(value);
        }
        append('-');
        return unsigned(-value);
    }

    /** Appends a number in decimal that has no sign. */
    public TextBuffer unsigned(long value) {
        if (value >= 0 && value < 10) {
            return append((char) ('0' + value));
        }
        int at = reserve(MOST_DIGITS);
        long rest = value;
        int digits = 0;
        byte[] out = bytes;
        int end = at + MOST_DIGITS;
        if (rest < 0) {
            long quotient = Long.divideUnsigned(rest, 10);
            out[end - ++digits] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        // divisions of an int cost a fraction
        while (rest > Integer.MAX_VALUE) {
            out[end - ++digits] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int few = (int) rest;
        do {
            out[end - ++digits] = (byte) ('0' + few % 10);
            few /= 10;
        } while (few != 0);
        for (int i = 0, from = end - digits; i < digits; i++) {
            out[at + i] = out[from + i];
        }
        size = at + digits;
        return this;
    }

    /** Appends a number in hexadecimal that has no sign, with zeros before it as far as needed. */
    public TextBuffer hex(long value, int leastDigits) {
        int digits = Math.max(leastDigits, (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) / 4);
        int at = reserve(digits);
        for (int i = 0; i < digits; i++) {
            bytes[at + i] = DIGITS[(int) (value >>> (digits - 1 - i) * 4) & 0xf];
        }
        size = at + digits;
        return this;
    }

    /** Appends 8 bytes, the lowest first, as pairs of hexadecimal digits with a blank between. */
    public TextBuffer hexBytes(long word) {
        int at = reserve(4 * PIECE);
        for (int i = 0; i < 4; i++) {
            int pair = (int) (word >>> i * 16);
            longs.putLong(at + i * 6, HEX[pair & 0xff] | (long) HEX[pair >>> 8 & 0xff] << 24);
        }
        size = at + 23;
        return this;
    }

    /** {@return the length of the text in bytes, as far as it has not gone to a stream} */
    public int size() {
        return size;
    }

    /** Cuts the text to a size that it had before. */
    public void truncate(int size) {
        if (size < 0 || size > this.size) {
            throw new IllegalArgumentException("size " + size + " is not 0 to " + this.size);
        }
        this.size = size;
    }

    /** Says that what is there will not be cut any more: a long text goes to the stream. */
    public void settle() {
        if (size >= longEnough) {
            flush();
        }
    }

    /**
     * Writes all text to the stream, if there is one.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public void flush() {
        if (longEnough == Integer.MAX_VALUE) {
            return;
        }
        try {
            sink.write(bytes, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        size = 0;
    }

    /** {@return a copy of the text} */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** Makes room; {@return where it begins, which is the text's end}. */
    private int reserve(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
        return size;
    }

    private void grow(int more) {
        long wanted = Math.max((long) size + more, 2L * bytes.length);
        if (size + (long) more > Integer.MAX_VALUE - PIECE) {
            throw new OutOfMemoryError("a text of more than 2 GB");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - PIECE));
        longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
