import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Hands one of so many IPv4 packets to Java, with its first bytes. */
class Sampler {
    static class Sample extends Struct {
        final NumField when = u64();
        final NetField saddr = be32();
        final NetField daddr = be32();
        final NumField length = u32();
        final NumField protocol = u8();
        final BytesField begin = bytes(32);
    }

    static final RingRef<Sample> SAMPLES = Maps.ring("samples", struct(Sample::new), 1 << 18);
    static final GlobalRef<NumField> ONE_OF = Globals.config("one_of", U32, 1);
    static final GlobalRef<NumField> LOST = Globals.counter("lost", U64);

    static final BpfObject PROGRAM = Xdp.program("sampler", p -> {
        p.when(p.random().mod(p.global(ONE_OF)).ne(0), () -> p.pass());
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.reserve(SAMPLES, sample -> {
            sample.when.set(p.ktime());
            sample.saddr.set(ip.saddr());
            sample.daddr.set(ip.daddr());
            sample.length.set(p.frameLength());
            sample.protocol.set(ip.protocol());
            sample.begin.set(p.loadBytes(p.num(0), bytes(32)));
        }).otherwise(() -> p.global(LOST).atomicAdd(1));
    });
}
