import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** A firewall of networks for IPv4 and IPv6, with one VLAN tag if there is one. */
class P05LpmFirewall {
    static final int NO_MATCH = 0, ALLOW = 1, DENY = 2, BAD = 3;

    static final MapRef<Net, NumField> LPM4 = Maps.lpmTrie("lpm4", BE32, U32, 1024);
    static final MapRef<Bytes, NumField> LPM6 = Maps.lpmTrie("lpm6", IPV6, U32, 1024);
    static final MapRef<Num, NumField> VERDICTS = Maps.percpuArray("verdicts", U64, 4);

    static final BpfObject PROGRAM = Xdp.program("p05_lpm_fw", p -> {
        var outcome = p.compute(U32, BAD, o -> {
            var type = p.var(BE16, p.ethernet().type());
            p.when(type.eq(ETH_P_8021Q), () -> type.set(p.vlan().type()));
            p.match(type, t -> t
                    .on(ETH_P_IP, () -> {
                        var ip = p.ipv4();
                        p.lookup(LPM4, ip.saddr()).ifPresent(rule -> judge(p, o, rule));
                        p.lookup(LPM4, ip.daddr()).ifPresent(rule -> judge(p, o, rule));
                    })
                    .on(ETH_P_IPV6, () -> {
                        var ip = p.ipv6();
                        p.lookup(LPM6, ip.saddr()).ifPresent(rule -> judge(p, o, rule));
                        p.lookup(LPM6, ip.daddr()).ifPresent(rule -> judge(p, o, rule));
                    }));
            o.give(NO_MATCH);
        });
        p.lookup(VERDICTS, outcome).ifPresent(count -> count.add(1));
        p.when(outcome.ge(DENY), () -> p.drop());
    });

    static void judge(Xdp p, Computation outcome, NumField rule) {
        outcome.give(rule.and(1).plus(ALLOW));
    }
}
