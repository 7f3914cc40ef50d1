import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/**
 * Hides the hosts of 10.0.0.0/8 behind one public address: gives each flow a port of it, and gives what comes back to the host that
 * the port stands for. The kernel routes the packets, which leave with right checksums.
 */
class Snat {
    static class Flow extends Struct {
        final NetField remote = be32();
        final NetField local = be32();
        final NetField remotePort = be16();
        final NetField localPort = be16();
        final NumField protocol = u8();
    }

    static class Host extends Struct {
        final NetField address = be32();
        final NetField port = be16();
    }

    static class Ports extends Header {
        final NetField source = be16();
        final NetField destination = be16();
    }

    static class Sum extends Header {
        final NetField checksum = be16();
    }

    static final Type<Flow, Flow> FLOW = struct(Flow::new);
    static final Type<Host, Host> HOST = struct(Host::new);

    static final MapRef<Flow, NetField> PORTS = Maps.lruHash("ports", FLOW, BE16, 65536);
    static final MapRef<Flow, Host> HOSTS = Maps.lruHash("hosts", FLOW, HOST, 65536);
    static final GlobalRef<NumField> ADDRESS = Globals.config("public_address", U32, 0xcb007101L); // 203.0.113.1
    static final GlobalRef<NumField> NEXT = Globals.counter("next_port", U32);

    static final BpfObject PROGRAM = Xdp.program("snat", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isFragment(), () -> p.pass());
        p.match(ip.protocol(), on -> {
            on.on(IPPROTO_TCP, () -> translate(p, ip, 12));
            on.on(IPPROTO_UDP, () -> translate(p, ip, 2));
        });
    });

    /** Source or destination become others; {@code between} bytes lie between the ports and the checksum. */
    static void translate(Xdp p, Ipv4 ip, int between) {
        var ports = p.header(Ports::new);
        p.skip(between);
        var sum = p.header(Sum::new).checksum;
        var address = p.global(ADDRESS).net(BE32);
        p.when(ip.saddr().in("10.0.0.0/8"), () -> {
            var port = portOf(p, ip, ports, address);
            correct(p, ip, sum, ip.saddr(), address, ports.source, port);
            ip.saddr(address);
            ports.source.set(port);
        });
        p.when(ip.daddr().eq(address), () -> {
            var host = p.lookup(HOSTS, flow(p, ip, ip.saddr(), address, ports.source, ports.destination)).orElse(() -> p.pass());
            correct(p, ip, sum, address, host.address, ports.destination, host.port);
            ip.daddr(host.address);
            ports.destination.set(host.port);
        });
    }

    /** The port that a flow has, or is given now. */
    static Net portOf(Xdp p, Ipv4 ip, Ports ports, Net address) {
        var flow = flow(p, ip, ip.daddr(), ip.saddr(), ports.destination, ports.source);
        var port = p.netVar(BE16, 0);
        p.lookup(PORTS, flow).ifPresent(known -> port.set(known)).otherwise(() -> {
            port.set(p.global(NEXT).fetchAdd(1).and(0x7fff).plus(20_000).as(U16).net(BE16));
            var back = flow(p, ip, ip.daddr(), address, ports.destination, port);
            var host = p.make(HOST, h -> {
                h.address.set(ip.saddr());
                h.port.set(ports.source);
            });
            p.when(p.insert(HOSTS, back, host).ne(0), () -> p.drop()); // another flow has that port
            p.update(PORTS, flow, port);
        });
        return port.get();
    }

    static Flow flow(Xdp p, Ipv4 ip, Net remote, Net local, Net remotePort, Net localPort) {
        return p.make(FLOW, f -> {
            f.remote.set(remote);
            f.local.set(local);
            f.remotePort.set(remotePort);
            f.localPort.set(localPort);
            f.protocol.set(ip.protocol());
        });
    }

    static void correct(Xdp p, Ipv4 ip, NetField sum, Net from, Net to, Net fromPort, Net toPort) {
        ip.checksum(Checksum.replaced(ip.checksum(), from, to));
        p.when(ip.protocol().ne(IPPROTO_UDP).or(sum.ne(0)), () -> { // UDP without a checksum stays so
            sum.set(Checksum.replaced(Checksum.replaced(sum, from, to), fromPort, toPort));
            p.when(sum.eq(0), () -> sum.set(0xffff)); // the same to TCP, and to UDP not the sign of none
        });
    }
}
