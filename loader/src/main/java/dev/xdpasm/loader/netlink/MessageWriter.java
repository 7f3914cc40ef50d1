package dev.xdpasm.loader.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes one netlink message: header, a fixed struct, attributes that may hold attributes, each padded to 4 bytes.
 *
 * <p>In the machine's byte order, as netlink is. Not thread-safe.
 */
final class MessageWriter {
    /** Far more than any request here takes. */
    private static final int ROOM = 1024;

    private static final int LENGTH_AT = 0;
    private static final int SEQUENCE = 1;

    private final ByteBuffer out = ByteBuffer.allocate(ROOM).order(ByteOrder.nativeOrder());

    /** Begins a message: {@code struct nlmsghdr}, whose length is written at the end. */
    MessageWriter(int type, int flags) {
        out.putInt(0).putShort((short) type).putShort((short) flags).putInt(SEQUENCE).putInt(0);
    }

    /** Writes {@code struct ifinfomsg} (include/uapi/linux/rtnetlink.h). */
    MessageWriter ifinfomsg(int ifindex, int flags, int change) {
        out.put((byte) 0).put((byte) 0).putShort((short) 0).putInt(ifindex).putInt(flags).putInt(change);
        return this;
    }

    /** Writes {@code struct ifaddrmsg} (include/uapi/linux/if_addr.h). */
    MessageWriter ifaddrmsg(int family, int prefix, int ifindex) {
        out.put((byte) family).put((byte) prefix).put((byte) 0).put((byte) 0).putInt(ifindex);
        return this;
    }

    /** Writes {@code struct tcmsg} (include/uapi/linux/rtnetlink.h). */
    MessageWriter tcmsg(int ifindex, int handle, int parent, int info) {
        out.putInt(0).putInt(ifindex).putInt(handle).putInt(parent).putInt(info);
        return this;
    }

    /** Writes {@code struct genlmsghdr} (include/uapi/linux/genetlink.h), version 1. */
    MessageWriter genlmsg(int command) {
        out.put((byte) command).put((byte) 1).putShort((short) 0);
        return this;
    }

    /** Writes an attribute of a u32 or s32. */
    MessageWriter attribute(int type, int value) {
        return attribute(type, inside -> inside.out.putInt(value));
    }

    /** Writes an attribute of bytes. */
    MessageWriter attribute(int type, byte[] value) {
        return attribute(type, inside -> inside.out.put(value));
    }

    /** Writes an attribute of text with its zero byte. */
    MessageWriter attribute(int type, String value) {
        return attribute(type, inside -> inside.out.put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0));
    }

    /** Writes an attribute of attributes, with NLA_F_NESTED. */
    MessageWriter nested(int type, Consumer<MessageWriter> content) {
        return attribute(type | Rtnetlink.NLA_F_NESTED, content);
    }

    /** Writes {@code struct nlattr} around what {@code content} writes. */
    private MessageWriter attribute(int type, Consumer<MessageWriter> content) {
        int start = out.position();
        out.putShort((short) 0).putShort((short) type);
        content.accept(this);
        out.putShort(start, (short) (out.position() - start));
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    /** {@return the message} */
    byte[] finish() {
        out.putInt(LENGTH_AT, out.position());
        return Arrays.copyOf(out.array(), out.position());
    }
}
