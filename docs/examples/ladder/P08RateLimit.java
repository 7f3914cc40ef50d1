import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** A token bucket for each IPv4 source. */
class P08RateLimit {
    static class Config extends Struct {
        final NumField costNs = u64();
        final NumField burst = u64();
    }

    static class Bucket extends Struct {
        final NumField lastNs = u64();
        final NumField creditNs = u64();
    }

    static final int PASSED = 0, DROPPED = 1;
    static final Type<Bucket, Bucket> BUCKET = struct(Bucket::new);

    static final MapRef<Num, Config> CONFIG = Maps.array("rl_cfg", struct(Config::new), 1);
    static final MapRef<Net, Bucket> BUCKETS = Maps.lruHash("buckets", BE32, BUCKET, 16384);
    static final MapRef<Num, NumField> COUNTS = Maps.percpuArray("rl_cnt", U64, 2);

    static final BpfObject PROGRAM = Xdp.program("p08_rate_limit", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        var config = p.lookup(CONFIG, 0).orDefault();
        var cost = config.costNs.get();
        p.when(cost.eq(0), () -> p.pass());
        var full = cost.times(config.burst);
        var now = p.ktime();
        var verdict = p.compute(U32, PASSED, v -> {
            p.lookup(BUCKETS, ip.saddr()).ifPresent(bucket -> {
                var credit = p.var(U64, bucket.creditNs.plus(now).minus(bucket.lastNs));
                p.when(credit.gt(full), () -> credit.set(full));
                bucket.lastNs.set(now);
                p.when(credit.lt(cost), () -> {
                    bucket.creditNs.set(credit);
                    v.give(DROPPED);
                });
                bucket.creditNs.set(credit.minus(cost));
            }).otherwise(() -> {
                p.when(full.lt(cost), () -> v.give(DROPPED));
                p.update(BUCKETS, ip.saddr(), p.make(BUCKET, bucket -> {
                    bucket.lastNs.set(now);
                    bucket.creditNs.set(full.minus(cost));
                }));
            });
        });
        p.lookup(COUNTS, verdict).ifPresent(count -> count.add(1));
        p.when(verdict.eq(DROPPED), () -> p.drop());
    });
}
