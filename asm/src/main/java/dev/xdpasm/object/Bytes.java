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

    private final byte[] content;

    private Bytes(byte[] content) {
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

    /** {@return that many zeros} */
    public static Bytes zeros(int size) {
        return new Bytes(new byte[size]);
    }

    /** {@return their number} */
    public int size() {
        return content.length;
    }

    /** {@return a copy} */
    public byte[] toArray() {
        return content.clone();
    }

    /** {@return a view to read from, little-endian} */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
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
    public Bytes range(int offset, int size) {
        Objects.checkFromIndexSize(offset, size, content.length);
        return new Bytes(Arrays.copyOfRange(content, offset, offset + size));
    }

    /**
     * {@return the same bytes, from {@code offset} on replaced by others}
     *
     * @throws IndexOutOfBoundsException if those do not lie within
     */
    public Bytes with(int offset, byte[] changed) {
        byte[] copy = content.clone();
        System.arraycopy(changed, 0, copy, offset, changed.length);
        return new Bytes(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** {@return the first of them in hex} */
    @Override
    public String toString() {
        String hex = HexFormat.ofDelimiter(" ").formatHex(content, 0, Math.min(SHOWN, content.length));
        return content.length > SHOWN ? hex + " ... (" + content.length + " bytes)" : hex;
    }
}
