package dev.xdpasm.dsl;

import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.IpProtocol;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Asks rules about a packet, and finds in it what they ask for. */
final class RuleQuestion {
    /** VLAN tags and IPv6 extension headers that are looked behind. */
    private static final int MOST_TAGS = 2;

    private static final int MOST_EXTENSIONS = 4;

    /** DCCP, UDP-Lite: ports are what their headers begin with as well (RFC 4340, RFC 3828). */
    private static final int DCCP = 33;

    private static final int UDP_LITE = 136;

    private static final Set<RuleField> PORTS = EnumSet.of(RuleField.SPORT, RuleField.DPORT);
    private static final Set<RuleField> FLAGS = EnumSet.range(RuleField.FIN, RuleField.CWR);
    private static final Set<RuleField> ICMP = EnumSet.of(RuleField.ICMP_TYPE, RuleField.ICMP_CODE);

    private final PacketProgram program;
    private final RuleSet rules;
    private final Map<RuleField, Supplier<Num>> found = new EnumMap<>(RuleField.class);

    RuleQuestion(PacketProgram program, RuleSet rules) {
        this.program = program;
        this.rules = Given.notNull(rules, "rules");
    }

    /** What the headers of TCP, UDP and SCTP begin with. */
    private static final class Ports extends Header {
        private final NetField source = be16();
        private final NetField destination = be16();
    }

    // ---- headers that the program has found

    /** {@return what the rules say of an IPv4 packet} */
    Decision of(Ipv4 ip, Net sport, Net dport) {
        ports(sport, dport);
        return new Decision(ipv4(ip));
    }

    /** {@return what the rules say of an IPv6 packet} */
    Decision of(Ipv6 ip, Num protocol, Net sport, Net dport) {
        Given.notNull(protocol, "protocol");
        ports(sport, dport);
        return new Decision(ipv6(ip, protocol));
    }

    private void ports(Net sport, Net dport) {
        Given.notNull(sport, "sport");
        Given.notNull(dport, "dport");
        found.put(RuleField.SPORT, sport::host);
        found.put(RuleField.DPORT, dport::host);
        found.put(RuleField.IFINDEX, program::incoming);
    }

    private Num ipv4(Ipv4 ip) {
        found.put(RuleField.SADDR, () -> ip.saddr().host());
        found.put(RuleField.DADDR, () -> ip.daddr().host());
        found.put(RuleField.PROTOCOL, ip::protocol);
        return rules.ask(program, IpFamily.IPV4, found);
    }

    private Num ipv6(Ipv6 ip, Num protocol) {
        for (int word = 0; word < RuleField.WORDS; word++) {
            int number = word;
            found.put(RuleField.SADDR.plus(word), () -> ip.sourceWord(number).host());
            found.put(RuleField.DADDR.plus(word), () -> ip.destinationWord(number).host());
        }
        found.put(RuleField.PROTOCOL, () -> protocol);
        return rules.ask(program, IpFamily.IPV6, found);
    }

    // ---- headers that are found here

    /** {@return what the rules say of the packet, the default where it is of no family} */
    Decision ofPacket() {
        NumVar verdict = program.var(Types.U32, rules.otherwise());
        Net type = program.network(MOST_TAGS);
        program.when(type.eq(EtherType.ETH_P_IP), () -> verdict.set(ipv4())).otherwise(
                () -> program.when(type.eq(EtherType.ETH_P_IPV6), () -> verdict.set(ipv6())));
        return new Decision(verdict.get());
    }

    private Num ipv4() {
        Ipv4 ip = program.ipv4();
        transport(IpFamily.IPV4, ip.protocol(), ip.isLaterFragment());
        return ipv4(ip);
    }

    private Num ipv6() {
        Ipv6 ip = program.ipv6();
        NumVar protocol = program.var(Types.U8, ip.nextHeader());
        NumVar offset = program.var(Types.U32, 0);
        extensions(protocol, offset, MOST_EXTENSIONS);
        transport(IpFamily.IPV6, protocol, offset.ne(0));
        return ipv6(ip, protocol);
    }

    /** Moves the cursor behind extension headers, unless what follows is the middle of a packet. */
    private void extensions(NumVar protocol, NumVar offset, int most) {
        Bool more = Ipv6Extension.isOne(protocol).and(offset.eq(0));
        program.when(more.unlikely(), () -> {
            NumVar length = program.var(Types.U32, 0);
            Ipv6Extension extension = program.header(Ipv6Extension::new);
            program.when(protocol.eq(Ipv6Extension.FRAGMENT), () -> offset.set(extension.fragmentOffset().as(Types.U32)))
                    .otherwise(() -> length.set(extension.length().as(Types.U32).shl(3)));
            protocol.set(extension.nextHeader());
            program.skip(length, Ipv6Extension.MOST_BYTES);
            if (most > 1) {
                extensions(protocol, offset, most - 1);
            }
        });
    }

    /** Finds what the rules ask for behind the IP header; what the packet does not have is {@link RuleField#NONE}. */
    private void transport(IpFamily family, Num protocol, Bool laterFragment) {
        Set<RuleField> asked = EnumSet.noneOf(RuleField.class);
        asked.addAll(rules.asked(family));
        found.clear();
        found.put(RuleField.IFINDEX, program::incoming);
        Map<RuleField, NumVar> variables = new EnumMap<>(RuleField.class);
        for (Set<RuleField> some : List.of(PORTS, FLAGS, ICMP)) {
            some.stream().filter(asked::contains).forEach(field -> {
                NumVar variable = program.var(Types.U32, RuleField.NONE);
                variables.put(field, variable);
                found.put(field, () -> variable);
            });
        }
        if (variables.isEmpty()) {
            return;
        }
        boolean flags = FLAGS.stream().anyMatch(asked::contains);
        IpProtocol icmp = family == IpFamily.IPV4 ? IpProtocol.IPPROTO_ICMP : IpProtocol.IPPROTO_ICMPV6;
        program.when(laterFragment.not(), () -> program.match(protocol, cases -> {
            cases.on(IpProtocol.IPPROTO_TCP, () -> {
                if (flags) {
                    Tcp tcp = program.header(Tcp::new);
                    set(variables, tcp.sport(), tcp.dport());
                    set(variables, tcp.flags().as(Types.U32));
                } else {
                    ports(variables);
                }
            });
            if (PORTS.stream().anyMatch(asked::contains)) {
                cases.onAny(() -> ports(variables), IpProtocol.IPPROTO_UDP.value(), IpProtocol.IPPROTO_SCTP.value(), DCCP, UDP_LITE);
            }
            if (ICMP.stream().anyMatch(asked::contains)) {
                cases.on(icmp, () -> {
                    Icmp message = program.header(Icmp::new);
                    set(variables, RuleField.ICMP_TYPE, message.type());
                    set(variables, RuleField.ICMP_CODE, message.code());
                });
            }
        }));
    }

    private void ports(Map<RuleField, NumVar> variables) {
        Ports ports = program.header(Ports::new);
        set(variables, ports.source, ports.destination);
    }

    private static void set(Map<RuleField, NumVar> variables, Net sport, Net dport) {
        set(variables, RuleField.SPORT, sport.host());
        set(variables, RuleField.DPORT, dport.host());
    }

    private static void set(Map<RuleField, NumVar> variables, Num flags) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            set(variables, RuleField.FIN.plus(bit), flags.shr(bit).and(1));
        }
    }

    private static void set(Map<RuleField, NumVar> variables, RuleField field, Num value) {
        NumVar variable = variables.get(field);
        if (variable != null) {
            variable.set(value.as(Types.U32));
        }
    }
}
