import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.*;
import static dev.xdpasm.uapi.XdpAction.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;
import java.util.List;

/** A list of rules, of which the first that a packet meets decides; each counts its packets. Ten or ten thousand take the same form. */
class Firewall {
    static final RuleSet RULES = RuleSet.of("rules", XDP_PASS, List.of(
            Rule.of(XDP_DROP).saddr("198.51.100.0/24", "203.0.113.7"),
            Rule.of(XDP_PASS).protocol(IPPROTO_TCP).saddr("192.0.2.0/28").dport(22),
            Rule.of(XDP_DROP).protocol(IPPROTO_TCP).dport(22, 23),
            Rule.of(XDP_PASS).protocol(IPPROTO_TCP, IPPROTO_UDP).dports(8000, 8999).daddr("192.0.2.2"),
            Rule.of(XDP_DROP).protocol(IPPROTO_UDP).sport(123, 1900, 11211)));

    static final MapRef<Num, NumField> HITS = Maps.percpuArray("hits", U64, RULES.rules().size() + 1);

    static class Ports extends Header {
        final NetField source = be16();
        final NetField destination = be16();
    }

    static final BpfObject PROGRAM = Xdp.program("firewall", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isFragment(), () -> p.drop());
        var sport = p.netVar(BE16, 0);
        var dport = p.netVar(BE16, 0);
        p.when(ip.protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP), () -> {
            var ports = p.header(Ports::new);
            sport.set(ports.source);
            dport.set(ports.destination);
        });
        var decision = p.decide(RULES, ip, sport, dport);
        p.lookup(HITS, decision.rule()).ifPresent(hits -> hits.add(1));
        p.action(decision.action());
    });
}
