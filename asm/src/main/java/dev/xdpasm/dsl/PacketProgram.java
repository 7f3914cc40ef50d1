package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.Helper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A program that sees packets, be it {@link Xdp} or {@link Tc}. It stands at a place in the packet, the cursor: each header is taken
 * from there and moves it behind itself. A packet that is too short for a header takes the default action, or gives the default of
 * the {@code compute} around.
 */
public abstract class PacketProgram extends CallProgram {
    private final PacketPointers pointers;

    /** {@code MAX_PACKET_OFF}, kernel/bpf/verifier.c. */
    private static final int MOST_BYTES = 0xffff;

    PacketProgram(Flow flow, Declared declared, PacketPointers pointers) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        this.pointers = pointers;
        flow.beginPacket(context(), pointers);
    }

    /** Ends the path: the packet goes on. */
    public abstract void pass();

    /** Ends the path: the packet is thrown away. */
    public abstract void drop();

    // ---- the packet as a whole

    /** {@return the bytes of the whole packet, fragments included} */
    public abstract Num frameLength();

    /**
     * {@return a copy of some bytes of the packet, wherever in its fragments they lie} A packet that is too short takes the default
     * action.
     *
     * @param offset from the packet's first byte
     */
    public final <V, F> F loadBytes(Num offset, Type<V, F> type) {
        Slot slot = flow().slot(Given.notNull(type, "type").name(), type.size(), type.phase());
        Temp to = flow().pointer(new Address(slot, 0, Region.STACK));
        Temp result = callHelper(
                loading(),
                Set.of(Region.Kind.STACK),
                context(),
                Given.notNull(offset, "offset").as(Types.U32).get().value(),
                to,
                Value.of(type.size()));
        orEnd(isZero(result), "loadBytes()", this::byDefault);
        return type.at(Memory.of(flow(), slot, 0, Region.STACK));
    }

    /**
     * Writes a value to the packet, wherever in its fragments the bytes lie; {@return 0, or below 0 an error} What was found in the
     * packet before has to be taken from it again.
     *
     * @param offset from the packet's first byte
     */
    public final <V> Num storeBytes(Num offset, Type<V, ?> type, V value) {
        Temp from = pointerTo(Given.notNull(type, "type"), value);
        Temp result = storing(Given.notNull(offset, "offset").as(Types.U32).get().value(), from, Value.of(type.size()));
        flow().packetMoved();
        return status(result);
    }

    abstract Helper loading();

    abstract Temp storing(Value offset, Temp from, Value size);

    /** {@return the metadata before the packet, as another program left it; where there is none, the default action is taken} */
    public final <S extends Struct> S meta(Supplier<S> maker) {
        S meta = maker.get();
        int pointer = pointers.meta().orElseThrow(() -> CallSite.refuse("programs of this type do not see what lies before a packet:"
                + " XDP and tc do"));
        Temp from = flow().load(pointers.size(), new Address(context(), pointer, Region.CONTEXT));
        Block enough = flow().block();
        Optional<PacketState> packet = flow().packet();
        flow().end(new Ending.Bounds(from, meta.size(), packet().data(), enough, outcome().tooShort()));
        flow().goOn(enough, packet);
        meta.bind(Memory.of(flow(), from, 0, Region.PACKET));
        return meta;
    }

    /** Moves the packet by a helper that returns 0 where it could; where not, a body is done, which has to end the path. */
    final void move(Helper helper, Runnable otherwise, Value... arguments) {
        Value[] all = new Value[arguments.length + 1];
        all[0] = context();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Temp result = callHelper(helper, Set.of(Region.Kind.PACKET), all);
        flow().packetMoved();
        orEnd(isZero(result).likely(), "what is done where the packet cannot be moved has to end the path, such as with p.drop()", otherwise);
    }

    /**
     * Ends the path: the packet goes out of another interface. Linux 4.14 (XDP), 4.2 (tc).
     *
     * @param ifindex its index
     */
    public final void redirect(Num ifindex) {
        requireRedirects();
        Temp result = callHelper(Helper.bpf_redirect, Set.of(), ifindex.as(Types.U32).get().value(), Value.of(0));
        exit(result);
    }

    /** Refuses to redirect a packet where such programs cannot. */
    void requireRedirects() {}

    /** As {@link #redirect(Num)}. */
    public final void redirect(long ifindex) {
        redirect(num(Types.U32, ifindex));
    }

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
        return socket(Helper.bpf_sk_lookup_tcp, tuple, body);
    }

    /** As {@link #tcpSocket(SocketTuple4, Consumer)}, of IPv6. */
    public final When tcpSocket(SocketTuple6 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_tcp, tuple, body);
    }

    /** As {@link #tcpSocket(SocketTuple4, Consumer)}, of UDP. */
    public final When udpSocket(SocketTuple4 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_udp, tuple, body);
    }

    /** As {@link #tcpSocket(SocketTuple4, Consumer)}, of UDP over IPv6. */
    public final When udpSocket(SocketTuple6 tuple, Consumer<Sock> body) {
        return socket(Helper.bpf_sk_lookup_udp, tuple, body);
    }

    private When socket(Helper lookup, Struct tuple, Consumer<Sock> body) {
        Temp at = flow().pointer(tuple.memory().address());
        int currentNetns = -1;
        Temp socket = callHelper(
                lookup, Set.of(), context(), at, Value.of(tuple.size()), Value.of(currentNetns), Value.of(0));
        Bool found = Bool.test(flow(), Condition.JNE, Width.W64, socket, Value.of(0));
        return when(found, () -> hold(socket, body));
    }

    private PacketState packet() {
        return flow().packet().orElseThrow();
    }

    /** {@return the bytes of the packet that lie in one piece, all of them unless it has fragments} */
    public final Num length() {
        PacketState packet = packet();
        return new NumValue(
                flow(), flow().binary(AluOp.SUB, Width.W64, packet.end(), packet.data(), Long.SIZE), new NumType(Long.SIZE, false));
    }

    /** {@return how many bytes lie before the cursor} */
    public final Num offset() {
        PacketState packet = packet();
        Value base = flow().binary(AluOp.SUB, Width.W64, packet.base(), packet.data(), Long.SIZE);
        return new NumValue(flow(), base, new NumType(Long.SIZE, false)).plus(packet.offset());
    }

    /** {@return a header that the class declares, from the cursor on} */
    public final <H extends Struct> H header(Supplier<H> maker) {
        return take(maker.get());
    }

    private <H extends Struct> H take(H header) {
        PacketState at = packet();
        need(header.size());
        header.bind(Memory.of(flow(), at.base(), at.offset(), Region.PACKET));
        flow().packet(packet().at(at.base(), at.offset() + header.size()));
        return header;
    }

    /** Goes on only with packets that have so many bytes from the cursor on. */
    public final void need(int bytes) {
        Block enough = flow().block();
        Optional<PacketState> packet = flow().packet();
        bounds(bytes, enough, outcome().tooShort());
        flow().goOn(enough, packet);
    }

    /** {@return whether there are so many bytes from the cursor on} */
    public final Bool has(int bytes) {
        return Bool.of(flow(), (yes, no) -> bounds(bytes, yes, no));
    }

    private void bounds(int bytes, Block enough, Block tooShort) {
        PacketState packet = packet();
        int whole = packet.offset() + bytes;
        if (bytes < 0 || whole > 0xffff) {
            throw CallSite.refuse(whole + " bytes of a packet, expected 0 to 65535");
        }
        flow().end(new Ending.Bounds(packet.base(), whole, packet.end(), enough, tooShort));
    }

    /** Moves the cursor on by a constant. */
    public final void skip(int bytes) {
        PacketState packet = packet();
        if (bytes < 0 || packet.offset() + bytes > 0x7fff) {
            throw CallSite.refuse("skip(" + bytes + "): the cursor would be " + (packet.offset() + bytes)
                    + " bytes behind a header, expected 0 to 32767");
        }
        flow().packet(packet.at(packet.base(), packet.offset() + bytes));
    }

    /** Moves the cursor on by a number that is 0 to {@code most}: what is more is cut by {@code most} as a mask of bits. */
    public final void skip(Num bytes, int most) {
        if (most < 1 || most > 0x7fff || Integer.bitCount(most + 1) != 1) {
            throw CallSite.refuse("skip(..., " + most + "): expected a mask of low bits, 1, 3, 7 ... 32767");
        }
        Value masked = bytes.and(most).get().value();
        PacketState packet = packet();
        int furthest = packet.reach() + packet.offset() + most;
        if (furthest > MOST_BYTES) {
            throw CallSite.refuse("the cursor would be up to " + furthest + " bytes into the packet, and the verifier follows it to "
                    + MOST_BYTES + ": smaller masks say what is possible");
        }
        Value from = masked;
        Temp base = (Temp) flow().binary(AluOp.ADD, Width.W64, packet.base(), from, Long.SIZE);
        flow().packet(packet.at(base, packet.offset()).within(most));
    }

    // ---- headers

    /** {@return the Ethernet header} */
    public final Ethernet ethernet() {
        return take(new Ethernet());
    }

    /**
     * {@return the EtherType of what follows behind up to so many VLAN tags} The cursor is behind them.
     *
     * @param type the EtherType so far, from the Ethernet header
     */
    public final Net vlans(int most, Net type) {
        NetVar inner = new NetVar(flow(), Short.SIZE);
        inner.set(type);
        vlans(most, inner);
        return inner.get();
    }

    private void vlans(int most, NetVar type) {
        if (most > 0) {
            when(type.oneOf(EtherType.ETH_P_8021Q.value(), EtherType.ETH_P_8021AD.value()).unlikely(), new Tags(this, most, type));
        }
    }

    /** A VLAN tag and those behind it. No lambda, as linking one with a number in it takes a JVM that has just begun some milliseconds. */
    private record Tags(PacketProgram program, int most, NetVar type) implements Runnable {
        @Override
        public void run() {
            type.set(program.vlan().type());
            program.vlans(most - 1, type);
        }
    }

    /** {@return a VLAN tag} */
    public final Vlan vlan() {
        return take(new Vlan());
    }

    /** {@return an ARP packet} */
    public final Arp arp() {
        return take(new Arp());
    }

    /** {@return the IPv4 header; the cursor is behind its options, by what its length says} */
    public final Ipv4 ipv4() {
        PacketState before = packet();
        Ipv4 ip = take(new Ipv4());
        flow().packet(packet().at(before.base(), before.offset()));
        skip(ip.headerLength(), 63);
        return ip;
    }

    /** {@return the IPv6 header} */
    public final Ipv6 ipv6() {
        return take(new Ipv6());
    }

    /**
     * {@return the protocol behind an IPv6 header and up to so many extension headers} The cursor is behind them. A packet that has
     * more of them gives the number of the next: 0 (hop by hop), 43 (routing), 44 (fragment), 60 (destination options). Behind the
     * header of a later fragment there is no header of the protocol: {@code ip.nextHeader()} of 44 tells. RFC 8200 section 4.
     */
    public final Num extensions(Ipv6 ip, int most) {
        NumVar next = var(Types.U8, ip.nextHeader());
        extensions(next, most);
        return next.get();
    }

    private void extensions(NumVar next, int most) {
        if (most > 0) {
            int fragment = 44;
            when(next.oneOf(0, 43, fragment, 60).unlikely(), () -> {
                NumVar length = var(Types.U32, 0);
                Ipv6Extension extension = take(new Ipv6Extension());
                when(next.ne(fragment), () -> length.set(extension.length().as(Types.U32).shl(3)));
                next.set(extension.nextHeader());
                skip(length, 0x7ff);
                extensions(next, most - 1);
            });
        }
    }

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

    /** {@return the TCP header; the cursor is behind its options, by what its length says} */
    public final Tcp tcp() {
        PacketState before = packet();
        Tcp tcp = take(new Tcp());
        flow().packet(packet().at(before.base(), before.offset()));
        skip(tcp.headerLength(), 63);
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
        return take(new Udp());
    }

    /** {@return the ICMP or ICMPv6 header} */
    public final Icmp icmp() {
        return take(new Icmp());
    }

    /** {@return the GRE header; the cursor is behind checksum, key and sequence number, by what its flags say} */
    public final Gre gre() {
        Gre gre = take(new Gre());
        skip(gre.optionsLength(), 15);
        return gre;
    }

    /** {@return the VXLAN header} */
    public final Vxlan vxlan() {
        return take(new Vxlan());
    }
}
