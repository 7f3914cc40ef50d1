package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --packet}: BPF_PROG_RUN on packets given. */
@KernelTest
class RunPacketsTest {
    private static final String PACKET = "ffffffffffff0200000000010800" + "00".repeat(50);

    @TempDir
    Path folder;

    private Path program(String text) throws IOException {
        return Files.writeString(folder.resolve("p.xasm"), text);
    }

    private static byte[] pcap(ByteOrder order, int magic, int linkType, int... lengths) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(24).order(order);
        header.putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65535).putInt(linkType);
        out.writeBytes(header.array());
        for (int length : lengths) {
            ByteBuffer record = ByteBuffer.allocate(16 + length).order(order);
            record.putLong(0).putInt(length).putInt(length).put((byte) length);
            out.writeBytes(record.array());
        }
        return out.toByteArray();
    }

    @Test
    void actionsAreSaid() throws IOException {
        Path drop = program(".program xdp d\nr0 = XDP_DROP\nexit\n");
        Cli cli = Cli.run("run", drop, "--packet", PACKET, "--repeat", "100");
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        assertTrue(cli.out().matches("XDP_DROP, [0-9]+ ns a run\n"), cli.out());
    }

    @ParameterizedTest
    @CsvSource({
        "xdp,                2,  XDP_PASS",
        "tc,                 2,  TC_ACT_SHOT",
        "tc,                -1,  TC_ACT_UNSPEC",
        "tc,                 9,  returned 9",
        "cgroup_skb/ingress, 1,  returned 1"
    })
    void whatIsReturnedIsSaidInTheWordsOfTheProgramsType(String section, int result, String said) throws IOException {
        Cli cli = Cli.run("run", program(".program " + section + " p\nr0 = " + result + "\nexit\n"), "--packet", PACKET);
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        assertTrue(cli.out().startsWith(said + ", "), cli.out());
    }

    @Test
    void eachPacketOfACaptureIsRunOn() throws IOException {
        // r0 = the packet's first byte, its length here
        Path first = program(
                """
                .program xdp first
                    r2 = *(u32 *)(r1 + 0)
                    r3 = *(u32 *)(r1 + 4)
                    r4 = r2
                    r4 += 14
                    r0 = 0
                    if r4 > r3 goto out
                    r0 = *(u8 *)(r2 + 0)
                out:
                    exit
                """);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (int magic : new int[] {0xa1b2c3d4, 0xa1b23c4d}) {
                Path capture = Files.write(folder.resolve("c.pcap"), pcap(order, magic, 1, 60, 100));
                Cli cli = Cli.run("run", first, "--packet", capture);
                assertEquals(ExitStatus.OK, cli.status(), cli.err());
                assertTrue(
                        cli.out().matches("packet 1: returned 60, [0-9]+ ns\npacket 2: returned 100, [0-9]+ ns\n"), cli.out());
            }
        }
    }

    @Test
    void whatIsNoCaptureIsRefused() throws IOException {
        Path drop = program(".program xdp d\nr0 = XDP_DROP\nexit\n");
        byte[] good = pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 1, 60);
        refused(drop, "short", new byte[10], "has 10 bytes, expected a pcap file");
        refused(drop, "text", new byte[100], "is no capture, expected pcap");
        refused(drop, "ng", new byte[] {0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                "is pcapng, expected pcap");
        refused(drop, "empty", pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 1), "holds no packet");
        refused(drop, "raw", pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101, 60), "link type 101, expected Ethernet (1)");
        refused(drop, "cut", java.util.Arrays.copyOf(good, good.length - 1), "packet 1 is cut: it has 60 bytes");
    }

    private void refused(Path program, String name, byte[] content, String problem) throws IOException {
        Path capture = Files.write(folder.resolve(name + ".pcap"), content);
        Cli cli = Cli.run("run", program, "--packet", capture);
        assertEquals(ExitStatus.FAILURE, cli.status());
        assertTrue(cli.err().startsWith("xdpasm: " + capture + ": ") && cli.err().contains(problem), cli.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--packet xyz | 1 | --packet takes bytes in hex or a pcap file",
        "--packet 0011 | 1 | an XDP program's packet has an Ethernet header",
        "--repeat 3 | 2 | --repeat and --ctx go with --packet",
        "--packet 0011 --ctx lo:x | 1 | has no queue number",
    })
    void wrongOptionsAreRefused(String options, int status, String problem) throws IOException {
        Path drop = program(".program xdp d\nr0 = XDP_DROP\nexit\n");
        Object[] args = new Object[2 + options.split(" ").length];
        args[0] = "run";
        args[1] = drop;
        System.arraycopy(options.split(" "), 0, args, 2, args.length - 2);
        Cli cli = Cli.run(args);
        assertEquals(status, cli.status(), cli.err());
        assertTrue(cli.err().contains(problem), cli.err());
    }
}
