package dev.xdpasm.loader;

import static dev.xdpasm.isa.AtomicOp.ADD;
import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R4;
import static dev.xdpasm.isa.Size.DW;
import static dev.xdpasm.uapi.Helper.bpf_map_lookup_elem;
import static dev.xdpasm.uapi.NetworkOrder.be16;
import static dev.xdpasm.uapi.XdpAction.XDP_DROP;
import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static dev.xdpasm.uapi.XdpMd.data;
import static dev.xdpasm.uapi.XdpMd.data_end;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A firewall that is replaced again and again by another process while packets come at full speed: none gets through that
 * the rules drop, none goes uncounted, nothing is left over.
 */
@KernelTest(pins = true)
class UpgradeTest {
    private static final int REPLACEMENTS = Bound.of(100, 1000);
    private static final int PATIENCE_SECONDS = 300;
    private static final int PORT = 5000;
    private static final int SETTLE_MILLIS = 300;
    private static final MapSpec COUNTER = MapSpec.array("counter", Long.BYTES, 1);
    private static final int WAIT_MILLIS = 5000;
    private static final int STEP_MILLIS = 20;

    private final Path linkPin = Path.of("/sys/fs/bpf/" + Programs.PREFIX + "up_link");
    private final Path mapPin = Path.of("/sys/fs/bpf/" + Programs.PREFIX + "up_map");

    @TempDir
    private File folder;

    /** Drops UDP to one port and counts it, passes the rest; each version's name tells its number. */
    static BpfObject firewall(String name) {
        return BpfObject.of(BpfProgram.xdp(name, Assembler.assemble(a -> {
            Label pass = a.label("pass");
            a.ldxw(R2, R1, data);
            a.ldxw(R3, R1, data_end);
            a.mov(R4, R2);
            a.add(R4, 14 + 20 + 8);
            a.jgt(R4, R3, pass);
            a.ldxb(R4, R2, 14 + 9);
            a.jne(R4, 17, pass);
            a.ldxh(R4, R2, 14 + 20 + 2);
            a.jne(R4, be16(PORT), pass);
            a.stw(R10, -4, 0);
            a.loadMap(R1, COUNTER);
            a.mov(R2, R10);
            a.add(R2, -4);
            a.call(bpf_map_lookup_elem);
            a.jeq(R0, 0, pass);
            a.mov(R1, 1);
            a.atomic(ADD, DW, R0, 0, R1);
            a.mov(R0, XDP_DROP);
            a.exit();
            a.bind(pass);
            a.mov(R0, XDP_PASS);
            a.exit();
        })), COUNTER);
    }

    /** The other process: takes the link and the map over by their pins, and puts version after version in. */
    static final class Upgrader {
        private Upgrader() {}

        public static void main(String[] args) throws IOException {
            try (NetNamespace namespace = NetNamespace.open(Path.of(args[0]))) {
                long before = 0;
                for (int i = 0; i < Integer.parseInt(args[4]); i++) {
                    if (i == 1) {
                        before = descriptors();
                    }
                    replace(namespace, Path.of(args[1]), Path.of(args[2]), args[3] + "v" + i);
                }
                System.out.println("replaced, descriptors grew by " + (descriptors() - before));
            }
        }

        private static void replace(NetNamespace namespace, Path linkPin, Path mapPin, String name) {
            try (BpfMap<byte[], byte[]> counter = Pins.map(mapPin);
                    Bpf next = Bpf.load(firewall(name), Map.of(COUNTER.name(), counter));
                    LinkAttachment link = LinkAttachment.adopt(linkPin, namespace)) {
                link.replaceWith(next.xdp(name));
            }
        }

