import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.uapi.EtherType.*;
import static dev.xdpasm.uapi.IpProtocol.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Parses Ethernet, up to two VLAN tags, IPv4 or IPv6 and what they carry, and counts packets by class. */
class P03ParseStats {
    static class Count extends Struct {
        final NumField packets = u64();
        final NumField bytes = u64();
    }

    static final int BAD = 0, NON_IP = 1, V4_OTHER = 2, V4_TCP = 3, V4_UDP = 4, V4_ICMP = 5, V4_FRAG = 6;
    static final int V6_OTHER = 7, V6_TCP = 8, V6_UDP = 9, V6_ICMP = 10;

    static final MapRef<Num, Count> STATS = Maps.percpuArray("stats", struct(Count::new), 16);

    static final BpfObject PROGRAM = Xdp.program("p03_parse_stats", p -> {
        var kind = p.compute(U32, BAD, k -> {
            var type = p.vlans(2, p.ethernet().type());
            p.match(type, t -> t
                    .on(ETH_P_IP, () -> {
                        var ip = p.ipv4();
                        p.when(ip.isValid().not(), () -> k.give(BAD));
                        p.need(0);
                        p.when(ip.isLaterFragment(), () -> k.give(V4_FRAG));
                        transport(p, k, ip.protocol(), IPPROTO_ICMP.value(), V4_OTHER);
                    })
                    .on(ETH_P_IPV6, () -> {
                        var ip = p.ipv6();
                        p.when(ip.version().ne(6), () -> k.give(BAD));
                        transport(p, k, ip.nextHeader(), IPPROTO_ICMPV6.value(), V6_OTHER);
                    })
                    .otherwise(() -> k.give(NON_IP)));
        });
        p.lookup(STATS, kind).ifPresent(count -> {
            count.packets.add(1);
            count.bytes.add(p.length());
        });
        p.when(kind.eq(BAD), () -> p.drop());
    });

    /** The classes of a protocol stand behind each other: other, TCP, UDP, ICMP. */
    static void transport(Xdp p, Computation k, Num protocol, int icmp, int other) {
        p.match(protocol, on -> on
                .on(IPPROTO_TCP, () -> { p.need(20); k.give(other + 1); })
                .on(IPPROTO_UDP, () -> { p.need(8); k.give(other + 2); })
                .on(icmp, () -> { p.need(8); k.give(other + 3); })
                .otherwise(() -> k.give(other)));
    }
}
