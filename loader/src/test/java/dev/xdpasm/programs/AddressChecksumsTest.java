package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.dsl.Types.BE32;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Checksum;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checksums over addresses, which are more than one word: the kernel's sums are those of the whole packet made anew. */
@KernelTest
class AddressChecksumsTest {
    static final class Covered extends Header {
        final NetField checksum = be16();
        final NetField port = be16();
        final NetField address = be32();
        final NetField next = be32();
        final BytesField wide = ipv6();
        final BytesField mac = mac();
        final BytesField odd = bytes(7);
        final BytesField last = bytes(7);
    }

    private static final int BYTES = 2 + 2 + 4 + 4 + 16 + 6 + 14;

    /** Random contents, and those whose sums are 0 or all ones. */
    private static byte[] content(int i, Random random) {
        byte[] bytes = new byte[BYTES];
        if (i == 1) {
            Arrays.fill(bytes, (byte) 0xff);
        } else if (i > 1) {
            random.nextBytes(bytes);
        }
        ByteBuffer.wrap(bytes).putShort(0, (short) 0).putShort(0, (short) Packets.checksum(bytes, 0, BYTES));
        return bytes;
    }

    @Test
    void aChangedAddressIsReplaced() {
        try (Bpf bpf = Bpf.load(Xdp.program("replaces", p -> {
            var all = p.header(Covered::new);
            all.checksum.set(Checksum.replaced(all.checksum, all.address, all.next));
            all.address.set(all.next);
            all.checksum.set(Checksum.replaced(all.checksum, all.next, p.num(0xfffefdfcL).net(BE32)));
            all.next.set(0xfffefdfcL);
        }))) {
            Random random = new Random(1071);
            for (int i = 0; i < 500; i++) {
                byte[] changed = bpf.xdp("replaces").run(content(i, random)).data();
                int sum = Packets.checksum(changed, 0, BYTES);
                assertEquals(0, sum == 0xffff ? 0 : sum, "content " + i);
            }
        }
        refused("a checksum is made of words of 16 bits, this is a be32", () -> Xdp.program("mixed", p -> {
            var all = p.header(Covered::new);
            Checksum.replaced(all.checksum, all.port, all.address);
        }));
    }

    @Test
    void manyWordsAreReplacedAtOnce() {
        try (Bpf bpf = Bpf.load(Xdp.program("changes", p -> {
            var all = p.header(Covered::new);
            var address = all.wide.net(12, BE32);
            var wide = all.wide.with(2, address).with(6, all.port.get()).get();
            all.checksum.set(Checksum.changed(all.checksum)
                    .remove(all.address)
                    .remove(all.wide)
                    .remove(all.port)
                    .add(0x1234)
                    .add(wide)
                    .add(address)
                    .checksum());
            all.address.set(address);
            all.wide.set(wide);
            all.port.set(0x1234);
        }))) {
            Random random = new Random(791);
            for (int i = 0; i < 500; i++) {
                byte[] before = content(i, random);
                byte[] changed = bpf.xdp("changes").run(before).data();
                int sum = Packets.checksum(changed, 0, BYTES);
                assertEquals(0, sum == 0xffff ? 0 : sum, "content " + i);
                byte[] wide = Arrays.copyOfRange(before, 12, 28);
                System.arraycopy(before, 24, wide, 2, 4);
                System.arraycopy(before, 2, wide, 6, 2);
                assertArrayEquals(wide, Arrays.copyOfRange(changed, 12, 28), "content " + i);
                assertArrayEquals(Arrays.copyOfRange(before, 24, 28), Arrays.copyOfRange(changed, 4, 8), "content " + i);
            }
        }
    }

    @Test
    void partsOfBytesAreNumbers() {
        for (int offset = 0; offset <= 10; offset++) {
            int from = offset;
            try (Bpf bpf = Bpf.load(Xdp.program("parts", p -> {
                var all = p.header(Covered::new);
                all.last.set(all.last.with(1, all.wide.net(from, BE32)));
                all.mac.set(all.mac.with(0, all.wide.net(from, BE16)));
            }))) {
                Random random = new Random(offset);
                byte[] before = content(2, random);
                byte[] changed = bpf.xdp("parts").run(before).data();
                byte[] expected = before.clone();
                System.arraycopy(before, 12 + from, expected, 28 + 6 + 7 + 1, 4);
                System.arraycopy(before, 12 + from, expected, 28, 2);
                assertArrayEquals(expected, changed, "offset " + from);
            }
        }
        refused("4 bytes at offset 13 of 16", () -> Xdp.program("beyond", p -> {
            var all = p.header(Covered::new);
            all.wide.net(13, BE32);
        }));
        refused("2 bytes at offset -1 of 6", () -> Xdp.program("before", p -> {
            var all = p.header(Covered::new);
            all.mac.with(-1, all.port);
        }));
    }

    @Test
    void bytesAreAdded() {
        try (Bpf bpf = Bpf.load(Xdp.program("adds", p -> {
            var all = p.header(Covered::new);
            var none = p.header(Tail::new);
            p.action(Checksum.sum(none).add(all.wide).add(all.mac).add(all.address).checksum().host());
        }))) {
            Random random = new Random(1624);
            for (int i = 0; i < 200; i++) {
                byte[] bytes = content(i, random);
                ByteBuffer said = ByteBuffer.allocate(26).put(bytes, 12, 22).put(bytes, 4, 4);
                byte[] packet = Arrays.copyOf(bytes, BYTES + 2);
                assertEquals(Packets.checksum(said.array(), 0, 26), bpf.xdp("adds").run(packet).retval(), "content " + i);
            }
        }
        refused("a checksum over 7 bytes, expected an even number", () -> Xdp.program("odd", p -> {
            var all = p.header(Covered::new);
            Checksum.sum(all).add(all.odd);
        }));
    }

    static final class Tail extends Header {
        final NetField zero = be16();
    }
}
