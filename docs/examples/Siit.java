import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.*;
import static dev.xdpasm.uapi.IpProtocol.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/**
 * Makes IPv6 of IPv4 and sends it back out, addresses behind 64:ff9b::/96 (RFC 7915, RFC 6052): TCP and UDP without IP options and
 * fragments; UDP without a checksum, which IPv6 does not have, is dropped.
 */
class Siit {
    static final int IPV4_BYTES = 20, IPV6_BYTES = 40;

    static final BpfObject PROGRAM = Xdp.program("siit", p -> {
        var eth = p.ethernet();
        p.when(eth.type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        var translated = ip.protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP);
        p.when(ip.ihl().ne(5).or(ip.isFragment()).or(ip.ttl().le(1)).or(translated.not()), () -> p.pass());
        var payload = ip.totalLength().host().minus(IPV4_BYTES).as(U16);
        var protocol = ip.protocol();
        var hops = ip.ttl().minus(1).as(U8);
        var saddr = ip.saddr();
        var daddr = ip.daddr();
        var to = p.var(MAC, eth.shost());
        var from = p.var(MAC, eth.dhost());
        // the pseudo headers differ by the prefix of both addresses
        p.match(protocol, on -> on
                .on(IPPROTO_TCP, () -> {
                    var tcp = p.tcp();
                    tcp.checksum(prefixed(Checksum.changed(tcp.checksum())));
                })
                .on(IPPROTO_UDP, () -> {
                    var udp = p.udp();
                    p.when(udp.checksum().eq(0), () -> p.drop());
                    var sum = p.var(BE16, prefixed(Checksum.changed(udp.checksum())));
                    p.when(sum.eq(0), () -> sum.set(0xffff)); // 0 would say that there is none
                    udp.checksum(sum);
                }));
        p.adjustHead(IPV4_BYTES - IPV6_BYTES);
        var out = p.ethernet();
        out.dhost(to);
        out.shost(from);
        out.type(ETH_P_IPV6);
        var six = p.ipv6();
        six.flow(6L << 28);
        six.payloadLength(payload.net(BE16));
        six.nextHeader(protocol);
        six.hopLimit(hops);
        var prefix = p.var(IPV6, "64:ff9b::");
        six.saddr(prefix.with(12, saddr));
        six.daddr(prefix.with(12, daddr));
        p.tx();
    });

    private static Net prefixed(ChecksumSum sum) {
        return sum.add(0x64).add(0xff9b).add(0x64).add(0xff9b).checksum();
    }
}
