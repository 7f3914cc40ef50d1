package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.dsl.Types.BE32;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.U8;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.SocketsRef;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.NetnsProgram;
import dev.xdpasm.loader.OpenSocket;
import dev.xdpasm.loader.SockmapAttachment;
import dev.xdpasm.loader.SockmapProgram;
import dev.xdpasm.loader.SocketAttachment;
import dev.xdpasm.loader.SocketProgram;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs of sockets at work on sockets: what is sent and received, which socket gets a packet. */
@KernelTest
class SocketProgramsTest {
    private static final int WAIT_MILLIS = 300;
    private static final int STEP_MILLIS = 5;

    private static final SocketsRef<Num> SOCKETS = Maps.sockmap("sockets", 4);
    private static final SocketsRef<Net> BY_PORT = Maps.sockhash("by_port", BE16, 4);
    private static final SocketsRef<Num> GROUP = Maps.reuseportArray("group", 4);
    private static final GlobalRef<NumField> MESSAGES = Globals.counter("messages", U64);
    private static final GlobalRef<NumField> BYTES = Globals.counter("bytes", U64);

    static final class Command extends Header {
        final NumField letter = u8();
    }

    private final NetNamespace namespace = NetNamespace.create();
    private SocketChannel sender;
    private SocketChannel receiver;

    @BeforeEach
    void connect() {
        NetDevice.byName(namespace, "lo").up();
        SocketChannel[] both = namespace.call(() -> {
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress("127.0.0.1", 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                return new SocketChannel[] {client, server.accept()};
            }
        });
        sender = both[0];
        receiver = both[1];
    }

    @AfterEach
    void leave() throws IOException {
        sender.close();
        receiver.close();
        namespace.close();
    }

