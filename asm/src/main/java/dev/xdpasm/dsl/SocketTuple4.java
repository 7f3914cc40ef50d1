package dev.xdpasm.dsl;

/**
 * Addresses and ports of a packet, by which a socket is looked for: the source is the other side ({@code struct bpf_sock_tuple},
 * include/uapi/linux/bpf.h).
 */
public final class SocketTuple4 extends Struct {
    /** For {@code p.make}. */
    public static final Type<SocketTuple4, SocketTuple4> TYPE = Types.struct(SocketTuple4::new);

    /** The packet's source. */
    public final NetField saddr = be32();
    /** The packet's destination. */
    public final NetField daddr = be32();
    /** The source's port. */
    public final NetField sport = be16();
    /** The destination's port. */
    public final NetField dport = be16();
}
