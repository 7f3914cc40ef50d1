package dev.xdpasm.dsl;

import java.util.OptionalInt;

/**
 * The context of programs that see what sockets send ({@code struct sk_msg_md}, include/uapi/linux/bpf.h); it is read only. Linux
 * 4.17.
 */
public final class SkMsgMd extends Struct {
    {
        skip(16); // data and data_end
    }

    /** The socket's family: 2 (AF_INET) or 10 (AF_INET6). */
    public final NumField family = u32();
    /** The other side's IPv4 address. */
    public final NetField remoteIp4 = be32();
    /** The IPv4 address here. */
    public final NetField localIp4 = be32();
    /** The other side's IPv6 address, four words. */
    public final SockWords remoteIp6 = struct(SockWords::new);
    /** The IPv6 address here, four words. */
    public final SockWords localIp6 = struct(SockWords::new);
    /** The other side's port. */
    public final NetField remotePort = port(true);
    /** The port here, in host order. */
    public final NumField localPort = u32();
    /** The bytes that are sent. Linux 5.0. */
    public final NumField size = u32();

    @Override
    OptionalInt socketOffset() {
        return OptionalInt.of(72);
    }

    @Override
    String structName() {
        return "sk_msg_md";
    }
}
