package dev.xdpasm.loader.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that the kernel sent: {@code struct nlmsghdr} taken apart (include/uapi/linux/netlink.h).
 *
 * @param type RTM_* or NLMSG_*
 * @param flags NLM_F_*
 * @param payload what follows the header, in the machine's byte order
 */
record NetlinkMessage(int type, int flags, ByteBuffer payload) {

    /** {@return the next multiple of 4, which netlink pads everything to} */
    static int aligned(int length) {
        return (length + 3) & ~3;
    }

    /** {@return the messages of one datagram} */
    static List<NetlinkMessage> parse(ByteBuffer in) {
        List<NetlinkMessage> messages = new ArrayList<>();
        int at = in.position();
        while (in.limit() - at >= Rtnetlink.NLMSG_HDRLEN) {
            int length = in.getInt(at);
            if (length < Rtnetlink.NLMSG_HDRLEN || length > in.limit() - at) {
                break;
            }
            messages.add(new NetlinkMessage(
                    in.getShort(at + 4) & 0xffff,
                    in.getShort(at + 6) & 0xffff,
                    in.slice(at + Rtnetlink.NLMSG_HDRLEN, length - Rtnetlink.NLMSG_HDRLEN)
                            .order(in.order())));
            at += aligned(length);
        }
        return messages;
    }

    /** {@return whether an exchange is over with this message} */
    boolean isLast() {
        return type == Rtnetlink.NLMSG_ERROR || type == Rtnetlink.NLMSG_DONE;
    }

    /** {@return the errno of an ACK or of a dump's end, 0 for success} */
    int errno() {
        return payload.remaining() < Integer.BYTES ? 0 : Math.max(0, -payload.getInt(0));
    }

    /** {@return the extended ACK text of an ACK or of a dump's end. Linux 4.12} */
    Optional<String> extendedAck() {
        if ((flags & Rtnetlink.NLM_F_ACK_TLVS) == 0) {
            return Optional.empty();
        }
        int attributesAt = Integer.BYTES;
        if (type == Rtnetlink.NLMSG_ERROR) {
            // The request's header comes back, and without NETLINK_CAP_ACK all of the request does.
            boolean capped = (flags & Rtnetlink.NLM_F_CAPPED) != 0;
            attributesAt += capped ? Rtnetlink.NLMSG_HDRLEN : aligned(payload.getInt(Integer.BYTES));
        }
        if (attributesAt > payload.limit()) {
            return Optional.empty();
        }
        return Attributes.parse(payload.duplicate().order(payload.order()).position(attributesAt))
                .string(Rtnetlink.NLMSGERR_ATTR_MSG);
    }

    /** {@return the attributes that follow a fixed struct of {@code size} bytes} */
    Attributes attributesAfter(int size) {
        return size > payload.limit()
                ? Attributes.parse(payload.duplicate().limit(0))
                : Attributes.parse(payload.duplicate().order(payload.order()).position(size));
    }
}
