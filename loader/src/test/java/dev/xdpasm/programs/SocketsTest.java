package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.HookProgram;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Sock;
import dev.xdpasm.dsl.SocketTuple4;
import dev.xdpasm.dsl.SocketTuple6;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sockets that programs look up: they are found, and given back on each path. */
@KernelTest
class SocketsTest {
    private static final int LOCALHOST = 0x7f000001;
    private static final int LISTENS = 10;

    private static SocketTuple4 tuple(Xdp p) {
        p.ethernet();
        var ip = p.ipv4();
        var udp = p.udp();
        return p.make(SocketTuple4.TYPE, t -> {
            t.saddr.set(ip.saddr());
            t.daddr.set(ip.daddr());
            t.sport.set(udp.sport());
            t.dport.set(udp.dport());
        });
    }

    private static int run(BpfObject object, int port) {
        try (Bpf bpf = Bpf.load(object)) {
            byte[] packet = Packets.ipv4(LOCALHOST, LOCALHOST, 17, Packets.udp(5, port, new byte[20]));
            return bpf.xdp("sockets").run(packet).retval();
        }
    }

    private static final BpfObject TCP = Xdp.program("sockets", p -> {
        p.tcpSocket(tuple(p), sock -> {
            p.when(sock.state.ne(LISTENS), p::drop); // leaves with the socket
            p.repeat(8, (i, loop) -> p.when(i.eq(3), loop::leave));
            p.need(1); // a short packet leaves with it as well
            p.action(sock.srcPort);
        }).otherwise(p::tx);
    });

    static final class Event extends Struct {
        final NumField word = u64();
    }

    @Test
    void aListeningSocketIsFound() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertEquals(server.getLocalPort(), run(TCP, server.getLocalPort()));
            assertEquals(3, run(TCP, 1));
        }
    }

    @Test
    void udpSocketsAreFoundByBothFamilies() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            int port = socket.getLocalPort();
            BpfObject object = Xdp.program("sockets", p -> {
                var four = tuple(p);
                var six = p.make(SocketTuple6.TYPE, t -> {
                    t.saddr.set("::1");
                    t.daddr.set("::1");
                    t.sport.set(5);
                    t.dport.set(four.dport);
                });
                var found = p.var(U32, 0);
                p.udpSocket(four, sock -> found.add(sock.protocol));
                p.udpSocket(six, sock -> found.add(sock.srcPort));
                p.action(found);
            });
            assertEquals(17 + port, run(object, port));
        }
    }

    @Test
    void socketsAreFoundByHelpersThatHaveNoVerb() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            BpfObject object = Xdp.program("sockets", p -> {
                var tuple = tuple(p);
                p.find(Helper.bpf_skc_lookup_tcp, tuple, tuple.size(), -1, 0).ifPresent(found -> {
                    var port = found.as(struct(Sock::new)).srcPort.get();
                    p.when(p.random().eq(p.random()).and(port.eq(0)), p::drop); // the port is read before the socket is given back
                    p.action(port);
                }).otherwise(p::tx);
            });
            assertEquals(server.getLocalPort(), run(object, server.getLocalPort()));
            assertEquals(3, run(object, 1));
        }
        refused("bpf_ktime_get_ns returns no pointer: p.call(Helper.bpf_ktime_get_ns, ...)", () ->
                Xdp.program("x", p -> p.find(Helper.bpf_ktime_get_ns)));
        refused("bpf_skc_lookup_tcp returns a pointer, which may be null: p.find(Helper.bpf_skc_lookup_tcp, ...)", () ->
                Xdp.program("x", p -> p.call(Helper.bpf_skc_lookup_tcp, 0)));
        refused("bpf_map_lookup_elem has a verb of its own", () -> Xdp.program("x", p -> p.find(Helper.bpf_map_lookup_elem, 0, 0)));
        refused("the context event has no socket: those of socketFilter, sockOps, sockAddr and skLookup do", () ->
                Programs.object(o -> o.tracepoint("x", "syscalls/sys_enter_openat", Event::new, HookProgram::socket)));
    }

    @Test
    void whatWasGivenBackIsNotUsed() {
        List<Sock> kept = new ArrayList<>();
        refused("this socket was given back at the end of the block that begins at SocketsTest.java", () -> Xdp.program("late", p -> {
            p.tcpSocket(tuple(p), kept::add);
            p.action(kept.get(0).state);
        }));
        var next = Maps.programs("next", 2);
        refused("a tail call goes on elsewhere with what this body has to give back", () ->
                Xdp.program("tail", p -> p.tcpSocket(tuple(p), sock -> p.tailCall(next, 1))));
    }
}
