package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.Helper;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program that sees packets, be it {@link Xdp} or {@link Tc}: the headers of protocols, what rules and the kernel say of a packet,
 * and what becomes of it.
 */
public abstract class PacketProgram extends CursorProgram {
    /** More than any network has: each is written out. */
    private static final int MOST_TAGS = 8;

    PacketProgram(Flow flow, Declared declared, PacketPointers pointers) {
        super(flow, declared, pointers);
    }

    // ---- what becomes of a packet

    /** Ends the path: the packet goes on. */
    public abstract void pass();

    /** Ends the path: the packet is thrown away. */
    public abstract void drop();

    /**
     * Ends the path: the packet goes out of another interface. Linux 4.14 (XDP), 4.4 (tc).
     *
     * @param ifindex its index
     */
    public final void redirect(Num ifindex) {
        requireRedirects();
        Temp result = callHelper(Helper.bpf_redirect, Set.of(), ifindex.as(Types.U32).get().value(), Value.of(0));
        exit(result);
    }

    /** As {@link #redirect(Num)}. */
    public final void redirect(long ifindex) {
        redirect(num(Types.U32, ifindex));
    }

    /** Refuses to redirect a packet where such programs cannot. */
    void requireRedirects() {}

    // ---- what the kernel knows

    /**
     * Looks a route up as the kernel would forward the packet, and the neighbour's addresses; {@return 0
     * (BPF_FIB_LKUP_RET_SUCCESS) where it can be forwarded by what is in {@code parameters} now, another {@code
     * BPF_FIB_LKUP_RET_*} where not, or below 0 an error} Linux 4.18.
     *
     * @param parameters what {@code p.make} has made of {@link FibLookup#TYPE}: at least family, addresses and ifindex
     * @param flags such as {@link FibLookup#DIRECT}
     */
    public final Num fibLookup(FibLookup parameters, int flags) {
        Temp pointer = flow().pointer(parameters.memory().address());
        return status(callHelper(
                Helper.bpf_fib_lookup,
                Set.of(Region.Kind.STACK),
                context(),
                pointer,
                Value.of(FibLookup.TYPE.size()),
                Value.of(flags)));
    }

    /** Hands a value and the packet's first bytes to Java through a perf buffer; {@return 0, or below 0 an error} Linux 4.18 (XDP). */
    public final <V> Num sample(EventsRef<V> events, V value, Num packetBytes) {
        return output(events, value, packetBytes);
    }

