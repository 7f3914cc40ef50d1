package dev.xdpasm.loader;

import java.nio.ByteBuffer;

/**
 * How a key or a value of a map is read and written; {@link Codecs} has the usual ones.
 *
 * <p>The buffer has exactly {@link #size} bytes between its position and its limit and is in the machine's byte order. It
 * is read and written relative to its position, belongs to the caller, and is used again after the call.
 *
 * @param <T> what it is in Java
 */
public interface Codec<T> {

    /** {@return bytes, always the same number} */
    int size();

    /**
     * Writes a value; bytes not written are zero.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    void encode(T value, ByteBuffer out);

    /** {@return the value that the bytes stand for} */
    T decode(ByteBuffer in);
}
