package dev.xdpasm.dsl;

import java.util.OptionalInt;

/**
 * The context of programs that choose the socket of a packet ({@code struct bpf_sk_lookup}, include/uapi/linux/bpf.h). They return 1
 * (SK_PASS) or 0 (SK_DROP). Linux 5.9.
 */
public final class SkLookup extends Struct {
    {
        // the pointer to the socket that a program before this one chose
        skip(Long.BYTES);
    }

    /** 2 (AF_INET) or 10 (AF_INET6). */
    public final NumField family = u32();
    /** The IP protocol. */
    public final NumField protocol = u32();
    /** The sender's IPv4 address. */
    public final NetField remoteIp4 = be32();
    /** The sender's IPv6 address, four words. */
    public final SockWords remoteIp6 = struct(SockWords::new);

    /** The sender's port. */
    public final NetField remotePort = be16();

    {
        skip(2);
    }

    /** The IPv4 address here. */
    public final NetField localIp4 = be32();
    /** The IPv6 address here, four words. */
    public final SockWords localIp6 = struct(SockWords::new);

    /** The port here, in host order. */
    public final NumField localPort = u32();
    /** The interface that the packet came in on. Linux 5.17. */
    public final NumField ingressIfindex = u32();

    @Override
    OptionalInt socketOffset() {
        return OptionalInt.of(0);
    }

    @Override
    String structName() {
        return "bpf_sk_lookup";
    }
}
