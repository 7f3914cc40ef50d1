package dev.xdpasm.dsl;

/**
 * What a route is looked up by, and what is found ({@code struct bpf_fib_lookup}, include/uapi/linux/bpf.h, 64 bytes). Linux 4.18.
 *
 * <p>Fields of which the kernel makes something else are there under both names.
 */
public final class FibLookup extends Struct {
    /** Its type, for {@code p.make}. */
    public static final Type<FibLookup, FibLookup> TYPE = Types.struct(FibLookup::new);

    /** BPF_FIB_LOOKUP_DIRECT: without the rules of policy routing. */
    public static final int DIRECT = 1;
    /** BPF_FIB_LOOKUP_OUTPUT: as for a packet of this machine; {@code ifindex} is where it goes out. */
    public static final int OUTPUT = 1 << 1;
    /** BPF_FIB_LOOKUP_SKIP_NEIGH: the neighbour's addresses are not wanted. Linux 6.3. */
    public static final int SKIP_NEIGH = 1 << 2;

    /** AF_INET or AF_INET6: 2 or 10. */
    public final NumField family = u8();
    /** The protocol behind IP. */
    public final NumField protocol = u8();
    /** The source's port. */
    public final NetField sport = be16();
    /** The destination's port. */
    public final NetField dport = be16();
    /** In: the packet's bytes, for a check of the MTU; 0 for none. Out: the MTU where it is too small. */
    public final NumField totalLength = u16();
    /** In: the interface that the packet came in on. Out: the one it goes out of. */
    public final NumField ifindex = u32();
    /** In, IPv4: the type of service. IPv6: {@link #flow}. Out: {@link #metric}. */
    public final NumField tos = u8();
    /** The same place: in, of IPv6, the flow label in network order. */
    public final NetField flow = also(Types.BE32, tos);
    /** The same place: out, the route's metric. */
    public final NumField metric = also(Types.U32, tos);

    {
        skip(3);
    }

    /** The source's IPv4 address. */
    public final NetField saddr = be32();
    /** The same place and the 12 bytes behind: the source's IPv6 address. */
    public final BytesField saddr6 = also(Types.IPV6, saddr);

    {
        skip(12);
    }

    /** In: the destination's IPv4 address. Out: the next hop's. */
    public final NetField daddr = be32();
    /** The same place and the 12 bytes behind: the destination's IPv6 address. */
    public final BytesField daddr6 = also(Types.IPV6, daddr);

    {
        skip(12);
    }

    /** Out: the VLAN's protocol. */
    public final NetField vlanProtocol = be16();
    /** Out: the VLAN's tag. */
    public final NetField vlanTci = be16();
    /** Out: the address of the interface that the packet goes out of. */
    public final BytesField smac = mac();
    /** Out: the next hop's address. */
    public final BytesField dmac = mac();
}
