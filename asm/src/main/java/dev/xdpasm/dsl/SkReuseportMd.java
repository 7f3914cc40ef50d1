package dev.xdpasm.dsl;

import java.util.OptionalInt;

/**
 * The context of programs that select a socket of those that share a port ({@code struct sk_reuseport_md},
 * include/uapi/linux/bpf.h); it is read only. Linux 4.19.
 */
public final class SkReuseportMd extends Struct {
    {
        skip(16); // data and data_end
    }

    /** The bytes of the packet from the TCP or UDP header on. */
    public final NumField len = u32();
    /** The EtherType. */
    public final NetField ethProtocol = be16();

    {
        skip(2);
    }

    /** The IP protocol. */
    public final NumField ipProtocol = u32();
    /** 1 if the sockets are bound to all addresses. */
    public final NumField bindInany = u32();
    /** A hash of addresses and ports. */
    public final NumField hash = u32();

    @Override
    OptionalInt socketOffset() {
        return OptionalInt.of(40);
    }

    @Override
    String structName() {
        return "sk_reuseport_md";
    }
}
