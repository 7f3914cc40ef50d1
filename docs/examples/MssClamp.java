import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.*;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Lowers the maximum segment size that TCP connections begin with to what a tunnel lets through; the checksum follows. */
class MssClamp {
    static final GlobalRef<NumField> LIMIT = Globals.config("limit", U16, 1400);

    static final BpfObject PROGRAM = Xdp.program("mss_clamp", p -> {
        var type = p.vlans(1, p.ethernet().type());
        p.match(type, m -> {
            m.on(ETH_P_IP, () -> {
                var ip = p.ipv4();
                p.when(ip.protocol().eq(IPPROTO_TCP).and(ip.isFragment().not()), () -> clamp(p));
            });
            m.on(ETH_P_IPV6, () -> p.when(p.extensions(p.ipv6(), 2).eq(IPPROTO_TCP), () -> clamp(p)));
        });
    });

    static void clamp(Xdp p) {
        var tcp = p.tcp();
        p.when(tcp.flags().has(Tcp.SYN).not(), () -> p.pass());
        p.options(tcp, (option, loop) -> {
            p.when(option.kind().ne(TcpOption.MSS), () -> loop.next());
            var mss = option.value(BE16);
            var before = mss.get();
            var limit = p.global(LIMIT).get();
            p.when(before.host().gt(limit), () -> {
                mss.set(limit.net(BE16));
                tcp.checksum(Checksum.replaced(tcp.checksum(), option.offset(), before, limit.net(BE16)));
            });
            loop.leave();
        });
    }
}
