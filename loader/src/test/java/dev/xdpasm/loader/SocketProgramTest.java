package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of sockets, seen at work on the loopback interface of a namespace of our own, and those that are only called. */
@KernelTest
class SocketProgramTest {
    private static final int ALL_BYTES = -1;
    private static final int SK_DROP = 0;
    private static final int SK_PASS = 1;
    private static final int WAIT_MILLIS = 300;
    private static final int STEP_MILLIS = 5;

    private final NetNamespace namespace = NetNamespace.create();

    @BeforeEach
    void loopbackIsUp() {
        NetDevice.byName(namespace, "lo").up();
    }

    @AfterEach
    void leave() {
        namespace.close();
    }

    /** {@code r0 = N; exit}. */
    private static Bpf returning(String section, int value) {
        return Bpf.load(BpfObject.of(new BpfProgram(
                Programs.PREFIX + "s",
                ProgramKind.ofSection(section).orElseThrow().type(),
                section,
                Code.of((long) value << 32 | 0xb7L, 0x95L))));
    }

    private static <T extends LoadedProgram> T only(Bpf bpf, Class<T> type) {
        return bpf.program(Programs.PREFIX + "s", type);
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

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void send(int port) {
        namespace.call(() -> {
            try (DatagramChannel sender = DatagramChannel.open()) {
                return sender.send(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), new InetSocketAddress("127.0.0.1", port));
            }
        });
    }

    /** Bytes of what comes in, -1 if nothing does. */
    private static int received(DatagramChannel channel) throws Exception {
        ByteBuffer packet = ByteBuffer.allocate(16);
        for (int waited = 0; waited < WAIT_MILLIS; waited += STEP_MILLIS) {
            if (channel.receive(packet) != null) {
                return packet.position();
            }
            Thread.sleep(STEP_MILLIS);
        }
        return -1;
    }

    @Test
    void socketFilterDecidesUntilItIsClosed() throws Exception {
        try (DatagramChannel channel = udp(0);
                Bpf drop = returning("socket", 0);
                Bpf keep = returning("socket", ALL_BYTES);
                Bpf some = returning("socket", 8 + 2)) {
            int port = port(channel);
            try (SocketAttachment on = only(drop, SocketProgram.class).attach(OpenSocket.of(channel))) {
                send(port);
                assertEquals(-1, received(channel));
                BpfException e = assertThrows(
                        BpfException.class, () -> only(keep, SocketProgram.class).attach(on.socket()));
                assertTrue(e.getMessage().contains("it has a filter already"), e::getMessage);
            }
            send(port);
            assertEquals(4, received(channel));
            try (SocketAttachment on = only(some, SocketProgram.class).attach(OpenSocket.of(channel))) {
                assertEquals(OpenSocket.of(channel), on.socket());
                send(port);
                assertEquals(2, received(channel), "the UDP header's 8 bytes, and two");
            }
        }
    }

    @Test
    void socketFilterGoesWithItsSocket() throws IOException {
        try (Bpf drop = returning("socket", 0)) {
            SocketAttachment on;
            try (DatagramChannel channel = udp(0)) {
                on = only(drop, SocketProgram.class).attach(OpenSocket.of(channel));
            }
            on.close();
            on.close();
            KernelException e =
                    assertThrows(KernelException.class, () -> only(drop, SocketProgram.class).attach(on.socket()));
            assertEquals("the socket is closed by now", e.hint().orElse("(none)"));
        }
    }

