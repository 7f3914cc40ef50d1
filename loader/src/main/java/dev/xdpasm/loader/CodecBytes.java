package dev.xdpasm.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Runs a codec over a whole buffer, or a piece of one, as {@link Codec} promises it to be; all of the buffer can be used
 * by index afterwards.
 */
final class CodecBytes {
    private static final byte[] ZEROS = new byte[256];

    private CodecBytes() {}

    /** Writes a value over the whole buffer; what the codec leaves out is zero. */
    static <T> void encode(Codec<T> codec, T value, ByteBuffer out) {
        encode(codec, value, out, 0, out.capacity());
    }

    /** Writes a value over a piece of the buffer; what the codec leaves out is zero. */
    static <T> void encode(Codec<T> codec, T value, ByteBuffer out, int at, int length) {
        out.clear();
        for (int done = 0; done < length; done += ZEROS.length) {
            out.put(at + done, ZEROS, 0, Math.min(ZEROS.length, length - done));
        }
        codec.encode(value, piece(out, at, length));
        out.clear();
    }

    /** {@return what the whole buffer stands for} */
    static <T> T decode(Codec<T> codec, ByteBuffer in) {
        return decode(codec, in, 0, in.capacity());
    }

    /** {@return what a piece of the buffer stands for} */
    static <T> T decode(Codec<T> codec, ByteBuffer in, int at, int length) {
        T value = codec.decode(piece(in, at, length));
        in.clear();
        return value;
    }

    /** {@return the buffer, set to a piece} The order is set each time, as a codec may have changed it. */
    static ByteBuffer piece(ByteBuffer buffer, int at, int length) {
        return buffer.limit(at + length).position(at).order(ByteOrder.nativeOrder());
    }
}
