import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.IpProtocol.*;
import static dev.xdpasm.uapi.XdpAction.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;
import java.util.List;

/** A list of rules, of which the first that a packet meets decides; each counts its packets. Ten or ten thousand take the same form. */
class Firewall {
    static final RuleSet RULES = RuleSet.of("rules", XDP_PASS, List.of(
            Rule.of(XDP_DROP).saddr("198.51.100.0/24", "203.0.113.7", "2001:db8:bad::/48"),
            Rule.of(XDP_PASS).saddr("192.0.2.0/28", "2001:db8:1::/64").protocol(IPPROTO_TCP).dport(22),
            Rule.of(XDP_DROP).protocol(IPPROTO_TCP).dport(22, 23),
            Rule.of(XDP_PASS).daddr("192.0.2.2").dports(8000, 8999),
            Rule.of(XDP_DROP).protocol(IPPROTO_TCP).tcpFlags(Tcp.SYN | Tcp.FIN, Tcp.SYN | Tcp.FIN),
            Rule.of(XDP_DROP).protocol(IPPROTO_UDP).sport(123, 1900, 11211)));

    static final MapRef<Num, NumField> HITS = Maps.percpuArray("hits", U64, RULES.rules().size() + 1);

    static final BpfObject PROGRAM = Xdp.program("firewall", p -> {
        var decision = p.decide(RULES);
        p.lookup(HITS, decision.rule()).ifPresent(hits -> hits.add(1));
        p.action(decision.action());
    });
}
