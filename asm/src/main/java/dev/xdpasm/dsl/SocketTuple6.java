package dev.xdpasm.dsl;

/** As {@link SocketTuple4}, of IPv6. */
public final class SocketTuple6 extends Struct {
    /** For {@code p.make}. */
    public static final Type<SocketTuple6, SocketTuple6> TYPE = Types.struct(SocketTuple6::new);

    /** The packet's source. */
    public final BytesField saddr = ipv6();
    /** The packet's destination. */
    public final BytesField daddr = ipv6();
    /** The source's port. */
    public final NetField sport = be16();
    /** The destination's port. */
    public final NetField dport = be16();
}
