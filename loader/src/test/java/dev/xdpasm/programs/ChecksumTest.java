package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Checksum;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checksums over payloads of any length, against sums that Java makes byte by byte. */
@KernelTest
class ChecksumTest {
    private static final int TX = 3;

    /** Fills in a UDP datagram's checksum: its payload is at most so many bytes. */
    private static BpfObject udp(int most) {
        return Xdp.program("udp", p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            udp.checksum(0);
            udp.checksum(Checksum.sum(udp)
                    .add(ip.saddr())
                    .add(ip.daddr())
                    .add(17)
                    .add(udp.length())
                    .add(p, udp.length().host().minus(8), most)
                    .checksum());
            p.when(p.has(1), p::drop);
            p.tx();
        });
    }

    private static int checksum(byte[] packet, int payload) {
        byte[] covered = ByteBuffer.allocate(12 + 8 + payload)
                .put(packet, 26, 8)
                .putShort((short) 17)
                .putShort((short) (8 + payload))
                .put(packet, 34, 8 + payload)
                .array();
        return Packets.checksum(covered, 0, covered.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 100, 1472})
    void payloadsOfEachLengthAreCovered(int most) {
        Random random = new Random(most);
        try (Bpf bpf = Bpf.load(udp(most))) {
            for (int length = 0; length <= most; length += most > 100 ? 13 : 1) {
                byte[] payload = new byte[length];
                random.nextBytes(payload);
                byte[] packet = Packets.ipv4(17, Packets.udp(53, 4000, payload));
                RunResult result = bpf.xdp("udp").run(packet);
                assertEquals(TX, result.retval(), "length " + length);
                assertEquals(0, checksum(result.data(), length), "length " + length);
            }
        }
    }

    @Test
    void theLargestSumHasRoom() {
        byte[] payload = new byte[1472];
        java.util.Arrays.fill(payload, (byte) 0xff);
        try (Bpf bpf = Bpf.load(udp(9000))) {
            RunResult result = bpf.xdp("udp").run(Packets.ipv4(17, Packets.udp(1, 2, payload)));
            assertEquals(TX, result.retval());
            assertEquals(0, checksum(result.data(), payload.length));
        }
    }

    @Test
    void theVerifierFollowsTheLargest() {
        try (Bpf bpf = Bpf.load(udp(0x7fff))) {
            assertEquals(TX, bpf.xdp("udp").run(Packets.ipv4(17, Packets.udp(1, 2, new byte[77]))).retval());
        }
    }

    @Test
    void whatIsTooLongOrNotThereTakesTheDefaultAction() {
        try (Bpf bpf = Bpf.load(udp(40))) {
            byte[] packet = Packets.ipv4(17, Packets.udp(1, 2, new byte[41]));
            assertEquals(2, bpf.xdp("udp").run(packet).retval());
            packet[39] = (byte) (8 + 40);
            assertEquals(1, bpf.xdp("udp").run(packet).retval());
            byte[] shorter = java.util.Arrays.copyOf(packet, packet.length - 2);
            assertEquals(2, bpf.xdp("udp").run(shorter).retval());
            packet[39] = 7;
            assertEquals(2, bpf.xdp("udp").run(packet).retval());
        }
        refused("a checksum over up to 40000 bytes, expected 1 to 32767", () -> udp(40_000));
    }

    @Test
    void aTimeToLiveThatIsCountedDownKeepsTheChecksumRight() {
        Random random = new Random(1812);
        BpfObject object = Xdp.program("hop", p -> {
            p.ethernet();
            p.ipv4().decrementTtl();
            p.tx();
        });
        try (Bpf bpf = Bpf.load(object)) {
            for (int i = 0; i < 500; i++) {
                byte[] packet = Packets.ipv4(random.nextInt(), random.nextInt(), 17, new byte[8]);
                packet[22] = (byte) (1 + i % 255);
                packet[24] = 0;
                packet[25] = 0;
                int checksum = Packets.checksum(packet, 14, 34);
                packet[24] = (byte) (checksum >> 8);
                packet[25] = (byte) checksum;
                byte[] result = bpf.xdp("hop").run(packet).data();
                assertEquals(i % 255, result[22] & 0xff);
                assertEquals(0, Packets.checksum(result, 14, 34), "time to live " + i % 255);
            }
        }
    }

    static final class Word extends Header {
        final NetField word = be16();
    }

    @Test
    void oneWordThatChangesCorrectsItAtAnyPlace() {
        Random random = new Random(1624);
        BpfObject object = Xdp.program("replace", p -> {
            var sum = p.header(Word::new).word;
            var place = p.header(Word::new).word.get().host();
            var word = p.header(Word::new).word.get();
            p.skip(place, 63);
            var at = p.header(Word::new).word;
            sum.set(Checksum.replaced(sum.get(), place, at.get(), word));
            at.set(word);
        });
        try (Bpf bpf = Bpf.load(object)) {
            for (int i = 0; i < 2000; i++) {
                byte[] packet = new byte[6 + 64];
                random.nextBytes(packet);
                ByteBuffer words = ByteBuffer.wrap(packet);
                words.putShort(2, (short) random.nextInt(63));
                words.putShort(0, (short) Packets.checksum(packet, 6, 70));
                byte[] out = bpf.xdp("replace").run(packet).data();
                int covered = Packets.checksum(out, 6, 70);
                int sum = ByteBuffer.wrap(out).getShort(0) & 0xffff;
                assertEquals(covered % 0xffff, sum % 0xffff);
            }
        }
    }
}
