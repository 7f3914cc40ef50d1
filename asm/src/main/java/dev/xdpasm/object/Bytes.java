package dev.xdpasm.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes that do not change: the content of a global or a key of a map, as a value. */
public final class Bytes {
    private static final int SHOWN = 32;

    private final int size;

    /** The bytes; none where all are zero and none of them had to be kept. */
    private final byte[] content;

    private Bytes(byte[] content) {
        this(content.length, content);
    }

    private Bytes(int size, byte[] content) {
        this.size = size;
        this.content = content;
    }

    /** {@return a copy of the bytes} */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** {@return the 4 bytes of an int, little-endian as BPF objects are} */
    public static Bytes ofInt(int value) {
        return new Bytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    /** {@return that many zeros, which take no room until they are asked for} */
    public static Bytes zeros(int size) {
        if (size < 0) {
            throw new IllegalArgumentException(size + " bytes");
        }
        return new Bytes(size, new byte[0]);
    }

    /** {@return their number} */
    public int size() {
        return size;
    }

    /** {@return a copy} */
    public byte[] toArray() {
        return Arrays.copyOf(content, size);
    }

    /** {@return a view to read from, little-endian} */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(content.length == size ? content : new byte[size]).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return whether all are zero} */
    public boolean isZero() {
        for (byte b : content) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return some of the bytes}
     *
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public Bytes range(int offset, int length) {
        Objects.checkFromIndexSize(offset, length, size);
        return content.length == size ? new Bytes(Arrays.copyOfRange(content, offset, offset + length)) : zeros(length);
    }

    /**
     * {@return the same bytes, from {@code offset} on replaced by others}
     *
     * @throws IndexOutOfBoundsException if those do not lie within
     */
    public Bytes with(int offset, byte[] changed) {
        byte[] copy = toArray();
        System.arraycopy(changed, 0, copy, offset, changed.length);
        return new Bytes(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that
                && size == that.size
                && (content.length == that.content.length ? Arrays.equals(content, that.content) : isZero() && that.isZero());
    }

    @Override
    public int hashCode() {
        // zeros count for nothing, as they may not be kept
        int hash = size;
        for (byte b : content) {
            hash = 31 * hash + b;
        }
        return isZero() ? size : hash;
    }

    /** {@return the first of them in hex} */
    @Override
    public String toString() {
        String hex = HexFormat.ofDelimiter(" ").formatHex(range(0, Math.min(SHOWN, size)).toArray());
        return size > SHOWN ? hex + " ... (" + size + " bytes)" : hex;
    }
}