    private static void send(SocketChannel socket, String text) throws IOException {
        socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What a socket receives in the time given, up to as many bytes. */
    private static String received(SocketChannel socket, int bytes) throws Exception {
        socket.configureBlocking(false);
        ByteBuffer got = ByteBuffer.allocate(bytes);
        for (int waited = 0; waited < WAIT_MILLIS && got.hasRemaining(); waited += STEP_MILLIS) {
            socket.read(got);
            Thread.sleep(STEP_MILLIS);
        }
        return new String(got.array(), 0, got.position(), StandardCharsets.US_ASCII);
    }

    private static void put(Bpf bpf, String map, long key, SocketChannel socket) {
        bpf.map(map, Codecs.U32, Codecs.U64).put(key, (long) OpenSocket.of(socket).fd());
    }

    private static SockmapAttachment attach(Bpf bpf, String program, String map) {
        return bpf.program(program, SockmapProgram.class).attachForKeeps(bpf.map(map));
    }

    /** The one counter of a program. */
    private static long word(Bpf bpf) {
        return bpf.map(".bss", Codecs.U32, Codecs.U64).get(0L).orElseThrow();
    }

    @Test
    void whatIsReceivedPassesOrGoesBackOrIsDropped() throws Exception {
        BpfObject object = Programs.object(o -> o.skSkb("verdict", p -> {
            p.pull(1); // what TCP receives lies in fragments
            var letter = p.header(Command::new).letter;
            p.when(letter.eq('e'), () -> p.redirect(SOCKETS, 0));
            p.when(letter.eq('d'), p::drop);
            p.global(BYTES).atomicAdd(p.frameLength().as(U64));
        }));
        try (Bpf bpf = Bpf.load(object); SockmapAttachment on = attach(bpf, "verdict", "sockets")) {
            put(bpf, "sockets", 0, receiver);
            send(sender, "echo");
            assertEquals("echo", received(sender, 4));
            send(sender, "drop");
            assertEquals("", received(receiver, 4));
            send(sender, "keep");
            assertEquals("keep", received(receiver, 4));
            assertEquals(4, word(bpf));
            assertTrue(on.isAttached());
        }
    }

    @Test
    void aParserSaysWhereMessagesEnd() throws Exception {
        BpfObject object = Programs.object(o -> {
            o.skParser("parser", p -> {
                p.when(p.frameLength().lt(2), p::more);
                p.socket().ifPresent(socket -> p.when(socket.family.eq(2), () -> p.give(3)));
            });
            o.skSkb("verdict", "sk_skb/stream_verdict", p -> {
                p.global(MESSAGES).atomicAdd(1);
                p.when(p.loadBytes(p.num(0), U8).eq('d'), () -> p.redirect(SOCKETS, 3)); // there is none: thrown away
            });
        });
        try (Bpf bpf = Bpf.load(object);
                SockmapAttachment parser = attach(bpf, "parser", "sockets");
                SockmapAttachment verdict = attach(bpf, "verdict", "sockets")) {
            assertTrue(parser.isAttached() && verdict.isAttached());
            put(bpf, "sockets", 0, receiver);
            send(sender, "a");
            assertEquals("", received(receiver, 1));
            send(sender, "bc");
            assertEquals("abc", received(receiver, 3));
            send(sender, "def");
            send(sender, "ghi");
            assertEquals("ghi", received(receiver, 6));
            assertEquals(3, word(bpf));
        }
    }

    @Test
    void whatIsSentIsRefusedOrReceivedAtOnce() throws Exception {
        int port = ((InetSocketAddress) sender.getRemoteAddress()).getPort();
        BpfObject object = Programs.object(o -> o.skMsg("verdict", p -> {
            p.when(p.message().remotePort.ne(port), p::pass);
            var letter = p.header(Command::new).letter;
            p.when(letter.eq('x'), p::drop);
            p.when(letter.eq('c'), () -> {
                letter.set('C');
                p.redirectIngress(BY_PORT, p.netVar(BE16, 7).get());
            });
            p.global(BYTES).atomicAdd(p.message().size.as(U64));
        }));
        try (Bpf bpf = Bpf.load(object); SockmapAttachment on = attach(bpf, "verdict", "by_port")) {
            var byPort = bpf.map("by_port", Codecs.BE16, Codecs.U64);
            byPort.put(1, (long) OpenSocket.of(sender).fd());
            byPort.put(7, (long) OpenSocket.of(receiver).fd());
            send(sender, "keep");
            assertEquals("keep", received(receiver, 4));
            assertEquals(4, word(bpf));
            send(sender, "change");
            assertEquals("Change", received(receiver, 6));
            IOException refusal = assertThrows(IOException.class, () -> send(sender, "x"));
            assertEquals("Permission denied", refusal.getMessage());
            assertTrue(on.isAttached());
        }
    }

    @Test
    void aMessageWaitsForMoreAndGrowsAndShrinks() throws Exception {
        BpfObject object = Programs.object(o -> o.skMsg("verdict", p -> {
            p.when(p.frameLength().lt(4), () -> {
                p.corkBytes(p.num(4));
                p.pass();
            });
            p.when(p.message().family.eq(0), () -> p.redirect(SOCKETS, 1));
            p.push(p.num(0), p.num(2));
            p.pull(0, 2);
            p.header(Command::new).letter.set('<');
            p.header(Command::new).letter.set('>');
            p.pop(p.num(2), p.num(1));
            p.applyBytes(p.num(5));
        }));
        try (Bpf bpf = Bpf.load(object); SockmapAttachment on = attach(bpf, "verdict", "sockets")) {
            put(bpf, "sockets", 0, sender);
            send(sender, "ab");
            assertEquals("", received(receiver, 1));
            send(sender, "cd");
            assertEquals("<>bcd", received(receiver, 6));
            assertTrue(on.isAttached());
        }
    }

    private DatagramChannel udp(int port) {
        return namespace.call(() -> {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.bind(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
            return channel;
        });
    }

    private void send(int port, int first) {
        namespace.call(() -> {
            try (DatagramChannel from = DatagramChannel.open()) {
                return from.send(ByteBuffer.wrap(new byte[] {(byte) first, 2}), new InetSocketAddress("127.0.0.1", port));
            }
        });
    }

    private static boolean receives(DatagramChannel channel) throws Exception {
        for (int waited = 0; waited < WAIT_MILLIS; waited += STEP_MILLIS) {
            if (channel.receive(ByteBuffer.allocate(16)) != null) {
                return true;
            }
            Thread.sleep(STEP_MILLIS);
        }
        return false;
    }

    @Test
    void aPacketSelectsItsSocket() throws Exception {
        BpfObject object = Programs.object(o -> o.skReuseport("select", p -> {
            p.when(p.reuse().ipProtocol.ne(17).or(p.reuse().ethProtocol.ne(0x0800)), p::drop);
            p.socket().ifPresent(socket -> p.when(socket.protocol.ne(17), p::drop)).otherwise(p::drop);
            p.udp();
            var wanted = p.header(Command::new).letter.as(U32);
            p.when(p.select(GROUP, wanted).ne(0), p::drop);
        }));
        try (Bpf bpf = Bpf.load(object); DatagramChannel first = udp(0)) {
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            var group = bpf.map("group", Codecs.U32, Codecs.U64);
            OpenSocket socket = OpenSocket.of(first);
            group.put(0L, (long) socket.fd());
            Set<Integer> before = sockets();
            try (DatagramChannel second = udp(port);
                    SocketAttachment on = bpf.program("select", SocketProgram.class).attachReuseport(socket)) {
                assertEquals(socket, on.socket());
                Set<Integer> opened = sockets();
                opened.removeAll(before);
                assertEquals(1, opened.size());
                group.put(2L, (long) opened.iterator().next()); // the two have one address, so that only this tells them apart
                send(port, 2);
                assertEquals(true, receives(second));
                send(port, 0);
                assertEquals(true, receives(first));
                send(port, 1); // the map has none there: dropped
                assertEquals(false, receives(first) || receives(second));
            }
        }
    }

    /** The descriptors of this process that are sockets. */
    private static Set<Integer> sockets() throws IOException {
        Set<Integer> found = new HashSet<>();
        try (DirectoryStream<Path> own = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : own) {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().startsWith("socket:")) {
                    found.add(Integer.parseInt(link.getFileName().toString()));
                }
            }
        }
        return found;
    }

