package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.dsl.Types.U16;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.SocketsRef;
import dev.xdpasm.dsl.StorageRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.TcpSock;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.CgroupAttachment;
import dev.xdpasm.loader.CgroupProgram;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelException;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of a control group, in which a shell of ours connects to a server of ours. */
@KernelTest
class ControlGroupsTest {
    private static final int WAIT_MILLIS = 2000;
    private static final int BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB = 4;

    private static final StorageRef<NumField> CALLS = Maps.socketStorage("calls", U32);
    private static final SocketsRef<Num> SOCKETS = Maps.sockmap("sockets", 4);

    static final class Connected extends Struct {
        final NetField remotePort = be16();
        final NumField localPort = u16();
        final NumField state = u32();
        final NumField full = u32();
        final NumField added = u32();
        final NumField mss = u32();
    }

    private static final GlobalRef<Connected> CONNECTED = Globals.zeroed("connected", struct(Connected::new));

    private Path group = Path.of("/");
    private ServerSocket server;

    @BeforeEach
    void begin() throws IOException {
        Path mount = Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[2].equals("cgroup2"))
                .map(words -> Path.of(words[1]))
                .findFirst()
                .orElseThrow();
        group = Files.createDirectory(mount.resolve("xdpasm-" + System.nanoTime()));
        server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        server.setSoTimeout(WAIT_MILLIS);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        Files.delete(group);
    }

    /** A process of the group that connects to a port. */
    private Process connecting(int port) throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", "echo $$ > " + group + "/cgroup.procs && exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + port
                                + " && read -t 2 -u 3'")
                .redirectErrorStream(true)
                .start();
    }

    /** Whether the server is connected to by a process of the group that connects to a port. */
    private boolean isReachedBy(int port) throws Exception {
        Process shell = connecting(port);
        try (Socket accepted = server.accept()) {
            accepted.getOutputStream().write('\n');
            return accepted.isConnected();
        } catch (SocketTimeoutException none) {
            return false;
        } finally {
            shell.getInputStream().readAllBytes();
            shell.waitFor();
        }
    }

    @Test
    void thePortThatIsConnectedToIsReadAndWritten() throws Exception {
        BpfObject object = Programs.object(o -> o.sockAddr("connects", "connect4", p ->
                p.when(p.ctx().userPort.eq(1), () -> p.ctx().userPort.set(server.getLocalPort()))));
        try (Bpf bpf = Bpf.load(object)) {
            server.setSoTimeout(100);
            assertEquals(false, isReachedBy(1));
            server.setSoTimeout(WAIT_MILLIS);
            try (CgroupAttachment on = bpf.program("connects", CgroupProgram.class).attachForKeeps(group)) {
                assertTrue(on.isAttached());
                assertTrue(isReachedBy(1));
                assertTrue(isReachedBy(server.getLocalPort()));
            }
        }
    }

    @Test
    void aSocketCarriesAValueAndTellsItsConnection() throws Exception {
        BpfObject object = Programs.object(o -> o.sockOps("counts", p -> p.socket().ifPresent(socket -> {
            p.storage(CALLS, socket).ifPresent(calls -> {
                calls.add(1);
                p.when(p.ctx().op.eq(BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB), () -> p.global(CONNECTED).full.set(calls));
            });
            p.when(p.ctx().op.eq(BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB), () -> {
                p.find(Helper.bpf_tcp_sock, socket).ifPresent(tcp -> p.global(CONNECTED).mss.set(tcp.as(TcpSock.TYPE).mssCache));
                p.find(Helper.bpf_skc_to_tcp_sock, socket).ifPresent(tcp ->
                        p.global(CONNECTED).state.set(tcp.field("mss_cache", U32)));
                p.when(p.delete(CALLS, socket).eq(0).and(p.delete(CALLS, socket).lt(0)), () -> p.global(CONNECTED).added.set(1));
            });
        })));
        try (Bpf bpf = Bpf.load(object);
                CgroupAttachment on = bpf.program("counts", CgroupProgram.class).attachForKeeps(group)) {
            assertTrue(on.isAttached());
            assertTrue(isReachedBy(server.getLocalPort()));
            ByteBuffer words = ByteBuffer.wrap(bpf.map(".bss", Codecs.U32, Codecs.bytes(20)).get(0L).orElseThrow())
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertTrue(words.getInt(8) >= 2, () -> "it was seen " + words.getInt(8) + " times when it was connected");
            assertTrue(words.getInt(16) > 500, () -> "mss " + words.getInt(16));
            assertEquals(words.getInt(16), words.getInt(4), "as the kernel's own struct has it");
            assertEquals(1, words.getInt(12), "the value was taken off, once");
        }
    }

    @Test
    void aConnectionIsSeenAndPutIntoAMap() throws Exception {
        BpfObject object = Programs.object(o -> o.sockOps("follows", p ->
                p.when(p.ctx().op.eq(BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB), () -> {
                    var connected = p.global(CONNECTED);
                    connected.remotePort.set(p.ctx().remotePort);
                    connected.localPort.set(p.ctx().localPort);
                    connected.state.set(p.ctx().state);
                    connected.full.set(p.ctx().isFullsock);
                    connected.mss.set(p.ctx().mssCache);
                    p.when(p.ctx().remotePort.eq(p.num(server.getLocalPort()).net(BE16)), () ->
                            connected.added.set(p.addSocket(SOCKETS, p.num(U32, 2)).plus(1)));
                })));
        try (Bpf bpf = Bpf.load(object);
                CgroupAttachment on = bpf.program("follows", CgroupProgram.class).attachForKeeps(group)) {
            assertTrue(on.isAttached());
            assertTrue(isReachedBy(server.getLocalPort()));
            byte[] seen = bpf.map(".bss", Codecs.U32, Codecs.bytes(20)).get(0L).orElseThrow();
            assertEquals(server.getLocalPort(), ByteBuffer.wrap(seen).getChar(0));
            ByteBuffer words = ByteBuffer.wrap(seen).order(ByteOrder.LITTLE_ENDIAN);
            assertTrue(words.getChar(2) > 1023);
            assertEquals(1, words.getInt(8), "a full socket");
            assertEquals(1, words.getInt(12), "it was taken into the map");
            assertTrue(words.getInt(16) > 500, () -> "mss " + words.getInt(16));
        }
    }

    /** A hook that refuses sockets of a family, with an error. */
    private static BpfObject refusing(int family, int error) {
        return Programs.object(o -> o.probe("hook", "lsm_cgroup/socket_connect", p -> {
            var socket = p.argument(0, "socket").object("sk", "sock");
            p.when(socket.isNull(), () -> p.done());
            p.when(socket.field("__sk_common.skc_family", U16).eq(family), () -> p.give(error));
        }));
    }

    @ParameterizedTest
    @CsvSource({"2, -1, Operation not permitted", "2, -13, Permission denied", "2, -111, Connection refused"})
    void aHookOfTheGroupRefusesWithAnError(int family, int error, String said) throws Exception {
        try (Bpf bpf = hook(refusing(family, error));
                BpfLink on = bpf.program("hook", CgroupProgram.class).attach(group)) {
            assertEquals("cgroup", on.info().typeName());
            Process shell = connecting(server.getLocalPort());
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            shell.waitFor();
            assertTrue(output.contains(said), output);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "10, -1"})
    void aHookOfTheGroupLetsBeDoneWhatItDoesNotRefuse(int family, int error) throws Exception {
        try (Bpf bpf = hook(refusing(family, error));
                BpfLink on = bpf.program("hook", CgroupProgram.class).attach(group)) {
            assertEquals("cgroup", on.info().typeName());
            assertTrue(isReachedBy(server.getLocalPort()));
        }
    }

    private static Bpf hook(BpfObject object) {
        Needs.version(6, 0, "lsm_cgroup came then");
        try {
            return Bpf.load(object);
        } catch (KernelException e) {
            return Needs.without("trampolines", e.getMessage());
        }
    }
}
