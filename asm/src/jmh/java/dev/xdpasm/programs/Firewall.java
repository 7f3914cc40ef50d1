package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_ICMP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.Bool;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;

/** A firewall of about 1,000 instructions: parsing, 200 rules over addresses, ports and protocols, a counter for each. */
final class Firewall {
    private static final int RULES = 200;
    private static final int DROP = 256;

    private static final MapRef<Num, NumField> HITS = Maps.percpuArray("hits", U64, RULES + 1);

    /** What TCP and UDP begin with. */
    private static final class Ports extends Header {
        private final NetField source = be16();
        private final NetField destination = be16();
    }

    private Firewall() {}

    /** Prints what one build costs a JVM that has just begun: {@code java -cp ... dev.xdpasm.programs.Firewall}. */
    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        BpfObject object = object();
        long built = System.nanoTime();
        int bytes = ElfWriter.write(object).length;
        long written = System.nanoTime();
        System.out.printf(
                "cold: %d instructions in %d ms, an ELF object of %d bytes in %d ms%n",
                object.programs().get(0).code().size(),
                (built - begun) / 1_000_000,
                bytes,
                (written - begun) / 1_000_000);
    }

    static BpfObject object() {
        return Xdp.program("firewall", Firewall::write);
    }

    private static void write(Xdp p) {
        p.when(p.vlans(2, p.ethernet().type()).ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isValid().not().or(ip.isFragment()), () -> p.pass());
        var sport = p.netVar(BE16, 0);
        var dport = p.netVar(BE16, 0);
        p.when(ip.protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP), () -> {
            var ports = p.header(Ports::new);
            sport.set(ports.source);
            dport.set(ports.destination);
        });
        var packet = new Packet(
                ip.protocol().eq(IPPROTO_TCP),
                ip.protocol().eq(IPPROTO_UDP),
                ip.protocol().eq(IPPROTO_ICMP),
                ip.saddr(),
                ip.daddr(),
                sport.get(),
                dport.get());
        var rule = p.compute(U32, RULES, r -> {
            for (int i = 0; i < RULES; i++) {
                int number = i;
                p.when(packet.meets(i), () -> r.give(number | (number % 3 == 0 ? 0 : DROP)));
            }
        });
        p.lookup(HITS, rule.and(DROP - 1)).ifPresent(hits -> hits.add(1));
        p.when(rule.has(DROP), () -> p.drop());
    }

    /** What the rules ask for. */
    private record Packet(Bool tcp, Bool udp, Bool icmp, Net saddr, Net daddr, Net sport, Net dport) {
        Bool meets(int i) {
            return switch (i % 6) {
                case 0 -> tcp.and(dport.eq(1000 + i)).and(saddr.in("10." + i + ".0.0/16"));
                case 1 -> udp.and(sport.eq(2000 + i));
                case 2 -> saddr.in("192.0." + i + ".0/24").and(daddr.in("203.0." + i + ".0/24"));
                case 3 -> tcp.and(dport.in(8000 + 10 * i, 8009 + 10 * i)).and(daddr.in("198.51.100." + i));
                case 4 -> icmp.and(saddr.in("172.16." + i + ".0/28"));
                default -> udp.and(dport.in(5000 + i, 5000 + 2 * i)).and(saddr.in("100." + i + ".0.0/16"));
            };
        }
    }
}
