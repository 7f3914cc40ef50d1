import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Drops the IPv4 sources found in a hash map and counts the hits of each rule. */
class P04Blocklist {
    static final MapRef<Net, NumField> BLOCKLIST = Maps.hash("blocklist", BE32, U32, 1024);
    static final MapRef<Num, NumField> HITS = Maps.percpuArray("rule_hits", U64, 256);

    static final BpfObject PROGRAM = Xdp.program("p04_blocklist", p -> {
        var eth = p.ethernet();
        p.when(eth.type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        var rule = p.lookup(BLOCKLIST, ip.saddr()).orElse(() -> p.pass());
        p.lookup(HITS, rule).ifPresent(hits -> hits.add(1));
        p.drop();
    });
}