        private static long descriptors() throws IOException {
            long count = 0;
            try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
                for (Path fd : all) {
                    count += ProcFiles.link(fd).filter(kind -> kind.contains("bpf") || kind.startsWith("socket:")).isPresent()
                            ? 1
                            : 0;
                }
            }
            return count;
        }
    }

    @AfterEach
    void removePins() throws IOException {
        Files.deleteIfExists(linkPin);
        Files.deleteIfExists(mapPin);
    }

    @Test
    void nothingPassesAndNothingIsLostWhileAnotherProcessReplaces() throws Exception {
        KernelCondition.needs("bpftool");
        long before = seenByBpftool();
        AtomicBoolean done = new AtomicBoolean();
        try (VethFixture net = new VethFixture();
                DatagramSocket receiver = net.here.call(() -> new DatagramSocket(PORT));
                DatagramSocket sender = net.there.call(DatagramSocket::new);
                Bpf first = Bpf.load(firewall(Programs.PREFIX + "v"))) {
            assertTrue(net.pings(), "the addresses are resolved");
            first.map(COUNTER.name()).pin(mapPin);
            LinkAttachment link = (LinkAttachment) first.programs().stream()
                    .map(XdpProgram.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .attach(net.device, XdpOptions.DEFAULTS.withMethod(XdpMethod.LINK).withMode(XdpMode.NATIVE));
            link.pin(linkPin);
            long droppedBefore = overrun(net);

            AtomicLong sent = new AtomicLong();
            CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> send(sender, done, sent));
            File said = new File(folder, "said");
            Process upgrader = Children.intoFile(
                            Children.java(
                                    Upgrader.class, net.here.path(), linkPin, mapPin, Programs.PREFIX, REPLACEMENTS),
                            said)
                    .start();
            assertTrue(upgrader.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            done.set(true);
            traffic.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(said.toPath());
            assertEquals(0, upgrader.exitValue(), printed);
            assertTrue(printed.contains("replaced, descriptors grew by 0"), printed);
            Thread.sleep(SETTLE_MILLIS);

            assertEquals(0, received(receiver), "packets that the rules drop");
            long lostBefore = overrun(net) - droppedBefore;
            long counted = first.map(COUNTER.name(), Codecs.S32, Codecs.U64).get(0).orElseThrow();
            assertEquals(sent.get() - lostBefore, counted, "sent " + sent + ", dropped by the full ring " + lostBefore);
            assertTrue(counted > REPLACEMENTS, "there was traffic: " + counted);
            assertEquals(1, programs(), "of all versions the last one is left, beside the first that we hold ourselves");
            System.out.println("UpgradeTest: " + REPLACEMENTS + " replacements, " + sent + " packets sent, " + counted
                    + " counted and dropped, " + lostBefore + " lost in the device before the program, 0 passed");
            link.close();
        }
        removePins();
        for (int waited = 0; waited < WAIT_MILLIS && seenByBpftool() != before; waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS);
        }
        assertEquals(before, seenByBpftool(), "programs and links of ours");
    }

    /** How many programs and links of this test there are, in another tool's eyes. */
    private static long seenByBpftool() throws IOException, InterruptedException {
        long programs = Commands.run("bpftool", "prog", "list").lines()
                .filter(line -> line.contains(Programs.PREFIX + "v"))
                .count();
        List<String> ours = ProgramInfo.all().stream()
                .filter(program -> program.name().startsWith(Programs.PREFIX + "v"))
                .map(program -> "prog " + program.id() + " ")
                .toList();
        return programs
                + links().lines()
                        .filter(line -> ours.stream().anyMatch(line::contains))
                        .count();
    }

    /** bpftool gives up where a link is just being made (EAGAIN), as other processes' may be. */
    private static String links() throws IOException, InterruptedException {
        for (int waited = 0; ; waited += STEP_MILLIS) {
            try {
                return Commands.run("bpftool", "link", "list");
            } catch (AssertionError e) {
                if (waited >= WAIT_MILLIS) {
                    throw e;
                }
                Thread.sleep(STEP_MILLIS);
            }
        }
    }

    /** Programs of the upgrader: named v0, v1 and so on. */
    private static long programs() {
        return ProgramInfo.all().stream()
                .filter(program -> program.name().matches(Programs.PREFIX + "v\\d+"))
                .count();
    }

    private static void send(DatagramSocket socket, AtomicBoolean done, AtomicLong sent) {
        byte[] payload = new byte[32];
        try {
            DatagramPacket packet = new DatagramPacket(payload, payload.length, new InetSocketAddress(VethFixture.HERE, PORT));
            while (!done.get()) {
                socket.send(packet);
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int received(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(1);
        int count = 0;
        while (true) {
            try {
                socket.receive(new DatagramPacket(new byte[64], 64));
                count++;
            } catch (SocketTimeoutException e) {
                return count;
            }
        }
    }

    /** The sending end's count of packets that did not fit into the receiving end's ring, in /proc/net/dev. */
    private static long overrun(VethFixture net) {
        return net.there.call(() -> {
            for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
                String[] words = line.strip().split("[:\\s]+");
                if (words[0].equals("xt1")) {
                    // name, 8 receive columns, then transmit: bytes packets errs drop
                    return Long.parseLong(words[12]);
                }
            }
            throw new IllegalStateException("xt1 is not in /proc/net/dev");
        });
    }
}
