import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Lets a source begin so many TCP connections a second; further ones are answered by a reset, in place. */
class SynGuard {
    static class Second extends Struct {
        final NumField begun = u64();
        final NumField syns = u64();
    }

    static final long NANOS = 1_000_000_000;
    static final Type<Second, Second> SECOND = struct(Second::new);
    static final MapRef<Net, Second> SOURCES = Maps.lruHash("sources", BE32, SECOND, 65536);
    static final GlobalRef<NumField> LIMIT = Globals.config("limit", U64, 100);

    static final BpfObject PROGRAM = Xdp.program("syn_guard", p -> {
        var eth = p.ethernet();
        p.when(eth.type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.hasOptions().or(ip.isFragment()).or(ip.protocol().ne(IPPROTO_TCP)), () -> p.pass());
        var tcp = p.header(Tcp::new);
        p.when(tcp.isSyn().not(), () -> p.pass());
        var now = p.ktime();
        var second = p.lookup(SOURCES, ip.saddr()).orElse(() -> {
            p.update(SOURCES, ip.saddr(), p.make(SECOND, s -> {
                s.begun.set(now);
                s.syns.set(1);
            }));
            p.pass();
        });
        p.when(now.minus(second.begun).gt(NANOS), () -> {
            second.begun.set(now);
            second.syns.set(0);
        });
        p.when(second.syns.fetchAdd(1).lt(p.global(LIMIT)), () -> p.pass());

        p.adjustTail(p.num(54).minus(p.frameLength()).as(S32), () -> p.drop());
        var back = p.ethernet();
        back.swapAddresses();
        var to = p.header(Ipv4::new);
        to.swapAddresses();
        to.totalLength(40);
        to.checksum(0);
        to.checksum(Checksum.of(to));
        var reset = p.header(Tcp::new);
        var port = reset.sport();
        reset.sport(reset.dport());
        reset.dport(port);
        reset.ackSeq(reset.seq().host().plus(1).net(BE32));
        reset.seq(0);
        reset.dataOffset(5);
        reset.flags(Tcp.RST | Tcp.ACK);
        reset.window(0);
        reset.urgent(0);
        reset.checksum(0);
        reset.checksum(Checksum.sum(reset).add(to.saddr()).add(to.daddr()).add(IPPROTO_TCP).add(20).checksum());
        p.tx();
    });
}
