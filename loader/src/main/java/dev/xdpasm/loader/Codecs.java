package dev.xdpasm.loader;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The usual codecs: unsigned numbers in the machine's byte order or the network's, IPv4 addresses, bytes. */
public final class Codecs {
    private static final long U32_MAX = 0xffff_ffffL;
    private static final int U16_MAX = 0xffff;
    private static final int U8_MAX = 0xff;

    /** {@code __u8}: 0 to 255. */
    public static final Codec<Integer> U8 = of(
            Byte.BYTES,
            (value, out) -> out.put((byte) within("u8", value, U8_MAX)),
            in -> in.get() & U8_MAX);

    /** {@code __u32} in the machine's byte order: 0 to 2^32 - 1. */
    public static final Codec<Long> U32 = of(
            Integer.BYTES,
            (value, out) -> out.putInt((int) within("u32", value, U32_MAX)),
            in -> in.getInt() & U32_MAX);

    /**
     * {@code __u64} in the machine's byte order, as the 64 bits of a {@code long}; from 2^63 on it is negative in Java
     * ({@link Long#toUnsignedString(long)} prints it).
     */
    public static final Codec<Long> U64 = of(Long.BYTES, (value, out) -> out.putLong(value), ByteBuffer::getLong);

    /** {@code __be16}, such as a port: 0 to 65535, in network order in the map. */
    public static final Codec<Integer> BE16 = of(
            Short.BYTES,
            (value, out) -> out.order(ByteOrder.BIG_ENDIAN).putShort((short) within("be16", value, U16_MAX)),
            in -> in.order(ByteOrder.BIG_ENDIAN).getShort() & U16_MAX);

    /** {@code __be32}: 0 to 2^32 - 1, in network order in the map. */
    public static final Codec<Long> BE32 = of(
            Integer.BYTES,
            (value, out) -> out.order(ByteOrder.BIG_ENDIAN).putInt((int) within("be32", value, U32_MAX)),
            in -> in.order(ByteOrder.BIG_ENDIAN).getInt() & U32_MAX);

    /** An IPv4 address as it stands in a packet: 4 bytes, network order. */
    public static final Codec<Inet4Address> IPV4 =
            of(Integer.BYTES, (value, out) -> out.put(value.getAddress()), in -> {
                byte[] address = new byte[Integer.BYTES];
                in.get(address);
                try {
                    return (Inet4Address) InetAddress.getByAddress(address);
                } catch (UnknownHostException e) {
                    throw new IllegalStateException("4 bytes are an address", e);
                }
            });

    private Codecs() {}

    /** {@return a codec of {@code size} bytes as they are; refuses arrays of another length} */
    public static Codec<byte[]> bytes(int size) {
        return of(
                size,
                (value, out) -> {
                    if (value.length != size) {
                        throw new IllegalArgumentException(value.length + " bytes given where " + size + " are taken");
                    }
                    out.put(value);
                },
                in -> {
                    byte[] value = new byte[size];
                    in.get(value);
                    return value;
                });
    }

    /** {@return a codec made of two functions; see {@link Codec} for what the buffer is} */
    public static <T> Codec<T> of(int size, BiConsumer<T, ByteBuffer> encode, Function<ByteBuffer, T> decode) {
        return new Codec<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public void encode(T value, ByteBuffer out) {
                encode.accept(value, out);
            }

            @Override
            public T decode(ByteBuffer in) {
                return decode.apply(in);
            }
        };
    }

    private static long within(String type, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " does not fit " + type + ", which takes 0 to " + max);
        }
        return value;
    }
}
