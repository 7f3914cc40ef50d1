import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Sixteen constant rules, compiled into the program. The first that matches wins. */
class P14StaticRules {
    static final int PASS = 0, DROP = 64;

    static class Ports extends Header {
        final NetField source = be16();
        final NetField destination = be16();
    }

    static final MapRef<Num, NumField> COUNTS = Maps.percpuArray("sr_cnt", U64, 17);

    static final BpfObject PROGRAM = Xdp.program("p14_static_rules", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isValid().not().or(ip.isFragment()), () -> p.pass());
        var sport = p.netVar(BE16, 0);
        var dport = p.netVar(BE16, 0);
        p.when(ip.protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP), () -> {
            var ports = p.header(Ports::new);
            sport.set(ports.source);
            dport.set(ports.destination);
        });
        var rule = p.compute(U32, 16 | PASS, r -> {
            var tcp = ip.protocol().eq(IPPROTO_TCP);
            var udp = ip.protocol().eq(IPPROTO_UDP);
            var ten = ip.saddr().in("10.0.0.0/8");
            var inside = ip.daddr().in("203.0.113.0/24");
            p.when(tcp.and(dport.eq(22)).and(ten), () -> r.give(0 | PASS));
            p.when(tcp.and(dport.eq(22)), () -> r.give(1 | DROP));
            p.when(ip.saddr().in("192.0.2.0/24"), () -> r.give(2 | DROP));
            p.when(ip.saddr().in("198.51.100.0/24").and(inside), () -> r.give(3 | DROP));
            p.when(udp.and(dport.eq(53)).and(ip.daddr().in("203.0.113.53")), () -> r.give(4 | PASS));
            p.when(udp.and(dport.eq(53)), () -> r.give(5 | DROP));
            p.when(udp.and(sport.eq(123)), () -> r.give(6 | DROP));
            p.when(udp.and(sport.eq(1900)), () -> r.give(7 | DROP));
            p.when(udp.and(sport.eq(11211)), () -> r.give(8 | DROP));
            p.when(tcp.and(dport.eq(80)).and(inside), () -> r.give(9 | PASS));
            p.when(tcp.and(dport.eq(443)).and(inside), () -> r.give(10 | PASS));
            p.when(tcp.and(dport.in(8000, 8999)).and(ten), () -> r.give(11 | PASS));
            p.when(tcp.and(dport.in(8000, 8999)), () -> r.give(12 | DROP));
            p.when(ip.saddr().in("172.16.0.0/12"), () -> r.give(13 | DROP));
            p.when(ip.protocol().eq(IPPROTO_ICMP).and(ten), () -> r.give(14 | PASS));
            p.when(ip.daddr().in("203.0.113.128/25"), () -> r.give(15 | DROP));
        });
        p.lookup(COUNTS, rule.and(63)).ifPresent(count -> count.add(1));
        p.when(rule.has(DROP), () -> p.drop());
    });
}
