package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.RingBuffer;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.loader.StructOpsRegistration;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.object.BpfObject;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs under docs/examples: each loads, and does what its first sentence says. */
@KernelTest
class ExamplesTest {
    private static final int DROP = 1;
    private static final int PASS = 2;
    private static final int TX = 3;
    private static final int REDIRECT = 4;

    @TempDir
    Path classes;

    private BpfObject example(String name) throws Exception {
        Path source = Path.of("..", "docs", "examples", name + ".java");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), source.toString());
        assertEquals(0, result);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Field program = Class.forName(name, true, loader).getDeclaredField("PROGRAM");
            program.setAccessible(true);
            return (BpfObject) program.get(null);
        }
    }

    private static RunResult run(Bpf bpf, byte[] packet) {
        return bpf.programs().get(0).run(packet);
    }

    private static byte[] udp(int port, byte[] content) {
        return Packets.ipv4(17, Packets.udp(4000, port, content));
    }

    @Test
    void loadBalancerWrapsAndSends() throws Exception {
        try (Bpf bpf = Bpf.load(example("LoadBalancer"))) {
            byte[] packet = udp(53, new byte[20]);
            assertEquals(PASS, run(bpf, packet).retval());
            bpf.map("services").put(new byte[] {(byte) 192, 0, 2, 2, 0, 53, 17, 0}, new byte[] {9, 0, 0, 0});
            assertEquals(DROP, run(bpf, packet).retval());
            byte[] server = {10, 0, 0, 7, 2, 0, 0, 0, 0, 7, 0, 0};
            BpfMap<byte[], byte[]> servers = bpf.map("servers");
            servers.put(new byte[4], server);
            RunResult sent = run(bpf, packet);
            assertEquals(TX, sent.retval());
            assertEquals(packet.length + 20, sent.data().length);
            assertArrayEquals(new byte[] {2, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 1, 8, 0, 0x45}, Arrays.copyOf(sent.data(), 15));
            assertEquals(0, Packets.checksum(sent.data(), 14, 34));
            assertEquals(4, sent.data()[23]);
            assertArrayEquals(new byte[] {10, 0, 0, 7}, Arrays.copyOfRange(sent.data(), 30, 34));
            assertArrayEquals(
                    Arrays.copyOfRange(packet, 14, packet.length), Arrays.copyOfRange(sent.data(), 34, sent.data().length));
        }
    }

    private static byte[] question(String... labels) {
        ByteBuffer dns = ByteBuffer.allocate(200).putShort((short) 7).putShort((short) 0x0100).putShort((short) 1);
        dns.position(12);
        for (String label : labels) {
            dns.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        dns.put((byte) 0).putShort((short) 1).putShort((short) 1);
        return Arrays.copyOf(dns.array(), dns.position());
    }

    private static long fnv(byte[] question) {
        int hash = 0x811c9dc5;
        for (int i = 12; question[i] != 0; i++) {
            hash = (hash ^ Character.toLowerCase(question[i])) * 0x01000193;
        }
        return hash & 0xffff_ffffL;
    }

    @Test
    void dnsFilterDropsNamesOfItsList() throws Exception {
        try (Bpf bpf = Bpf.load(example("DnsFilter"))) {
            BpfMap<Long, Long> names = bpf.map("names", Codecs.U32, Codecs.U64);
            names.put(fnv(question("www", "example", "com")), 0L);
            assertEquals(DROP, run(bpf, udp(53, question("www", "EXAMPLE", "com"))).retval());
            assertEquals(PASS, run(bpf, udp(53, question("www", "example", "org"))).retval());
            assertEquals(PASS, run(bpf, udp(54, question("www", "example", "com"))).retval());
            assertEquals(PASS, run(bpf, udp(53, question("a".repeat(63), "b".repeat(63)))).retval());
            assertEquals(1L, names.get(fnv(question("www", "example", "com"))).orElseThrow());
        }
    }

    @Test
    void samplerHandsOutPackets() throws Exception {
        try (Bpf bpf = Bpf.load(example("Sampler"));
                RingBuffer ring = RingBuffer.of(bpf.map("samples"))) {
            byte[] packet = udp(9, new byte[30]);
            assertEquals(PASS, run(bpf, packet).retval());
            List<byte[]> samples = new ArrayList<>();
            ring.drain(event -> {
                byte[] copy = new byte[event.remaining()];
                event.get(copy);
                samples.add(copy);
            });
            ByteBuffer sample = ByteBuffer.wrap(samples.get(0)).order(ByteOrder.LITTLE_ENDIAN);
            assertTrue(sample.getLong() > 0);
            assertEquals(packet.length, sample.getInt(16));
            assertEquals(17, sample.get(20));
            assertArrayEquals(Arrays.copyOf(packet, 32), Arrays.copyOfRange(samples.get(0), 21, 53));
        }
        try (Bpf bpf = Bpf.load(example("Sampler").withGlobal("one_of", 1_000_000_000));
                RingBuffer ring = RingBuffer.of(bpf.map("samples"))) {
            run(bpf, udp(9, new byte[30]));
            assertEquals(0, ring.drain(event -> {}));
        }
    }

    @Test
    void firewallDoesWhatItsFirstRuleSays() throws Exception {
        try (Bpf bpf = Bpf.load(example("Firewall"))) {
            int near = 0xc0000201;
            int far = 0xc0000211;
            int here = 0xc0000202;
            assertEquals(DROP, run(bpf, Packets.ipv4(0xcb007107, here, 6, Packets.tcp(1, 22, 0, 0))).retval());
            assertEquals(PASS, run(bpf, Packets.ipv4(near, here, 6, Packets.tcp(1, 22, 0, 0))).retval());
            assertEquals(DROP, run(bpf, Packets.ipv4(far, here, 6, Packets.tcp(1, 22, 0, 0))).retval());
            assertEquals(DROP, run(bpf, Packets.ipv4(near, here, 6, Packets.tcp(1, 23, 0, 0))).retval());
            assertEquals(PASS, run(bpf, Packets.ipv4(near, here, 17, Packets.udp(123, 8999, new byte[4]))).retval());
            assertEquals(DROP, run(bpf, Packets.ipv4(near, far, 17, Packets.udp(123, 8999, new byte[4]))).retval());
            assertEquals(PASS, run(bpf, Packets.ipv4(near, here, 1, new byte[8])).retval());
            List<Long> hits = new ArrayList<>();
            for (long rule = 0; rule <= 6; rule++) {
                hits.add(bpf.map("hits", Codecs.U32, Codecs.perCpu(Codecs.U64)).get(rule).orElseThrow().sum(Long::longValue));
            }
            assertEquals(List.of(1L, 1L, 2L, 1L, 0L, 1L, 1L), hits);
        }
    }

    @Test
    void synGuardResetsWhatIsTooMuch() throws Exception {
        try (Bpf bpf = Bpf.load(example("SynGuard").withGlobal("limit", 2L))) {
            byte[] syn = Packets.ipv4(6, Packets.tcp(5000, 80, 41, 2));
            assertEquals(PASS, run(bpf, syn).retval());
            assertEquals(PASS, run(bpf, syn).retval());
            RunResult reset = run(bpf, syn);
            assertEquals(TX, reset.retval());
            byte[] out = reset.data();
            assertEquals(54, out.length);
            assertEquals(0, Packets.checksum(out, 14, 34));
            ByteBuffer segment = ByteBuffer.allocate(32).put(out, 26, 8).putShort((short) 6).putShort((short) 20).put(out, 34, 20);
            assertEquals(0, Packets.checksum(segment.array(), 0, 32));
            assertEquals(80, segment.getShort(12));
            assertEquals(5000, segment.getShort(14));
            assertEquals(42, segment.getInt(20));
            assertEquals(0x14, out[47]);
            assertEquals(PASS, run(bpf, Packets.ipv4(6, Packets.tcp(5000, 80, 41, 16))).retval());
        }
    }

    @Test
    void vxlanDecapTakesTheOuterHeadersOff() throws Exception {
        byte[] inner = Packets.ipv4(17, Packets.udp(1, 2, new byte[20]));
        byte[] vxlan = ByteBuffer.allocate(8 + inner.length).putInt(0x08000000).putInt(77 << 8).put(inner).array();
        byte[] gre = ByteBuffer.allocate(4 + inner.length).putInt(0x6558).put(inner).array();
        try (Bpf bpf = Bpf.load(example("VxlanDecap"))) {
            assertEquals(PASS, run(bpf, udp(4789, vxlan)).retval());
            BpfMap<Long, Long> networks = bpf.map("networks", Codecs.U32, Codecs.U32);
            networks.put(77L, 1L);
            networks.put(0xffffffL, 1L);
            RunResult out = run(bpf, udp(4789, vxlan));
            assertEquals(REDIRECT, out.retval());
            assertArrayEquals(inner, out.data());
            RunResult ofGre = run(bpf, Packets.ipv4(47, gre));
            assertEquals(REDIRECT, ofGre.retval());
            assertArrayEquals(inner, ofGre.data());
            assertEquals(PASS, run(bpf, udp(4790, vxlan)).retval());
        }
    }

    private static byte[] options(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void mssClampLowersTheSegmentSize() throws Exception {
        try (Bpf bpf = Bpf.load(example("MssClamp").withGlobal("limit", 1220))) {
            Random random = new Random(1460);
            for (int i = 0; i < 500; i++) {
                int mss = random.nextInt(3000);
                int before = random.nextInt(9);
                byte[] all = ByteBuffer.allocate(40).put(options("01".repeat(before) + "0204")).putShort((short) mss)
                        .put(options("0402" + "080a11223344aabbccdd" + "030307" + "00")).array();
                byte[] packet = TcpOptionsTest.syn(all);
                RunResult out = run(bpf, packet);
                assertEquals(PASS, out.retval());
                byte[] expected = packet.clone();
                ByteBuffer.wrap(expected).putShort(56 + before, (short) Math.min(mss, 1220));
                System.arraycopy(out.data(), 50, expected, 50, 2);
                assertArrayEquals(expected, out.data());
                assertEquals(0, TcpOptionsTest.tcpChecksum(out.data(), 60), () -> HexFormat.of().formatHex(packet));
            }
            for (String unchanged : List.of("", "01010101", "020405b0" + "0000", "03030700", "0203ffff", "020004ff")) {
                byte[] packet = TcpOptionsTest.syn(Arrays.copyOf(options(unchanged), 8));
                byte[] ack = packet.clone();
                ack[47] = 16;
                assertArrayEquals(ack, run(bpf, ack).data());
                if (!unchanged.startsWith("0204")) {
                    assertArrayEquals(packet, run(bpf, packet).data());
                }
            }
        }
    }

    @Test
    void mssClampKnowsIpv6AndVlans() throws Exception {
        byte[] tcp = Arrays.copyOfRange(TcpOptionsTest.syn(options("020405b4")), 34, 58);
        byte[] ip = ByteBuffer.allocate(40 + 24).putInt(0x60000000).putShort((short) 24).put((byte) 6).put((byte) 64)
                .putLong(0x20010db800000000L).putLong(1).putLong(0x20010db800000000L).putLong(2).put(tcp).array();
        byte[] tagged = ByteBuffer.allocate(4 + ip.length).putInt(0x000186dd).put(ip).array();
        try (Bpf bpf = Bpf.load(example("MssClamp"))) {
            byte[] out = run(bpf, Packets.ethernet(0x8100, tagged)).data();
            ByteBuffer words = ByteBuffer.wrap(out);
            assertEquals(1400, words.getShort(18 + 40 + 22));
            int before = ByteBuffer.wrap(tcp).getShort(16) & 0xffff;
            int sum = before + 1460 - 1400; // the one's complement of a sum that has 60 less
            assertEquals(sum > 0xffff ? sum - 0xffff : sum, words.getShort(18 + 40 + 16) & 0xffff);
        }
    }

    private static final int HOST = 0x0a010203;
    private static final int SERVER = 0xc6336401;
    private static final int PUBLIC = 0xcb007101;

    /** A TCP or UDP packet whose checksums are right. */
    private static byte[] segment(int protocol, int from, int to, int fromPort, int toPort, byte[] content) {
        int head = protocol == 6 ? 20 : 8;
        ByteBuffer segment = ByteBuffer.allocate(head + content.length).putShort((short) fromPort).putShort((short) toPort);
        if (protocol == 6) {
            segment.position(12).put((byte) 0x50);
        } else {
            segment.putShort((short) (head + content.length));
        }
        segment.position(head).put(content);
        byte[] packet = Packets.ipv4(from, to, protocol, segment.array());
        ByteBuffer.wrap(packet).putShort(34 + (protocol == 6 ? 16 : 6), (short) segmentSum(packet));
        return packet;
    }

    /** The checksum over what IPv4 carries and its pseudo header: 0 where the one in the packet is right. */
    private static int segmentSum(byte[] packet) {
        int length = packet.length - 34;
        byte[] covered = ByteBuffer.allocate(12 + length)
                .put(packet, 26, 8)
                .putShort(packet[23])
                .putShort((short) length)
                .put(packet, 34, length)
                .array();
        return Packets.checksum(covered, 0, covered.length);
    }

    @Test
    void snatTranslatesBothWays() throws Exception {
        try (Bpf bpf = Bpf.load(example("Snat"))) {
            for (int i = 0; i < 200; i++) {
                int protocol = i % 2 == 0 ? 6 : 17;
                int host = HOST + i * 0x010203 % 0xffffff;
                byte[] content = Arrays.copyOf(Integer.toString(i * 0x9e3779b1).getBytes(StandardCharsets.US_ASCII), i % 17);
                ByteBuffer out = ByteBuffer.wrap(run(bpf, segment(protocol, host, SERVER, 1000 + i, 443, content)).data());
                assertEquals(PUBLIC, out.getInt(26), "packet " + i);
                assertEquals(20_000 + i, out.getShort(34) & 0xffff);
                assertEquals(0, Packets.checksum(out.array(), 14, 34));
                assertEquals(0, segmentSum(out.array()), "packet " + i);
                ByteBuffer back = ByteBuffer.wrap(run(bpf, segment(protocol, SERVER, PUBLIC, 443, 20_000 + i, content)).data());
                assertEquals(host, back.getInt(30));
                assertEquals(1000 + i, back.getShort(36) & 0xffff);
                assertEquals(0, Packets.checksum(back.array(), 14, 34));
                assertEquals(0, segmentSum(back.array()), "packet " + i);
            }
            byte[] again = segment(6, HOST, SERVER, 1000, 443, new byte[0]);
            assertEquals(20_000, ByteBuffer.wrap(run(bpf, again).data()).getShort(34) & 0xffff);
            byte[] stranger = segment(6, SERVER, PUBLIC, 444, 20_000, new byte[0]);
            assertArrayEquals(stranger, run(bpf, stranger).data());
            byte[] unsummed = Packets.ipv4(HOST, SERVER, 17, Packets.udp(5, 6, new byte[4]));
            assertEquals(0, ByteBuffer.wrap(run(bpf, unsummed).data()).getShort(40));
        }
    }

    @Test
    void conntrackLetsAnswersInUntilTheFlowIsForgotten() throws Exception {
        try (Bpf bpf = Bpf.load(example("Conntrack").withGlobal("timeout_ns", 200_000_000))) {
            byte[] asked = segment(17, HOST, SERVER, 4000, 53, new byte[8]);
            byte[] answer = segment(17, SERVER, HOST, 53, 4000, new byte[8]);
            assertEquals(DROP, run(bpf, answer).retval());
            assertEquals(PASS, run(bpf, asked).retval());
            assertEquals(PASS, run(bpf, answer).retval());
            assertEquals(DROP, run(bpf, segment(6, SERVER, HOST, 53, 4000, new byte[8])).retval());
            long until = System.nanoTime() + 5_000_000_000L;
            while (!bpf.map("connections").entries().isEmpty() && System.nanoTime() < until) {
                Thread.sleep(20);
            }
            assertEquals(DROP, run(bpf, answer).retval());
        }
    }

    @Test
    void pacerSpacesPackets() throws Exception {
        try (Bpf bpf = Bpf.load(example("Pacer"))) {
            byte[] packet = segment(17, HOST, SERVER, 1, 2, new byte[58]);
            byte[] rate = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(100).array(); // a second each
            bpf.map("rates").put(new byte[] {10, 1, 2, 3}, rate);
            List<Integer> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(run(bpf, packet).retval());
            }
            assertEquals(List.of(0, 0, 0, 2, 2, 2), results); // now, in 1 s, in 2 s, and then beyond the horizon
            assertEquals(0, run(bpf, segment(17, SERVER, HOST, 1, 2, new byte[58])).retval());
        }
    }

    @Test
    void congestionControlKeepsWindowsSmall() throws Exception {
        Needs.version(5, 13, "functions of the kernel in congestion controls");
        try (Bpf bpf = Bpf.load(example("Congestion").withGlobal("most", 5));
                VethFixture veth = new VethFixture();
                StructOpsRegistration on = bpf.structOps("capped").register()) {
            assertEquals(5, TcpTransfer.send(veth, "capped", 1_000_000), on::toString);
        }
    }

    /** An answer of a DHCP server with options. */
    private static byte[] dhcp(String options) {
        byte[] more = options(options);
        byte[] content = ByteBuffer.allocate(240 + more.length).put((byte) 2).put((byte) 1).put((byte) 6).put((byte) 0)
                .putInt(0x1234).putInt(0).putInt(0).putInt(0xc0000263).putInt(0xc0000201).putInt(0).put(options("020000000099"))
                .position(236).putInt(0x63825363).put(more).array();
        return Packets.ipv4(17, Packets.udp(67, 68, content));
    }

    @Test
    void dhcpGuardKeepsLeasesOfTrustedServers() throws Exception {
        String ack = "350105" + "0000" + "01045555aaaa" + "3304" + "00000e10" + "3604" + "c0000201" + "0c03414243" + "ff";
        try (Bpf bpf = Bpf.load(example("DhcpGuard"))) {
            assertEquals(DROP, run(bpf, dhcp(ack)).retval());
            bpf.map("trusted", Codecs.U32, Codecs.U32).put(1L, 1L);
            BpfMap<byte[], byte[]> leases = bpf.map("leases", Codecs.bytes(6), Codecs.bytes(12));
            for (String none : List.of(ack.replaceFirst("350105", "350102"), ack.replaceFirst("350105", "35020505"), "ff" + ack, "3501")) {
                assertEquals(PASS, run(bpf, dhcp(none)).retval());
                assertTrue(leases.get(options("020000000099")).isEmpty(), none);
            }
            assertEquals(PASS, run(bpf, dhcp(ack)).retval());
            assertEquals("c0000263" + "c0000201" + "100e0000", HexFormat.of().formatHex(leases.get(options("020000000099")).orElseThrow()));
            assertEquals(PASS, run(bpf, Packets.ipv4(17, Packets.udp(68, 67, new byte[300]))).retval());
        }
    }

    /** What IPv4 has from 192.0.2.1 to 192.0.2.2, with a checksum at an offset. */
    private static byte[] summed(int protocol, byte[] content, int checksumAt) {
        byte[] pseudo = ByteBuffer.allocate(12 + content.length).putInt(0xc0000201).putInt(0xc0000202).putShort((short) protocol)
                .putShort((short) content.length).put(content).array();
        int sum = Packets.checksum(pseudo, 0, pseudo.length);
        ByteBuffer.wrap(content).putShort(checksumAt, (short) (sum == 0 ? 0xffff : sum));
        return Packets.ipv4(protocol, content);
    }

    private static void assertTranslated(Bpf bpf, int protocol, byte[] packet, int checksumAt) {
        RunResult result = run(bpf, packet);
        assertEquals(TX, result.retval());
        int length = packet.length - 34;
        ByteBuffer head = ByteBuffer.allocate(54).put(Packets.SOURCE).put(Packets.DESTINATION).putShort((short) 0x86dd)
                .putInt(0x60000000).putShort((short) length).put((byte) protocol).put((byte) 63)
                .putLong(0x0064ff9b00000000L).putLong(0xc0000201L).putLong(0x0064ff9b00000000L).putLong(0xc0000202L);
        assertEquals(HexFormat.of().formatHex(head.array()), HexFormat.of().formatHex(result.data(), 0, 54));
        byte[] content = Arrays.copyOfRange(result.data(), 54, result.data().length);
        assertEquals(0, translatedSum(protocol, content), () -> HexFormat.of().formatHex(packet));
        assertTrue(content[checksumAt] != 0 || content[checksumAt + 1] != 0);
    }

    /** The checksum of what is translated, with the pseudo header of IPv6. */
    private static int translatedSum(int protocol, byte[] content) {
        byte[] pseudo = ByteBuffer.allocate(40 + content.length).putLong(0x0064ff9b00000000L).putLong(0xc0000201L)
                .putLong(0x0064ff9b00000000L).putLong(0xc0000202L).putInt(content.length).putInt(protocol).put(content).array();
        return Packets.checksum(pseudo, 0, pseudo.length);
    }

    @Test
    void siitMakesIpv6OfIpv4() throws Exception {
        try (Bpf bpf = Bpf.load(example("Siit"))) {
            Random random = new Random(6);
            for (int i = 0; i < 300; i++) {
                byte[] content = new byte[random.nextInt(40)];
                random.nextBytes(content);
                assertTranslated(bpf, 17, summed(17, Packets.udp(5000, 53, content), 6), 6);
            }
            assertTranslated(bpf, 6, summed(6, Packets.tcp(5000, 80, 7, 2), 16), 16);
            int port = 1;
            while (translatedSum(17, Packets.udp(port, 53, new byte[0])) != 0) {
                port++;
            }
            assertTranslated(bpf, 17, summed(17, Packets.udp(port, 53, new byte[0]), 6), 6); // a checksum of 0 is 0xffff
            assertEquals(DROP, run(bpf, Packets.ipv4(17, Packets.udp(1, 2, new byte[4]))).retval());
            assertEquals(PASS, run(bpf, Packets.ipv4(1, new byte[8])).retval());
        }
    }
}