    /**
     * Does something with the TCP socket that is for packets of those addresses: a connection's, or one that listens. A path that
     * leaves the body gives the socket back; where there is none the body is not done. Linux 4.20 (tc), 5.0 (XDP).
     *
     * @param tuple what {@code p.make} has made of {@link SocketTuple4#TYPE}
     */
    public final When tcpSocket(SocketTuple4 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_tcp, tuple.memory(), tuple.size(), body);
    }

    /** As {@link #tcpSocket(SocketTuple4, Consumer)}, of IPv6. */
    public final When tcpSocket(SocketTuple6 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_tcp, tuple.memory(), tuple.size(), body);
    }

    /** As {@link #tcpSocket(SocketTuple4, Consumer)}, of UDP. */
    public final When udpSocket(SocketTuple4 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_udp, tuple.memory(), tuple.size(), body);
    }

    /** As {@link #tcpSocket(SocketTuple4, Consumer)}, of UDP over IPv6. */
    public final When udpSocket(SocketTuple6 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_udp, tuple.memory(), tuple.size(), body);
    }

    private When socket(Helper lookup, Memory tuple, int size, Consumer<Sock> body) {
        Temp at = flow().pointer(tuple.address());
        int currentNetns = -1;
        Temp socket = callHelper(lookup, Set.of(), context(), at, Value.of(size), Value.of(currentNetns), Value.of(0));
        Bool found = Bool.isNotZero(flow(), socket);
        return when(found, () -> hold(socket, body));
    }

    // ---- headers

    /** {@return the Ethernet header} */
    public final Ethernet ethernet() {
        Ethernet ethernet = new Ethernet();
        ethernet.takeFrom(this);
        return ethernet;
    }

    /**
     * {@return the EtherType of what follows behind up to so many VLAN tags} The cursor is behind them.
     *
     * @param most 0 to 8
     * @param type the EtherType so far, from the Ethernet header
     */
    public final Net vlans(int most, Net type) {
        if (most < 0 || most > MOST_TAGS) {
            throw CallSite.refuse("up to " + most + " VLAN tags, expected 0 to " + MOST_TAGS);
        }
        NetVar inner = new NetVar(flow(), Short.SIZE);
        inner.set(type);
        new Vlan.Tags(this, most, inner).skip();
        return inner.get();
    }

    /** {@return a VLAN tag} */
    public final Vlan vlan() {
        Vlan vlan = new Vlan();
        vlan.takeFrom(this);
        return vlan;
    }

    /** {@return an ARP packet} */
    public final Arp arp() {
        Arp arp = new Arp();
        arp.takeFrom(this);
        return arp;
    }

    /** {@return the IPv4 header; the cursor is behind its options, by what its length says} */
    public final Ipv4 ipv4() {
        PacketState before = packet();
        Ipv4 ip = new Ipv4();
        ip.takeFrom(this);
        skipFrom(before, ip.headerLength());
        return ip;
    }

    /** {@return the IPv6 header} */
    public final Ipv6 ipv6() {
        Ipv6 ipv6 = new Ipv6();
        ipv6.takeFrom(this);
        return ipv6;
    }

    /**
     * {@return the protocol behind an IPv6 header and up to so many extension headers} The cursor is behind them. A packet that has
     * more of them gives the number of the next: 0 (hop by hop), 43 (routing), 44 (fragment), 60 (destination options). Behind the
     * header of a later fragment there is no header of the protocol: {@code ip.nextHeader()} of 44 tells. RFC 8200 section 4.
     */
    public final Num extensions(Ipv6 ip, int most) {
        if (most < 0) {
            throw CallSite.refuse("up to " + most + " extension headers, expected 0 or more");
        }
        NumVar next = var(Types.U8, ip.nextHeader());
        Ipv6Extension.skip(this, next, most);
        return next.get();
    }

    /** {@return the TCP header; the cursor is behind its options, by what its length says} */
    public final Tcp tcp() {
        PacketState before = packet();
        Tcp tcp = new Tcp();
        tcp.takeFrom(this);
        skipFrom(before, tcp.headerLength());
        return tcp;
    }

    /**
     * Does something for each option of a TCP header but padding, in their order; the cursor stays. What is behind an option that is
     * shorter than 2 bytes or longer than the header is not looked at. A packet that ends before its options takes the default
     * action.
     *
     * <pre>{@code
     * p.options(tcp, (option, loop) -> p.when(option.kind().eq(TcpOption.WINDOW_SCALE), () -> {
     *     scale.set(option.value(U8));
     *     loop.leave();
     * }));
     * }</pre>
     */
    public final void options(Tcp tcp, TcpOption.Body body) {
        TcpOption.each(this, tcp, body);
    }

    /** {@return the UDP header} */
    public final Udp udp() {
        Udp udp = new Udp();
        udp.takeFrom(this);
        return udp;
    }

    /** {@return the ICMP or ICMPv6 header} */
    public final Icmp icmp() {
        Icmp icmp = new Icmp();
        icmp.takeFrom(this);
        return icmp;
    }

    /** {@return the GRE header; the cursor is behind checksum, key and sequence number, by what its flags say} */
    public final Gre gre() {
        Gre gre = new Gre();
        gre.takeFrom(this);
        skip(gre.optionsLength(), 15);
        return gre;
    }

    /** {@return the VXLAN header} */
    public final Vxlan vxlan() {
        Vxlan vxlan = new Vxlan();
        vxlan.takeFrom(this);
        return vxlan;
    }

    // ---- rules

    /**
     * {@return what the first rule says that the packet meets, the default for one that is neither IPv4 nor IPv6} Finds for itself what
     * the rules ask for: the cursor is at the packet's first byte, and anywhere behind this. VLAN tags are skipped, two of them, and
     * IPv6 extension headers, four of them. A packet that is too short for a header takes the default action of the program. A
     * fragment that is not the first has no ports, flags or ICMP type.
     */
    public final Decision decide(RuleSet rules) {
        return flow().oneCall(() -> new RuleQuestion(this, rules).ofPacket());
    }

    /**
     * As {@link #decide(RuleSet)}, of a packet whose headers the program has found. One without ports has the ports 0 there: {@code
     * p.netVar(BE16, 0)}, set where the protocol has ports. Rules for TCP flags or ICMP types are refused.
     */
    public final Decision decide(RuleSet rules, Ipv4 ip, Net sport, Net dport) {
        return flow().oneCall(() -> new RuleQuestion(this, rules).of(Given.notNull(ip, "ip"), sport, dport));
    }

    /**
     * As {@link #decide(RuleSet, Ipv4, Net, Net)}, of IPv6.
     *
     * @param protocol what is behind the extension headers
     */
    public final Decision decide(RuleSet rules, Ipv6 ip, Num protocol, Net sport, Net dport) {
        return flow().oneCall(() -> new RuleQuestion(this, rules).of(Given.notNull(ip, "ip"), protocol, sport, dport));
    }

    /** {@return the EtherType of the header that a packet begins with behind its Ethernet header and VLAN tags} */
    Net network(int tags) {
        return vlans(tags, ethernet().type());
    }

    /** {@return the index of the interface that the packet came in on} */
    Num incoming() {
        throw CallSite.refuse("rules ask for ifindex, which programs of this type are not told");
    }
}