    @Test
    void reuseportFilterChoosesTheSocketByItsNumber() throws Exception {
        Needs.version(KernelFeature.REUSEPORT);
        try (DatagramChannel first = udp(0);
                Bpf toFirst = returning("socket", 0);
                Bpf toSecond = returning("socket", 1)) {
            OpenSocket socket = OpenSocket.of(first);
            try (DatagramChannel second = udp(port(first))) {
                try (SocketAttachment on = only(toFirst, SocketProgram.class).attachReuseport(socket)) {
                    assertEquals(socket, on.socket());
                    send(port(first));
                    assertEquals(4, received(first));
                }
                try (SocketAttachment on = only(toSecond, SocketProgram.class).attachReuseport(socket)) {
                    assertEquals(socket, on.socket());
                    send(port(first));
                    assertEquals(4, received(second));
                    assertEquals(-1, received(first));
                }
                BpfException e = assertThrows(BpfException.class, () -> OpenSocket.of(first));
                assertTrue(e.getMessage().startsWith("2 sockets of this process have the addresses of"), e::getMessage);
            }
        }
    }

    @Test
    void reuseportProgramDropsUntilItIsClosed() throws Exception {
        Needs.version(KernelFeature.SK_REUSEPORT);
        try (DatagramChannel channel = udp(0);
                Bpf drop = returning("sk_reuseport", SK_DROP)) {
            OpenSocket socket = OpenSocket.of(channel);
            SocketProgram program = only(drop, SocketProgram.class);
            try (SocketAttachment on = program.attachReuseport(socket)) {
                assertEquals(socket, on.socket());
                send(port(channel));
                assertEquals(-1, received(channel));
            }
            send(port(channel));
            assertEquals(4, received(channel));
            BpfException e = assertThrows(BpfException.class, () -> program.attach(socket));
            assertTrue(e.getMessage().endsWith("which a socket does not take for itself: attach it to its group"), e::getMessage);
        }
    }

