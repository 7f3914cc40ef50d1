package dev.xdpasm.loader.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The attributes of a netlink message or of an attribute, by type; a type that comes twice counts as its last.
 *
 * @param values what each type holds, in the machine's byte order
 */
record Attributes(Map<Integer, ByteBuffer> values) {

    /** {@return the attributes from the buffer's position to its limit; what is cut off at the end is left out} */
    static Attributes parse(ByteBuffer in) {
        Map<Integer, ByteBuffer> values = new LinkedHashMap<>();
        int at = in.position();
        while (in.limit() - at >= Rtnetlink.NLA_HDRLEN) {
            int length = in.getShort(at) & 0xffff;
            int type = in.getShort(at + Short.BYTES) & Rtnetlink.NLA_TYPE_MASK;
            if (length < Rtnetlink.NLA_HDRLEN || length > in.limit() - at) {
                break;
            }
            values.put(
                    type,
                    in.slice(at + Rtnetlink.NLA_HDRLEN, length - Rtnetlink.NLA_HDRLEN)
                            .order(in.order()));
            at += NetlinkMessage.aligned(length);
        }
        return new Attributes(values);
    }

    /** {@return an attribute of one byte} */
    OptionalInt u8(int type) {
        ByteBuffer value = values.get(type);
        return value == null || value.remaining() < Byte.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(value.get(0) & 0xff);
    }

    /** {@return an attribute of two bytes} */
    OptionalInt u16(int type) {
        ByteBuffer value = values.get(type);
        return value == null || value.remaining() < Short.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(value.getShort(0) & 0xffff);
    }

    /** {@return an attribute of eight bytes} */
    OptionalLong u64(int type) {
        ByteBuffer value = values.get(type);
        return value == null || value.remaining() < Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(value.getLong(0));
    }

    /** {@return an attribute of four bytes} */
    OptionalInt u32(int type) {
        ByteBuffer value = values.get(type);
        return value == null || value.remaining() < Integer.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(value.getInt(0));
    }

    /** {@return an attribute of text, without its zero byte} */
    Optional<String> string(int type) {
        return Optional.ofNullable(values.get(type)).map(value -> {
            String text = StandardCharsets.UTF_8.decode(value.duplicate()).toString();
            int end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        });
    }

    /** {@return the attributes in an attribute; none if it is not there} */
    Attributes nested(int type) {
        ByteBuffer value = values.get(type);
        return value == null ? new Attributes(Map.of()) : parse(value);
    }
}
