package dev.xdpasm.programs;

import static dev.xdpasm.uapi.IpProtocol.IPPROTO_ICMP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_ICMPV6;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Rule;
import dev.xdpasm.dsl.RuleSet;
import dev.xdpasm.dsl.Tcp;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.IpProtocol;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules for IPv4 and IPv6 in one set, asked about whole packets, give each what their list gives it. */
@KernelTest
class FamilyRulesTest {
    private static final int OTHERWISE = 77;
    private static final List<IpProtocol> PROTOCOLS = List.of(IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP, IPPROTO_ICMPV6);

    /** A packet as rules see it; addresses are of 32 or 128 bits. */
    private record Packet(boolean ipv6, BigInteger saddr, BigInteger daddr, int protocol, int sport, int dport, int flags) {
        boolean hasPorts() {
            return protocol == 6 || protocol == 17;
        }

        byte[] bytes() {
            ByteBuffer behind = ByteBuffer.allocate(20);
            behind.putShort((short) sport).putShort((short) dport).put(12, (byte) 0x50).put(13, (byte) flags);
            if (!hasPorts()) {
                behind.put(0, (byte) sport).put(1, (byte) dport); // type and code
            }
            return ipv6
                    ? Packets.ethernet(0x86dd, ByteBuffer.allocate(60)
                            .putInt(0x60000000)
                            .putShort((short) 20)
                            .put((byte) protocol)
                            .put((byte) 64)
                            .put(address(saddr))
                            .put(address(daddr))
                            .put(behind.array())
                            .array())
                    : Packets.ipv4(saddr.intValue(), daddr.intValue(), protocol, behind.array());
        }

        private static byte[] address(BigInteger number) {
            byte[] bytes = new byte[16];
            for (int i = 0; i < 16; i++) {
                bytes[15 - i] = number.shiftRight(8 * i).byteValue();
            }
            return bytes;
        }
    }

    /** Addresses that a rule asks for. */
    private record Network(boolean ipv6, BigInteger address, int prefix) {
        boolean has(Packet packet, BigInteger other) {
            return ipv6 == packet.ipv6 && address.xor(other).shiftRight(bits() - prefix).signum() == 0;
        }