    @Test
    void channelThatIsNotBoundIsRefused() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            BpfException e = assertThrows(BpfException.class, () -> OpenSocket.of(channel));
            assertTrue(e.getMessage().contains("is not bound to an address"), e::getMessage);
        }
        BpfException none = assertThrows(BpfException.class, () -> OpenSocket.of(0xfffff));
        assertEquals("descriptor 1048575 is no open socket", none.getMessage());
    }

    // ---- the sockets of a map

    /** A connected pair, the side that sends in a map of sockets. */
    private final class Pair implements AutoCloseable {
        private final SocketChannel sender;
        private final SocketChannel receiver;

        Pair() {
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

        void put(BpfMap<Long, Long> sockets, SocketChannel channel) {
            sockets.put(0L, (long) OpenSocket.of(channel).fd());
        }

        boolean passes(String text) throws Exception {
            try {
                sender.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                assertEquals("Permission denied", e.getMessage());
                return false;
            }
            receiver.configureBlocking(false);
            ByteBuffer got = ByteBuffer.allocate(64);
            for (int waited = 0; waited < WAIT_MILLIS && got.position() < text.length(); waited += STEP_MILLIS) {
                receiver.read(got);
                Thread.sleep(STEP_MILLIS);
            }
            return text.equals(new String(got.array(), 0, got.position(), StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            sender.close();
            receiver.close();
        }
    }

    private static BpfMap<Long, Long> sockets() {
        MapSpec spec = new MapSpec("sockets", MapType.BPF_MAP_TYPE_SOCKMAP, 4, 8, 4, 0);
        return BpfMap.create(spec).as(Codecs.U32, Codecs.U64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_msg", "sk_skb/stream_verdict", "sk_skb/verdict"})
    void sockmapProgramDropsByLinkAndWithout(String section) throws Exception {
        Needs.version(KernelFeature.SOCKMAP);
        for (boolean link : new boolean[] {false, true}) {
            if (link && !KernelFeature.SOCKMAP_LINK.isInVersion()) {
                continue;
            }
            try (BpfMap<Long, Long> sockets = sockets();
                    Bpf drop = returning(section, SK_DROP);
                    Pair pair = new Pair()) {
                SockmapProgram program = only(drop, SockmapProgram.class);
                assertTrue(pair.passes("before"));
                try (AutoCloseable on = link ? program.attach(sockets) : program.attachForKeeps(sockets)) {
                    pair.put(sockets, section.equals("sk_msg") ? pair.sender : pair.receiver);
                    assertFalse(pair.passes("never"), section);
                    if (on instanceof BpfLink held) {
                        assertEquals("sockmap", held.info().typeName());
                        assertEquals((long) sockets.id(), held.info().details().get("map_id"));
                    } else if (KernelFeature.SOCKMAP_QUERY.isInVersion()) {
                        assertTrue(((SockmapAttachment) on).isAttached());
                        BpfException e = assertThrows(BpfException.class, () -> program.attachForKeeps(sockets));
                        assertTrue(e.getMessage().contains("which would be replaced"), e::getMessage);
                    }
                }
            }
        }
    }

    @Test
    void socketStaysUnderTheProgramThatWasThereWhenItWasPutIn() throws Exception {
        Needs.version(KernelFeature.SOCKMAP);
        try (BpfMap<Long, Long> sockets = sockets();
                Bpf drop = returning("sk_msg", SK_DROP);
                Bpf pass = returning("sk_msg", SK_PASS);
                Pair pair = new Pair()) {
            try (SockmapAttachment on = only(drop, SockmapProgram.class).attachForKeeps(sockets)) {
                assertEquals(KernelFeature.SOCKMAP_QUERY.isInVersion(), on.isAttached());
                pair.put(sockets, pair.sender);
                assertFalse(pair.passes("dropped"));
            }
            assertFalse(pair.passes("dropped still"));
            assertTrue(sockets.delete(0L));
            assertTrue(pair.passes("out of the map"));
            try (SockmapAttachment on = only(pass, SockmapProgram.class).attachForKeeps(sockets)) {
                assertEquals(KernelFeature.SOCKMAP_QUERY.isInVersion(), on.isAttached());
                pair.put(sockets, pair.sender);
                assertTrue(pair.passes("passed"));
            }
        }
    }

    @Test
    void mapOfOtherThingsIsNamed() {
        try (BpfMap<byte[], byte[]> hash = BpfMap.create(MapSpec.hash("other", 4, 8, 4));
                Bpf pass = returning("sk_msg", SK_PASS)) {
            BpfException e =
                    assertThrows(BpfException.class, () -> only(pass, SockmapProgram.class).attachForKeeps(hash));
            assertTrue(e.getMessage().endsWith("it is a map of type hash, expected sockmap or sockhash"), e::getMessage);
        }
    }

    @Test
    void sockmapLinkOfAnOldKernelIsToldByItsVersion() {
        Needs.olderThan(KernelFeature.SOCKMAP_LINK);
        try (BpfMap<Long, Long> sockets = sockets();
                Bpf pass = returning("sk_msg", SK_PASS)) {
            KernelException e =
                    assertThrows(KernelException.class, () -> only(pass, SockmapProgram.class).attach(sockets));
            assertTrue(e.getMessage().contains("a bpf_link on the sockets of a map needs 6.10"), e::getMessage);
        }
    }

    // ---- called by hand

    @Test
    void syscallProgramAnswersAndChangesItsContext() {
        Needs.version(KernelFeature.SYSCALL);
        // r2 = 9; *(u32 *)(r1 + 4) = w2; w0 = *(u32 *)(r1 + 0); exit
        Code code = Code.of(0x9_0000_02b7L, 0x4_2163L, 0x1061L, 0x95L);
        try (Bpf bpf = Bpf.load(BpfObject.of(new BpfProgram(
                Programs.PREFIX + "s", ProgramKind.ofSection("syscall").orElseThrow().type(), "syscall", code)))) {
            RunResult result = only(bpf, SyscallProgram.class).call(new byte[] {7, 0, 0, 0, 0, 0, 0, 0});
            assertEquals(7, result.retval());
            assertArrayEquals(new byte[] {7, 0, 0, 0, 9, 0, 0, 0}, result.context());
            KernelException e = assertThrows(
                    KernelException.class, () -> only(bpf, SyscallProgram.class).call(new byte[4]));
            assertEquals("EINVAL", e.errnoName());
        }
    }
}