    @Test
    void aConnectionIsGivenToTheSocketOfAnotherPort() throws Exception {
        BpfObject object = Programs.object(o -> o.skLookup("steer", p -> p.when(p.ctx().localPort.eq(7), () ->
                p.lookup(SOCKETS, 1, socket -> {
                    p.when(socket.protocol.ne(6), () -> p.give(0)); // leaves with the socket
                    p.when(p.assign(socket).ne(0), () -> p.give(0));
                    p.socket().orElse(() -> p.give(0)); // the one that was chosen
                }).otherwise(() -> p.give(0)))));
        try (Bpf bpf = Bpf.load(object); ServerSocketChannel server = namespace.call(() -> {
                    ServerSocketChannel opened = ServerSocketChannel.open();
                    return opened.bind(new InetSocketAddress("127.0.0.1", 0));
                });
                BpfLink link = bpf.program("steer", NetnsProgram.class).attach(namespace)) {
            assertThrows(IOException.class, () -> open(7).close());
            bpf.map("sockets", Codecs.U32, Codecs.U64).put(1L, (long) OpenSocket.of(server).fd());
            try (SocketChannel client = open(7); SocketChannel accepted = server.accept()) {
                assertEquals(7, ((InetSocketAddress) accepted.getLocalAddress()).getPort());
                assertEquals(client.getLocalAddress(), accepted.getRemoteAddress());
            }
            assertEquals("netns", link.info().typeName());
        }
    }

    private SocketChannel open(int port) throws IOException {
        try {
            return namespace.call(() -> SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    @Test
    void misuseIsRefused() {
        refused("map group is BPF_MAP_TYPE_REUSEPORT_SOCKARRAY, of which a socket can be selected: for redirect make it with"
                + " Maps.sockmap", () -> Programs.object(o -> o.skSkb("x", p -> p.redirect(GROUP, 1))));
        refused("goes to sockets: redirect(SOCKETS, key)", () -> Programs.object(o -> o.skMsg("x", p -> p.redirect(1))));
        refused("what is sent is not copied from: pull(from, to)", () ->
                Programs.object(o -> o.skMsg("x", p -> p.loadBytes(p.num(0), BE32))));
        refused("a parser says how long messages are: an SkSkb (o.skSkb) throws them away", () ->
                Programs.object(o -> o.skParser("x", p -> p.drop())));
        refused("a message of 0 bytes, expected 1 or more", () -> Programs.object(o -> o.skParser("x", p -> p.give(0))));
        refused("see packets and cannot write them: do it in XDP or tc", () ->
                Programs.object(o -> o.skReuseport("x", p -> p.udp().dport(7))));
        refused("see packets and cannot write them: do it in XDP or tc", () ->
                Programs.object(o -> o.skReuseport("x", p -> p.storeBytes(p.num(0), U8, p.num(7)))));
        refused("see packets and cannot write them: do it in XDP or tc", () ->
                Programs.object(o -> o.cgroupSkb("x", true, p -> p.storeBytes(p.num(0), U8, p.num(7)))));
        refused("do not see what lies before a packet", () -> Programs.object(o -> o.skSkb("x", p -> p.meta(Command::new))));
        refused("'sk_skb/stream_parser' is no section of programs that see what sockets receive", () ->
                Programs.object(o -> o.skSkb("x", "sk_skb/stream_parser", p -> {})));
        refused("programs of type BPF_PROG_TYPE_CGROUP_SOCK_ADDR cannot call bpf_sk_assign, those can: sched_cls, sk_lookup", () ->
                Programs.object(o -> o.sockAddr("x", "connect4", p -> p.lookup(SOCKETS, 0, p::assign))));
        refused("programs of type BPF_PROG_TYPE_SOCK_OPS cannot call bpf_sk_release, those can: cgroup_skb, cgroup_sock_addr,", () ->
                Programs.object(o -> o.sockOps("x", p -> p.lookup(SOCKETS, 0, socket -> {}))));
        refused("programs of type BPF_PROG_TYPE_SK_LOOKUP cannot call bpf_sock_map_update, those can: sock_ops", () ->
                Programs.object(o -> o.skLookup("x", p -> p.addSocket(SOCKETS, p.num(0)))));
    }
}