        int bits() {
            return ipv6 ? 128 : 32;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int at = bits() - 8; at >= 0; at -= ipv6 ? 16 : 8) {
                int from = ipv6 ? at - 8 : at;
                int part = address.shiftRight(from).intValue();
                text.append(ipv6 ? Integer.toHexString(part & 0xffff) : Integer.toString(part & 0xff));
                text.append(from == 0 ? "/" + prefix : ipv6 ? ":" : ".");
            }
            return text.toString();
        }
    }

    /** A rule as a list of rules is read; of what is empty it says nothing. */
    private record Line(
            Optional<Network> saddr,
            boolean notSaddr,
            Optional<Network> daddr,
            Optional<IpProtocol> protocol,
            Optional<int[]> dports,
            boolean syn,
            int action) {
        boolean meets(Packet packet) {
            return saddr.map(net -> net.ipv6 == packet.ipv6 && net.has(packet, packet.saddr) != notSaddr).orElse(true)
                    && daddr.map(net -> net.has(packet, packet.daddr)).orElse(true)
                    && protocol.map(known -> known.value() == packet.protocol).orElse(true)
                    && dports.map(span -> packet.hasPorts() && span[0] <= packet.dport && packet.dport <= span[1]).orElse(true)
                    && (!syn || packet.protocol == 6 && (packet.flags & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN);
        }

        Rule rule() {
            Rule rule = Rule.of(action);
            if (saddr.isPresent()) {
                rule = notSaddr ? rule.notSaddr(saddr.get().toString()) : rule.saddr(saddr.get().toString());
            }
            rule = daddr.map(Network::toString).map(rule::daddr).orElse(rule);
            rule = protocol.map(rule::protocol).orElse(rule);
            if (dports.isPresent()) {
                rule = rule.dports(dports.get()[0], dports.get()[1]);
            }
            return syn ? rule.tcpFlags(Tcp.SYN, Tcp.SYN | Tcp.ACK) : rule;
        }
    }

    /** Random rules, and packets that are inside one of them, at its edges, or anywhere. */
    private static final class Source {
        private final Random random;
        private final int percentIpv6;
        private final List<Line> lines = new ArrayList<>();

        Source(long seed, int rules, int percentIpv6) {
            this.random = new Random(seed);
            this.percentIpv6 = percentIpv6;
            while (lines.size() < rules) {
                boolean ipv6 = isIpv6();
                boolean not = random.nextInt(50) == 0;
                Line line = new Line(
                        not || random.nextInt(4) > 0 ? Optional.of(network(ipv6)) : Optional.empty(),
                        not,
                        not || random.nextInt(4) > 0 ? Optional.of(network(ipv6)) : Optional.empty(),
                        random.nextInt(3) > 0 ? Optional.of(PROTOCOLS.get(random.nextInt(4))) : Optional.empty(),
                        random.nextInt(3) > 0 ? Optional.of(span()) : Optional.empty(),
                        random.nextInt(8) == 0,
                        random.nextInt(256));
                // what is for nearly all packets would hide those behind it
                if (line.saddr.map(Network::prefix).orElse(0) + line.daddr.map(Network::prefix).orElse(0) >= 16) {
                    lines.add(line);
                }
            }
        }

        private boolean isIpv6() {
            return random.nextInt(100) < percentIpv6;
        }

        /** IPv6 networks lie in few large ones, as those of a site do, so that they differ in each of an address's words. */
        private Network network(boolean ipv6) {
            int bits = ipv6 ? 128 : 32;
            int prefix = random.nextInt(8) == 0 ? 1 + random.nextInt(bits) : bits - random.nextInt(ipv6 ? 100 : 17);
            BigInteger address = new BigInteger(bits, random);
            if (ipv6 && random.nextInt(4) > 0) {
                BigInteger site = BigInteger.valueOf(0x20010db8_0000L + random.nextInt(4)).shiftLeft(80);
                address = site.or(address.mod(BigInteger.ONE.shiftLeft(random.nextInt(80) + 1)));
            }
            return new Network(ipv6, address.shiftRight(bits - prefix).shiftLeft(bits - prefix), prefix);
        }

        private int[] span() {
            int low = random.nextInt(65536);
            return new int[] {low, random.nextBoolean() ? low : low + random.nextInt(65536 - low)};
        }

        Packet packet() {
            Line line = lines.get(random.nextInt(lines.size()));
            boolean ipv6 = line.saddr.or(line::daddr).map(Network::ipv6).orElseGet(this::isIpv6);
            boolean anywhere = random.nextInt(4) == 0;
            int edge = random.nextInt(6);
            int[] ports = line.dports.orElseGet(this::span);
            int port = edge == 2 ? ports[random.nextInt(2)] + random.nextInt(3) - 1 : ports[0] + random.nextInt(ports[1] - ports[0] + 1);
            return new Packet(
                    ipv6,
                    address(anywhere ? Optional.empty() : line.saddr, ipv6, edge == 0),
                    address(anywhere ? Optional.empty() : line.daddr, ipv6, edge == 1),
                    line.protocol.orElseGet(() -> PROTOCOLS.get(random.nextInt(4))).value(),
                    random.nextInt(65536),
                    port & 0xffff,
                    line.syn && random.nextBoolean() ? Tcp.SYN : random.nextInt(256));
        }

        private BigInteger address(Optional<Network> in, boolean ipv6, boolean edge) {
            int bits = ipv6 ? 128 : 32;
            if (in.isEmpty()) {
                return new BigInteger(bits, random);
            }
            BigInteger hosts = BigInteger.ONE.shiftLeft(bits - in.get().prefix).subtract(BigInteger.ONE);
            BigInteger low = in.get().address;
            if (!edge) {
                return low.or(new BigInteger(bits, random).and(hosts));
            }
            BigInteger at =
                    switch (random.nextInt(4)) {
                        case 0 -> low;
                        case 1 -> low.or(hosts);
                        case 2 -> low.subtract(BigInteger.ONE);
                        default -> low.or(hosts).add(BigInteger.ONE);
                    };
            return at.mod(BigInteger.ONE.shiftLeft(bits));
        }

        int verdict(Packet packet) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).meets(packet)) {
                    return i << 8 | lines.get(i).action;
                }
            }
            return lines.size() << 8 | OTHERWISE;
        }
    }

    private static BpfObject program(RuleSet rules) {
        return Xdp.program("firewall", p -> {
            var decision = p.decide(rules);
            p.action(decision.rule().shl(8).or(decision.action()));
        });
    }

    private static int run(Bpf bpf, byte[] packet) {
        return bpf.programs().get(0).run(packet).retval();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 50, 500", "2, 20, 50, 3000", "3, 300, 50, 5000", "4, 10000, 100, 10000", "5, 10000, 40, 10000"})
    void firstRuleThatIsMetDecides(long seed, int rules, int percentIpv6, int packets) {
        Source source = new Source(seed, rules, percentIpv6);
        try (Bpf bpf = Bpf.load(program(RuleSet.of("rules", OTHERWISE, source.lines.stream().map(Line::rule).toList())))) {
            for (int i = 0; i < packets; i++) {
                Packet packet = source.packet();
                assertEquals(source.verdict(packet), run(bpf, packet.bytes()), () -> packet + " of seed " + seed);
            }
        }
    }

    // ---- what each field means

    private static BigInteger ipv4(long address) {
        return BigInteger.valueOf(address);
    }

    private static BigInteger ipv6(long upper, long lower) {
        return BigInteger.valueOf(upper).shiftLeft(64).or(BigInteger.valueOf(lower));
    }

    private static Packet ipv4(long saddr, IpProtocol protocol, int sport, int dport) {
        return new Packet(false, ipv4(saddr), ipv4(0xc0000202L), protocol.value(), sport, dport, 0);
    }

    private static Packet ipv6(BigInteger saddr, IpProtocol protocol, int sport, int dport) {
        return new Packet(true, saddr, ipv6(0x20010db8_00000000L, 2), protocol.value(), sport, dport, 0);
    }

    /** The action of a set's only rule is 1, the default 2. */
    private static boolean isMet(Rule rule, byte[] packet) {
        try (Bpf bpf = Bpf.load(Xdp.program("firewall", p -> p.action(p.decide(RuleSet.of("rules", 2, List.of(rule))).action())))) {
            return run(bpf, packet) == 1;
        }
    }

    @Test
    void addressesAreOfOneFamilyAndTheRestOfBoth() {
        byte[] ipv4 = ipv4(0x0a000001, IPPROTO_TCP, 1000, 22).bytes();
        byte[] ipv6 = ipv6(ipv6(0x20010db8_00000000L, 1), IPPROTO_TCP, 1000, 22).bytes();
        assertEquals(List.of(true, true), List.of(isMet(Rule.of(1).dport(22), ipv4), isMet(Rule.of(1).dport(22), ipv6)));
        Rule both = Rule.of(1).saddr("2001:db8::/32", "10.0.0.0/8");
        assertEquals(List.of(true, true), List.of(isMet(both, ipv4), isMet(both, ipv6)));
        Rule anyIpv4 = Rule.of(1).saddr("0.0.0.0/0");
        assertEquals(List.of(true, false), List.of(isMet(anyIpv4, ipv4), isMet(anyIpv4, ipv6)));
        Rule anyIpv6 = Rule.of(1).saddr("::/0");
        assertEquals(List.of(false, true), List.of(isMet(anyIpv6, ipv4), isMet(anyIpv6, ipv6)));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::fffe, false",
        "2001:db8::ffff, true",
        "2001:db8::1:0, true",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "2001:db9::, true",
        "2001:db9::5, true",
        "2001:db9::6, false",
        "2001:db9:0:0:1::, false",
        "2001:db7:ffff::ffff, false"
    })
    void rangesOfIpv6AddressesNeedNotBeNetworks(String address, boolean met) throws UnknownHostException {
        Packet packet = ipv6(new BigInteger(1, InetAddress.getByName(address).getAddress()), IPPROTO_UDP, 1, 1);
        assertEquals(met, isMet(Rule.of(1).saddr("2001:db8::ffff-2001:db9::5"), packet.bytes()));
        assertEquals(!met, isMet(Rule.of(1).notSaddr("2001:db8::ffff-2001:db9::5"), packet.bytes()));
    }

    @Test
    void notIsAboutPacketsThatHaveTheField() {
        byte[] tcp = ipv4(0x0a000001, IPPROTO_TCP, 1000, 22).bytes();
        byte[] icmp = ipv4(0x0a000001, IPPROTO_ICMP, 8, 0).bytes();
        assertEquals(List.of(false, true), List.of(isMet(Rule.of(1).notDport(22, 80), tcp), isMet(Rule.of(1).notSport(22), tcp)));
        assertEquals(false, isMet(Rule.of(1).notDport(22), icmp));
        Rule notTcp = Rule.of(1).notProtocol(IPPROTO_TCP);
        assertEquals(List.of(false, true), List.of(isMet(notTcp, tcp), isMet(notTcp, icmp)));
    }

    @Test
    void icmpTypesAreOfIcmpOnly() {
        Rule echo = Rule.of(1).icmpType(8, 128).icmpCode(0);
        assertEquals(true, isMet(echo, ipv4(1, IPPROTO_ICMP, 8, 0).bytes()));
        assertEquals(false, isMet(echo, ipv4(1, IPPROTO_ICMP, 8, 1).bytes()));
        assertEquals(false, isMet(echo, ipv4(1, IPPROTO_ICMP, 0, 0).bytes()));
        assertEquals(true, isMet(echo, ipv6(BigInteger.TWO, IPPROTO_ICMPV6, 128, 0).bytes()));
        assertEquals(false, isMet(Rule.of(1).icmpType(0), ipv4(1, IPPROTO_UDP, 0, 0).bytes()));
    }

    @Test
    void laterFragmentsHaveNoPorts() {
        byte[] packet = ipv4(1, IPPROTO_UDP, 53, 53).bytes();
        packet[14 + 7] = 1;
        assertEquals(false, isMet(Rule.of(1).dports(0, 65535), packet));
        assertEquals(true, isMet(Rule.of(1).protocol(IPPROTO_UDP), packet));
    }

    @Test
    void protocolOfIpv6IsBehindExtensionHeaders() {
        byte[] hopByHop = {44, 0, 1, 4, 0, 0, 0, 0};
        byte[] first = {17, 0, 0, 1, 0, 0, 0, 9};
        byte[] later = {17, 0, 0, 9, 0, 0, 0, 9};
        assertEquals(true, isMet(Rule.of(1).protocol(IPPROTO_UDP).dport(53), withExtensions(hopByHop, first)));
        assertEquals(false, isMet(Rule.of(1).protocol(IPPROTO_UDP).dports(0, 65535), withExtensions(hopByHop, later)));
        assertEquals(true, isMet(Rule.of(1).protocol(IPPROTO_UDP), withExtensions(hopByHop, later)));
    }

    private static byte[] withExtensions(byte[] first, byte[] second) {
        byte[] plain = ipv6(BigInteger.ONE, IPPROTO_UDP, 53, 53).bytes();
        byte[] packet = ByteBuffer.allocate(plain.length + 16)
                .put(plain, 0, 54)
                .put(first)
                .put(second)
                .put(plain, 54, plain.length - 54)
                .array();
        packet[20] = 0;
        return packet;
    }

    @Test
    void tagsAreSkipped() {
        byte[] plain = ipv4(0x0a000001, IPPROTO_TCP, 1000, 22).bytes();
        byte[] tagged = ByteBuffer.allocate(plain.length + 8)
                .put(plain, 0, 12)
                .putInt(0x88a80001)
                .putInt(0x81000002)
                .put(plain, 12, plain.length - 12)
                .array();
        assertEquals(true, isMet(Rule.of(1).saddr("10.0.0.1").dport(22), tagged));
    }

    @Test
    void whatIsNoIpTakesTheDefault() {
        assertEquals(false, isMet(Rule.of(1), Packets.ethernet(0x0806, 46)));
        assertEquals(true, isMet(Rule.of(1), ipv4(1, IPPROTO_UDP, 1, 1).bytes()));
    }

    @Test
    void interfacesAreThoseOfPackets() {
        byte[] packet = ipv4(1, IPPROTO_UDP, 1, 1).bytes();
        int loopback = 1; // what a test run's packets come from
        assertEquals(true, isMet(Rule.of(1).ifindex(loopback), packet));
        assertEquals(false, isMet(Rule.of(1).ifindex(loopback + 1), packet));
    }
}
