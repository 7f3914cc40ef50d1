import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_GRE;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Takes VXLAN and GRE (with Ethernet inside) off packets of networks that are known, and sends what was inside to their interface. */
class VxlanDecap {
    static final int TEB = 0x6558, GRE_NET = 0xffffff;
    static final MapRef<Num, NumField> NETWORKS = Maps.hash("networks", U32, U32, 1024);

    static final BpfObject PROGRAM = Xdp.program("vxlan_decap", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.hasOptions().or(ip.isFragment()), () -> p.pass());
        p.match(ip.protocol(), m -> {
            m.on(IPPROTO_UDP, () -> {
                p.when(p.udp().dport().ne(4789), () -> p.pass());
                var vxlan = p.vxlan();
                p.when(vxlan.flags().has(0x08000000).not(), () -> p.pass());
                deliver(p, vxlan.vni(), 14 + 20 + 8 + 8);
            });
            m.on(IPPROTO_GRE, () -> {
                var gre = p.gre();
                p.when(gre.flags().ne(0).or(gre.type().ne(TEB)), () -> p.pass());
                deliver(p, p.num(U32, GRE_NET), 14 + 20 + 4);
            });
        });
    });

    static void deliver(Xdp p, Num network, int outer) {
        var ifindex = p.lookup(NETWORKS, network).orElse(() -> p.pass()).get();
        p.adjustHead(outer);
        p.ethernet(); // a whole frame was inside
        p.redirect(ifindex);
    }
}
