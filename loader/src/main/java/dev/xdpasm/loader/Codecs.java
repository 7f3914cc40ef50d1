package dev.xdpasm.loader;

import dev.xdpasm.struct.LayoutException;
import dev.xdpasm.struct.StructLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The usual codecs: numbers in the machine's byte order (U, S) or the network's (BE), addresses and prefixes as they stand
 * in packets, bytes, texts, arrays, and values for each CPU. Immutable, for any thread.
 */
public final class Codecs {
    private static final long U32_MAX = 0xffff_ffffL;
    private static final int U16_MAX = 0xffff;
    private static final int U8_MAX = 0xff;

    /** {@code __u8}: 0 to 255. */
    public static final Codec<Integer> U8 = of(
            Byte.BYTES,
            (value, out) -> out.put((byte) within("u8", value, U8_MAX)),
            in -> in.get() & U8_MAX);

    /** {@code __u16} in the machine's byte order: 0 to 65535. */
    public static final Codec<Integer> U16 = of(
            Short.BYTES,
            (value, out) -> out.putShort((short) within("u16", value, U16_MAX)),
            in -> in.getShort() & U16_MAX);

    /** {@code __s32} in the machine's byte order. */
    public static final Codec<Integer> S32 = of(Integer.BYTES, (value, out) -> out.putInt(value), ByteBuffer::getInt);

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

    /** {@code __be64}, as the 64 bits of a {@code long}, in network order in the map. */
    public static final Codec<Long> BE64 = of(
            Long.BYTES,
            (value, out) -> out.order(ByteOrder.BIG_ENDIAN).putLong(value),
            in -> in.order(ByteOrder.BIG_ENDIAN).getLong());

    /** {@code bool}: one byte, 0 for false, anything else for true. */
    public static final Codec<Boolean> BOOL =
            of(Byte.BYTES, (value, out) -> out.put((byte) (value ? 1 : 0)), in -> in.get() != 0);

    /** An IPv4 address as it stands in a packet: 4 bytes, network order. */
    public static final Codec<Inet4Address> IPV4 =
            of(Cidr.IPV4_BYTES, (value, out) -> out.put(value.getAddress()), in -> (Inet4Address) address(in, Cidr.IPV4_BYTES));

    /** An IPv6 address as it stands in a packet: 16 bytes, network order. */
    public static final Codec<Inet6Address> IPV6 =
            of(Cidr.IPV6_BYTES, (value, out) -> out.put(value.getAddress()), in -> (Inet6Address) address(in, Cidr.IPV6_BYTES));

    /** The 6 bytes of an Ethernet address. */
    public static final Codec<MacAddress> MAC = of(MacAddress.BYTES, MacAddress::write, MacAddress::read);

    /** A prefix of IPv4 as the key of an LPM trie: its length as {@code __u32}, then 4 bytes ({@code struct bpf_lpm_trie_key}). */
    public static final Codec<Cidr> CIDR4 = Cidr.codec(Cidr.IPV4_BYTES);

    /** A prefix of IPv6 as the key of an LPM trie: its length as {@code __u32}, then 16 bytes. */
    public static final Codec<Cidr> CIDR6 = Cidr.codec(Cidr.IPV6_BYTES);

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

    /**
     * {@return a codec of a text in a {@code char} array of {@code size} bytes, in UTF-8, ended by a zero byte if it is
     * shorter} Refuses texts that are longer or have a zero character.
     */
    public static Codec<String> string(int size) {
        return of(
                size,
                (value, out) -> {
                    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                    if (bytes.length > size || value.indexOf('\0') >= 0) {
                        throw new IllegalArgumentException("'" + value.replace("\0", "\\0") + "' is not a text of at most "
                                + size + " bytes without zero");
                    }
                    out.put(bytes);
                },
                in -> {
                    byte[] bytes = new byte[size];
                    in.get(bytes);
                    int length = 0;
                    while (length < size && bytes[length] != 0) {
                        length++;
                    }
                    return new String(bytes, 0, length, StandardCharsets.UTF_8);
                });
    }

    /** {@return a codec of an array of {@code length} elements; refuses lists of another length} */
    public static <T> Codec<List<T>> array(Codec<T> element, int length) {
        int size = element.size();
        return of(
                Math.multiplyExact(size, length),
                (values, out) -> {
                    if (values.size() != length) {
                        throw new IllegalArgumentException(values.size() + " elements given where " + length + " are taken");
                    }
                    int begin = out.position();
                    for (int i = 0; i < length; i++) {
                        element.encode(values.get(i), CodecBytes.piece(out, begin + i * size, size));
                    }
                },
                in -> {
                    List<T> values = new ArrayList<>(length);
                    int begin = in.position();
                    for (int i = 0; i < length; i++) {
                        values.add(element.decode(CodecBytes.piece(in, begin + i * size, size)));
                    }
                    return List.copyOf(values);
                });
    }

    /**
     * {@return a codec of a record as a C struct, {@code record FlowKey(@Be32 int source, @Be16 int port)}: its fields lie as
     * {@link StructLayout} says, what is between them is zero}
     *
     * @throws LayoutException if the record is no struct
     */
    public static <R extends Record> Codec<R> record(Class<R> type) {
        StructLayout<R> layout = StructLayout.of(type);
        return of(layout.size(), layout::encode, layout::decode);
    }

    /** {@return a codec for the entries of a per-CPU map whose programs see values as {@code value} reads them} */
    public static <V> Codec<PerCpu<V>> perCpu(Codec<V> value) {
        return PerCpu.codec(value);
    }

    /**
     * {@return the address that the next bytes are} Java takes 16 bytes of ::ffff:0:0/96 for IPv4 wherever it can, but not
     * here.
     */
    static InetAddress address(ByteBuffer in, int size) {
        byte[] address = new byte[size];
        in.get(address);
        try {
            return size == Cidr.IPV6_BYTES
                    ? Inet6Address.getByAddress(null, address, -1)
                    : InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(size + " bytes are an address", e);
        }
    }

    private static long within(String type, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " does not fit " + type + ", which takes 0 to " + max);
        }
        return value;
    }
}
