package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE32;
import static dev.xdpasm.programs.Refusals.refused;
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
