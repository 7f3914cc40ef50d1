package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_ICMP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Rule;
import dev.xdpasm.dsl.RuleSet;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.IpProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sets of rules give each packet what their list gives it, read from the first rule on. */
@KernelTest
class RuleSetTest {
    private static final int OTHERWISE = 77;
    private static final List<IpProtocol> PROTOCOLS = List.of(IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP);

    /** What TCP and UDP begin with. */
    private static final class Ports extends Header {
        private final NetField source = be16();
        private final NetField destination = be16();
    }

    /** A packet, by the fields that rules ask for. */
    private record Packet(int saddr, int daddr, int protocol, int sport, int dport) {
        byte[] bytes() {
            byte[] content = {(byte) (sport >> 8), (byte) sport, (byte) (dport >> 8), (byte) dport, 0, 8, 0, 0};
            return Packets.ipv4(saddr, daddr, protocol, content);
        }

        boolean hasPorts() {
            return protocol == 6 || protocol == 17;
        }
    }

    /** A network that a rule asks for. */
    private record Network(int address, int prefix) {
        private static final Network ANY = new Network(0, 0);

        boolean has(int other) {
            return prefix == 0 || (address ^ other) >>> 32 - prefix == 0;
        }

        @Override
        public String toString() {
            return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255) + "/" + prefix;
        }
    }

    /** Ports that a rule asks for. */
    private record Span(int low, int high) {
        private static final Span ANY = new Span(0, 65535);

        boolean has(int port) {
            return low <= port && port <= high;
        }
    }

    /** A rule as a list of rules is read. */
    private record Line(Network saddr, Network daddr, Optional<IpProtocol> protocol, Span sport, Span dport, int action) {
        boolean meets(Packet packet) {
            return saddr.has(packet.saddr)
                    && daddr.has(packet.daddr)
                    && protocol.map(known -> known.value() == packet.protocol).orElse(true)
                    && sport.has(packet.hasPorts() ? packet.sport : 0)
                    && dport.has(packet.hasPorts() ? packet.dport : 0);
        }

        Rule rule() {
            Rule rule = Rule.of(action)
                    .saddr(saddr.toString())
                    .daddr(daddr.toString())
                    .sports(sport.low, sport.high)
                    .dports(dport.low, dport.high);
            return protocol.map(rule::protocol).orElse(rule);
        }
    }

    /** What random rules are like. */
    enum Kind {
        /** All fields, of which some say nothing. */
        MIXED {
            @Override
            Line line(Random random) {
                Line line = new Line(
                        network(random),
                        network(random),
                        protocol(random),
                        random.nextInt(4) == 0 ? span(random) : Span.ANY,
                        random.nextInt(3) == 0 ? Span.ANY : span(random),
                        random.nextInt(256));
                // what is for nearly all packets would hide those behind it
                return line.saddr.prefix + line.daddr.prefix >= 16 ? line : line(random);
            }
        },
        /** Ranges of ports that overlap: cuts win little, hundreds are asked for one by one. */
        WIDE_PORTS {
            @Override
            Line line(Random random) {
                return new Line(Network.ANY, Network.ANY, Optional.empty(), wide(random), wide(random), random.nextInt(256));
            }

            private Span wide(Random random) {
                int low = random.nextInt(45000);
                return new Span(low, low + random.nextInt(20000));
            }
        },
        /** Large networks and one port. */
        WIDE_NETWORKS {
            @Override
            Line line(Random random) {
                int port = random.nextInt(65536);
                return new Line(
                        new Network(random.nextInt() & -1 << 28, 4),
                        new Network(random.nextInt() & -1 << 27, 5),
                        Optional.of(IPPROTO_TCP),
                        Span.ANY,
                        new Span(port, port),
                        random.nextInt(256));
            }
        },
        /** Wide in four fields at once: each part of the space has some rules of all. */
        WIDE_IN_ALL {
            @Override
            Line line(Random random) {
                int from = random.nextInt(55000);
                int to = random.nextInt(55000);
                return new Line(
                        new Network(random.nextInt() & -1 << 29, 3),
                        new Network(random.nextInt() & -1 << 29, 3),
                        Optional.empty(),
                        new Span(from, from + random.nextInt(10000)),
                        new Span(to, to + random.nextInt(10000)),
                        random.nextInt(256));
            }
        },
        /** A few networks and ports over and over, so that rules cover, meet and follow each other. */
        CROWDED {
            @Override
            Line line(Random random) {
                Line line = new Line(
                        network(random), network(random), Optional.empty(), Span.ANY, span(random), random.nextInt(256));
                return line.saddr.prefix + line.daddr.prefix >= 8 ? line : line(random);
            }

            private Network network(Random random) {
                int prefix = random.nextInt(33);
                int address = random.nextBoolean() ? random.nextInt(8) : -1 - random.nextInt(8);
                return prefix == 0 ? Network.ANY : new Network(address & -1 << 32 - prefix, prefix);
            }

            private Span span(Random random) {
                int low = random.nextInt(20);
                return new Span(low, random.nextInt(4) == 0 ? 65535 : low + random.nextInt(20));
            }
        },
        /** Single addresses. */
        HOSTS {
            @Override
            Line line(Random random) {
                return new Line(
                        new Network(random.nextInt(), 32), Network.ANY, Optional.empty(), Span.ANY, Span.ANY, random.nextInt(256));
            }
        };

        abstract Line line(Random random);

        private static Network network(Random random) {
            if (random.nextInt(4) == 0) {
                return Network.ANY;
            }
            int prefix = random.nextInt(8) == 0 ? 1 + random.nextInt(32) : 32 - random.nextInt(17);
            return new Network(random.nextInt() & -1 << 32 - prefix, prefix);
        }

        private static Optional<IpProtocol> protocol(Random random) {
            return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(PROTOCOLS.get(random.nextInt(PROTOCOLS.size())));
        }

        private static Span span(Random random) {
            int low = random.nextInt(65536);
            return switch (random.nextInt(3)) {
                case 0 -> new Span(low, low);
                case 1 -> new Span(low, Math.min(65535, low + random.nextInt(200)));
                default -> new Span(low, low + random.nextInt(65536 - low));
            };
        }
    }

    /** Random rules, and packets that are inside one of them, at its edges, or anywhere. */
    private static final class Source {
        private final Random random;
        private final List<Line> lines = new ArrayList<>();

        Source(Kind kind, long seed, int rules) {
            random = new Random(seed);
            for (int i = 0; i < rules; i++) {
                lines.add(kind.line(random));
            }
        }

        private Packet packet() {
            if (random.nextInt(4) == 0) {
                return new Packet(random.nextInt(), random.nextInt(), 6, random.nextInt(65536), random.nextInt(65536));
            }
            Line line = lines.get(random.nextInt(lines.size()));
            int edge = random.nextInt(8); // the field that is at an edge of the rule's, if it is one of the four
            return new Packet(
                    address(line.saddr, edge == 0),
                    address(line.daddr, edge == 1),
                    line.protocol.map(IpProtocol::value).orElse(random.nextBoolean() ? 6 : 47),
                    port(line.sport, edge == 2),
                    port(line.dport, edge == 3));
        }

        private int address(Network network, boolean edge) {
            int hosts = network.prefix == 32 ? 0 : -1 >>> network.prefix;
            if (!edge) {
                return network.address | random.nextInt() & hosts;
            }
            return switch (random.nextInt(4)) {
                case 0 -> network.address;
                case 1 -> network.address | hosts;
                case 2 -> network.address - 1;
                default -> (network.address | hosts) + 1;
            };
        }

        private int port(Span span, boolean edge) {
            if (!edge) {
                return span.low + random.nextInt(span.high - span.low + 1);
            }
            return switch (random.nextInt(4)) {
                case 0 -> span.low;
                case 1 -> span.high;
                case 2 -> span.low - 1 & 0xffff;
                default -> span.high + 1 & 0xffff;
            };
        }

        /** The number of the first rule that a packet meets, and its action. */
        private int verdict(Packet packet) {
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
            p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
            var ip = p.ipv4();
            var sport = p.netVar(BE16, 0);
            var dport = p.netVar(BE16, 0);
            p.when(ip.protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP), () -> {
                var ports = p.header(Ports::new);
                sport.set(ports.source);
                dport.set(ports.destination);
            });
            var decision = p.decide(rules, ip, sport, dport);
            p.action(decision.rule().shl(8).or(decision.action()));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "MIXED, 1, 1, 500",
        "MIXED, 2, 7, 1000",
        "MIXED, 3, 100, 2000",
        "MIXED, 4, 1000, 4000",
        "MIXED, 5, 10000, 20000",
        "WIDE_PORTS, 6, 100, 2000",
        "WIDE_PORTS, 7, 10000, 4000",
        "WIDE_NETWORKS, 8, 10000, 4000",
        "HOSTS, 9, 10000, 4000",
        "WIDE_IN_ALL, 10, 10000, 4000",
        "CROWDED, 13, 10, 2000",
        "CROWDED, 14, 60, 2000",
        "CROWDED, 15, 1000, 4000",
        "HOSTS, 16, 300, 1000",
        "MIXED, 17, 64, 2000",
        "MIXED, 11, 100000, 2000",
        "WIDE_PORTS, 12, 100000, 2000"
    })
    void firstRuleThatIsMetDecides(Kind kind, long seed, int rules, int packets) {
        Source source = new Source(kind, seed, rules);
        RuleSet set = RuleSet.of("rules", OTHERWISE, source.lines.stream().map(Line::rule).toList());
        try (Bpf bpf = Bpf.load(program(set))) {
            for (int i = 0; i < packets; i++) {
                Packet packet = source.packet();
                assertEquals(
                        source.verdict(packet),
                        bpf.programs().get(0).run(packet.bytes()).retval(),
                        () -> packet + " of seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CROWDED")
    void tenThousandRulesAreAFewDozenInstructions(Kind kind) {
        Source source = new Source(kind, 10, 10_000);
        BpfObject object = program(RuleSet.of("rules", OTHERWISE, source.lines.stream().map(Line::rule).toList()));
        int written = object.programs().get(0).code().size() + object.subprograms().get(0).code().size();
        assertTrue(written < 150, written + " instructions");
        try (Bpf bpf = Bpf.load(object)) {
            int verified = bpf.programs().get(0).info().verifiedInsns();
            assertTrue(verified < 100_000, verified + " of 1,000,000 instructions");
        }
    }

    @Test
    void thousandsOfConditionsAreRefusedByTheKernelWithTheWayOut() {
        BpfObject object = Xdp.program("networks", p -> {
            p.ethernet();
            var saddr = p.ipv4().saddr();
            p.match(saddr, first -> {
                IntStream.range(0, 6000).forEach(i -> first.onRange(100L * i, 100L * i + 9, () -> p.drop()));
                first.otherwise(() -> p.match(
                        saddr, then -> IntStream.range(6000, 12_000).forEach(i -> then.onRange(100L * i, 100L * i + 9, () -> p.drop()))));
            });
        });
        VerifierException error = assertThrows(VerifierException.class, () -> Bpf.load(object));
        assertEquals("thousands of conditions one behind the other are for a rule set (p.decide), which asks for a few", error.hint());
        assertTrue(error.getMessage().contains("The sequence of 8193 jumps is too complex"), error.getMessage());
    }

    @Test
    void tenThousandConstantsAreFoundByHalves() {
        BpfObject object = Xdp.program("constants", p -> {
            p.ethernet();
            p.match(p.ipv4().saddr(), addresses -> {
                for (int i = 0; i < 10_000; i++) {
                    addresses.on(7L * i, () -> p.drop());
                }
            });
        });
        try (Bpf bpf = Bpf.load(object)) {
            for (int address = 69_980; address < 70_010; address++) {
                int expected = address % 7 == 0 && address < 70_000 ? 1 : 2;
                byte[] packet = new Packet(address, 1, 6, 1, 1).bytes();
                assertEquals(expected, bpf.programs().get(0).run(packet).retval(), "address " + address);
            }
        }
    }

    @Test
    void oneOfASetIsEnough() {
        RuleSet rules = RuleSet.of("rules", OTHERWISE, List.of(
                Rule.of(1).saddr("10.0.0.1", "192.0.2.0/24").dport(22, 23, 80).protocol(IPPROTO_TCP, IPPROTO_UDP),
                Rule.of(2).dport(80, 443)));
        try (Bpf bpf = Bpf.load(program(rules))) {
            for (int source : new int[] {0x0a000001, 0xc0000205, 0x0a000002}) {
                for (int port : new int[] {21, 22, 23, 24, 79, 80, 81, 443}) {
                    for (int protocol : new int[] {6, 17, 47}) {
                        Packet packet = new Packet(source, 1, protocol, 9, port);
                        boolean first = source != 0x0a000002 && (port == 22 || port == 23 || port == 80) && packet.hasPorts();
                        boolean second = (port == 80 || port == 443) && packet.hasPorts();
                        int expected = first ? 1 : second ? 1 << 8 | 2 : 2 << 8 | OTHERWISE;
                        assertEquals(expected, bpf.programs().get(0).run(packet.bytes()).retval(), packet.toString());
                    }
                }
            }
        }
    }
}
