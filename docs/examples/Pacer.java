import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/**
 * Gives each source a rate, without a queue of its own: says of each packet when it is to leave, and the interface's fq qdisc keeps
 * it until then (earliest departure time). For tc egress.
 */
class Pacer {
    static class Rate extends Struct {
        final NumField bytesPerSecond = u64();
        final NumField nextLeaves = u64();
    }

    static final long NANOS = 1_000_000_000;
    static final MapRef<Net, Rate> RATES = Maps.hash("rates", BE32, struct(Rate::new), 4096);
    static final GlobalRef<NumField> HORIZON = Globals.config("horizon_ns", U64, 2 * NANOS);
    static final GlobalRef<NumField> DROPPED = Globals.counter("dropped", U64);

    static final BpfObject PROGRAM = Tc.program("pacer", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var rate = p.lookup(RATES, p.ipv4().saddr()).orElse(() -> p.pass());
        var takes = p.frameLength().as(U64).times(NANOS).dividedBy(rate.bytesPerSecond);
        var now = p.ktime();
        var soonest = p.skb().tstamp.max(now);
        var leaves = rate.nextLeaves.fetchAdd(takes);
        p.when(leaves.le(soonest), () -> { // it was silent for a while
            rate.nextLeaves.set(soonest.plus(takes));
            p.pass();
        });
        p.when(leaves.minus(now).gt(p.global(HORIZON)), () -> {
            rate.nextLeaves.atomicAdd(takes.times(-1));
            p.global(DROPPED).atomicAdd(1);
            p.drop();
        });
        p.skb().tstamp.set(leaves);
    });
}
