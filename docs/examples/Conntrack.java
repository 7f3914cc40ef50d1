import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/**
 * A stateful firewall: hosts of 10.0.0.0/8 may talk to anyone, others to them only in answer. Flows in which nothing was said for a
 * while are forgotten, each by a timer of its own.
 */
class Conntrack {
    static class Flow extends Struct {
        final NetField inside = be32();
        final NetField outside = be32();
        final NetField insidePort = be16();
        final NetField outsidePort = be16();
        final NumField protocol = u8();
    }

    static class Connection extends Struct {
        final Timer idle = struct(Timer::new);
        final NumField packets = u64();
    }

    static final Type<Flow, Flow> FLOW = struct(Flow::new);
    static final Type<Connection, Connection> CONNECTION = struct(Connection::new);
    static final MapRef<Flow, Connection> CONNECTIONS = Maps.hash("connections", FLOW, CONNECTION, 65536);
    static final GlobalRef<NumField> TIMEOUT = Globals.config("timeout_ns", U64, 30_000_000_000L);
    static final GlobalRef<NumField> EXPIRED = Globals.counter("expired", U64);

    static final BpfObject PROGRAM = Xdp.program("conntrack", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.isFragment().or(ip.protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP).not()), () -> p.drop());
        var ports = p.udp(); // TCP begins with the same ports
        var outgoing = ip.saddr().in("10.0.0.0/8");
        var flow = p.make(FLOW, f -> f.protocol.set(ip.protocol()));
        p.when(outgoing, () -> fill(flow, ip.saddr(), ip.daddr(), ports.sport(), ports.dport()))
                .otherwise(() -> fill(flow, ip.daddr(), ip.saddr(), ports.dport(), ports.sport()));
        p.lookup(CONNECTIONS, flow).ifPresent(known -> goesOn(p, known));
        p.when(outgoing.not(), () -> p.drop());
        p.insert(CONNECTIONS, flow, p.make(CONNECTION, begun -> {}));
        goesOn(p, p.lookup(CONNECTIONS, flow).orElse(() -> p.drop())); // there is no room for it
    });

    static void fill(Flow flow, Net inside, Net outside, Net insidePort, Net outsidePort) {
        flow.inside.set(inside);
        flow.outside.set(outside);
        flow.insidePort.set(insidePort);
        flow.outsidePort.set(outsidePort);
    }

    /** Counts the packet, winds the clock up again, and lets the packet pass. */
    static void goesOn(Xdp p, Connection connection) {
        connection.packets.atomicAdd(1);
        p.after(connection.idle, CONNECTIONS, p.global(TIMEOUT), (turn, flow, expired) -> {
            turn.global(EXPIRED).atomicAdd(1);
            turn.delete(CONNECTIONS, flow);
        });
        p.pass();
    }
}
