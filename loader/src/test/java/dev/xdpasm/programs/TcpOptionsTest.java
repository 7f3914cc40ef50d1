package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Tcp;
import dev.xdpasm.dsl.TcpOption;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of TCP headers, as the kernel runs programs that go through them, against a walk in Java. */
@KernelTest
class TcpOptionsTest {
    private static final int PASS = 2;
    private static final int ABORTED = 0;

    /** {@return a SYN in IPv4 whose options are those bytes, of a right checksum} */
    static byte[] syn(byte[] options) {
        byte[] tcp = ByteBuffer.allocate(20 + options.length)
                .put(Packets.tcp(40000, 443, 0x01020304, 2))
                .put(12, (byte) ((20 + options.length) / 4 << 4))
                .put(options)
                .array();
        byte[] packet = Packets.ipv4(6, tcp);
        int sum = tcpChecksum(packet, tcp.length);
        packet[14 + 20 + 16] = (byte) (sum >>> 8);
        packet[14 + 20 + 17] = (byte) sum;
        return packet;
    }

    /** {@return the checksum over pseudo header and segment: 0 where the one that is in it is right} */
    static int tcpChecksum(byte[] packet, int bytes) {
        byte[] covered = ByteBuffer.allocate(12 + bytes)
                .put(packet, 26, 8)
                .putShort((short) 6)
                .putShort((short) bytes)
                .put(packet, 34, bytes)
                .array();
        return Packets.checksum(covered, 0, covered.length);
    }

    private static int run(byte[] packet, Consumer<Xdp> body) {
        BpfObject object = Xdp.program("options", p -> {
            p.ethernet();
            p.ipv4();
            body.accept(p);
        });
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp("options").run(packet).retval();
        }
    }

    private static void hashOfAll(Xdp p) {
        var tcp = p.tcp();
        var hash = p.var(U32, 7);
        p.options(tcp, (option, loop) -> {
            hash.set(hash.times(31).plus(option.kind()).times(31).plus(option.length()).times(31).plus(option.offset()));
            p.when(option.kind().eq(TcpOption.TIMESTAMPS), () -> hash.add(option.value(BE32, 4).host()));
        });
        p.action(hash);
    }

    /** What {@link #hashOfAll} comes to: a timestamp that is too short, or a packet that ends before, gives XDP_PASS. */
    private static int hashOfAll(byte[] packet) {
        int hash = 7;
        int end = 34 + (packet[34 + 12] >> 4 & 15) * 4;
        for (int at = 54; at < end; ) {
            if (at >= packet.length) {
                return PASS;
            }
            int kind = packet[at] & 0xff;
            if (kind == 0) {
                break;
            }
            if (kind == 1) {
                at++;
                continue;
            }
            if (at + 1 >= packet.length) {
                return PASS;
            }
            int length = packet[at + 1] & 0xff;
            if (length < 2 || at + length > end) {
                break;
            }
            hash = ((hash * 31 + kind) * 31 + length) * 31 + at + 2 - 34;
            if (kind == 8) {
                if (length < 10 || at + 10 > packet.length) {
                    return PASS;
                }
                hash += ByteBuffer.wrap(packet).getInt(at + 6);
            }
            at += length;
        }
        return hash;
    }

    private static byte[] random(Random random) {
        ByteBuffer options = ByteBuffer.allocate(4 * random.nextInt(11));
        int[] kinds = {0, 1, 1, 1, 2, 3, 4, 5, 8, 8, 30, 255};
        while (options.hasRemaining()) {
            int kind = kinds[random.nextInt(kinds.length)];
            options.put((byte) kind);
            int length = kind == 8 ? 10 : 2 + random.nextInt(6);
            if (kind > 1 && options.hasRemaining()) {
                options.put((byte) (random.nextInt(9) == 0 ? random.nextInt(256) : length));
                for (int i = 2; i < length && options.hasRemaining(); i++) {
                    options.put((byte) random.nextInt());
                }
            }
        }
        return options.array();
    }

    @Test
    void eachOptionIsComeByInItsOrder() {
        Random random = new Random(6);
        BpfObject object = Xdp.program("options", p -> {
            p.ethernet();
            p.ipv4();
            hashOfAll(p);
        });
        try (Bpf bpf = Bpf.load(object)) {
            for (int i = 0; i < 2000; i++) {
                byte[] whole = syn(random(random));
                int cut = random.nextInt(4) == 0 ? Math.max(54, whole.length - random.nextInt(20)) : whole.length;
                byte[] packet = java.util.Arrays.copyOf(whole, cut);
                assertEquals(hashOfAll(packet), bpf.xdp("options").run(packet).retval(), () -> HexFormat.of().formatHex(packet));
            }
        }
    }

    @Test
    void usualOptionsAreReadAndWritten() {
        byte[] options = HexFormat.of().parseHex("020405b4" + "0402" + "080a11223344aabbccdd" + "01" + "030307");
        BpfObject object = Xdp.program("options", p -> {
            p.ethernet();
            p.ipv4();
            var tcp = p.tcp();
            var seen = p.var(U32, 0);
            p.options(tcp, (option, loop) -> p.match(option.kind(), m -> {
                m.on(TcpOption.MSS, () -> seen.add(option.value(BE16).host()));
                m.on(TcpOption.SACK_PERMITTED, () -> seen.add(0x10000));
                m.on(TcpOption.TIMESTAMPS, () -> option.value(BE32).set(option.value(BE32, 4)));
                m.on(TcpOption.WINDOW_SCALE, () -> option.value(U8).add(1));
            }));
            p.action(seen);
        });
        try (Bpf bpf = Bpf.load(object)) {
            RunResult result = bpf.xdp("options").run(syn(options));
            assertEquals(0x10000 + 1460, result.retval());
            assertEquals(
                    "020405b4" + "0402" + "080aaabbccddaabbccdd" + "01" + "030308",
                    HexFormat.of().formatHex(result.data(), 54, 74));
        }
    }

    @Test
    void theCursorStaysBehindThem() {
        byte[] packet = java.util.Arrays.copyOf(syn(HexFormat.of().parseHex("020405b401010101")), 14 + 20 + 28 + 1);
        packet[62] = 77;
        assertEquals(77, run(packet, p -> {
            var tcp = p.tcp();
            p.options(tcp, (option, loop) -> p.when(option.kind().eq(TcpOption.MSS), loop::leave));
            p.action(p.header(One::new).value);
        }));
    }

    static final class One extends dev.xdpasm.dsl.Header {
        final dev.xdpasm.dsl.NumField value = u8();
    }

    @Test
    void valuesThatNoOptionHasAreRefused() {
        refused("bytes 60 to 61 of an option's value, which has at most 38", () -> Xdp.program("far", p -> {
            var tcp = p.header(Tcp::new);
            p.options(tcp, (option, loop) -> option.value(BE16, 60));
        }));
    }
}
