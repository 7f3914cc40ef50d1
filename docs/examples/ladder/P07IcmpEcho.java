import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_ICMP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Answers IPv4 echo requests in place. */
class P07IcmpEcho {
    static final int REQUEST = 0x0800;

    static final MapRef<Num, NumField> ECHO_CNT = Maps.percpuArray("echo_cnt", U64, 1);

    static final BpfObject PROGRAM = Xdp.program("p07_icmp_echo", p -> {
        var eth = p.ethernet();
        p.when(eth.type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isValid().not().or(ip.isFragment()).or(ip.protocol().ne(IPPROTO_ICMP)), () -> p.pass());
        var icmp = p.icmp();
        p.when(icmp.typeAndCode().ne(REQUEST), () -> p.pass());
        eth.swapAddresses();
        ip.swapAddresses();
        icmp.type(0);
        icmp.checksum(Checksum.replaced(icmp.checksum(), REQUEST, 0));
        p.lookup(ECHO_CNT, 0).ifPresent(count -> count.add(1));
        p.tx();
    });
}
