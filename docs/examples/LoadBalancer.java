import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_IPIP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/**
 * Spreads the flows of a service over servers and hands packets to them in IP-in-IP: the flow's hash picks a place in a table, which
 * Java fills so that few places change when a server comes or goes (consistent hashing).
 */
class LoadBalancer {
    static class Service extends Struct {
        final NetField address = be32();
        final NetField port = be16();
        final NumField protocol = u8();
    }

    static class Server extends Struct {
        final NetField address = be32();
        final BytesField mac = mac();
    }

    static final int PLACES = 4096;
    static final Type<Service, Service> SERVICE = struct(Service::new);

    static final MapRef<Service, NumField> SERVICES = Maps.hash("services", SERVICE, U32, 256);
    static final MapRef<Num, NumField> PLACE = Maps.array("places", U32, PLACES);
    static final MapRef<Num, Server> SERVERS = Maps.array("servers", struct(Server::new), 512);
    static final MapRef<Num, NumField> SENT = Maps.percpuArray("sent", U64, 512);

    static final Functions.Of3<Num, Num, Num, Num> HASH = Functions.local("flow_hash", U32, U32, U32, U32, (f, a, b, c) -> {
        var h = f.var(U32, a.times(0x9e3779b1L).xor(b));
        h.set(h.xor(h.shr(15)).times(0x85ebca6bL).plus(c));
        h.set(h.xor(h.shr(13)).times(0xc2b2ae35L));
        f.give(h.xor(h.shr(16)));
    });

    static final BpfObject PROGRAM = Xdp.program("load_balancer", p -> {
        var eth = p.ethernet();
        p.when(eth.type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isFragment().or(ip.protocol().ne(IPPROTO_TCP).and(ip.protocol().ne(IPPROTO_UDP))), () -> p.pass());
        var ports = p.udp(); // TCP begins with the same ports
        var service = p.make(SERVICE, s -> {
            s.address.set(ip.daddr());
            s.port.set(ports.dport());
            s.protocol.set(ip.protocol());
        });
        var seed = p.lookup(SERVICES, service).orElse(() -> p.pass());
        var hash = HASH.call(p, ip.saddr().host(), ports.sport().host(), seed);
        var index = p.lookup(PLACE, hash.and(PLACES - 1)).orElse(() -> p.drop()).get();
        var server = p.lookup(SERVERS, index).orElse(() -> p.drop());
        p.when(server.address.eq(0), () -> p.drop());
        p.lookup(SENT, index).ifPresent(sent -> sent.add(1));

        var length = ip.totalLength().host().plus(20);
        var id = ip.id();
        var here = ip.daddr();
        var mac = eth.dhost();
        p.adjustHead(-20);
        var outer = p.ethernet();
        outer.dhost(server.mac);
        outer.shost(mac);
        outer.type(ETH_P_IP);
        var wrap = p.header(Ipv4::new);
        wrap.version(4);
        wrap.ihl(5);
        wrap.tos(0);
        wrap.totalLength(length.net(BE16));
        wrap.id(id);
        wrap.fragment(0x4000);
        wrap.ttl(64);
        wrap.protocol(IPPROTO_IPIP);
        wrap.checksum(0);
        wrap.saddr(here);
        wrap.daddr(server.address);
        wrap.checksum(Checksum.of(wrap));
        p.tx();
    });
}
