package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.dsl.Types.U16;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.ArrayField;
import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Arrays in structs, of which elements are had by constants and by numbers. */
@KernelTest
class ArraysTest {
    static final class Pair extends Struct {
        final NetField port = be16();
        final NumField count = u32();
    }

    static final class Histogram extends Struct {
        final NumField total = u32();
        final ArrayField<NumField> buckets = array(U64, 5);
        final ArrayField<Pair> pairs = array(Pair::new, 3);
    }

    static final class Ports extends Header {
        final ArrayField<NetField> ports = array(BE16, 2);
    }

    private static final Type<Histogram, Histogram> HISTOGRAM = struct(Histogram::new);
    private static final MapRef<Num, Histogram> BY_NUMBER = Maps.hash("by_number", U32, HISTOGRAM, 4);
    private static final GlobalRef<Histogram> WHOLE = Globals.zeroed("whole", HISTOGRAM);

    private static void count(Xdp p, Histogram histogram, Num bucket, Net port) {
        histogram.total.add(1);
        histogram.buckets.at(bucket).ifPresent(one -> one.add(100)).otherwise(() -> histogram.buckets.at(4).add(1));
        histogram.pairs.at(bucket.and(3)).ifPresent(pair -> {
            pair.port.set(port);
            pair.count.add(1);
        });
    }

    private static final BpfObject OBJECT = Xdp.program("counts", p -> {
        p.ethernet();
        p.ipv4();
        var ports = p.header(Ports::new);
        var bucket = ports.ports.at(0).host().as(U32);
        count(p, p.global(WHOLE), bucket, ports.ports.at(1).get());
        count(p, p.lookup(BY_NUMBER, 7).orElse(p::drop), bucket.plus(1).as(U16), ports.ports.at(1).get());
    });

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void elementsAreThereWhereTheIndexIsLess() {
        try (Bpf bpf = Bpf.load(OBJECT)) {
            int size = HISTOGRAM.size();
            assertEquals(8 + 5 * 8 + 3 * 8, size);
            byte[] key = {7, 0, 0, 0};
            bpf.map("by_number").put(key, new byte[size]);
            for (int bucket : new int[] {0, 1, 4, 5, 65535, 2}) {
                assertEquals(2, bpf.xdp("counts").run(Packets.ipv4(17, Packets.udp(bucket, 53, new byte[8]))).retval());
            }
            ByteBuffer whole = words(bpf.map(".bss", Codecs.U32, Codecs.bytes(size)).get(0L).orElseThrow());
            long[] buckets = new long[5];
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = whole.getLong(8 + 8 * i);
            }
            assertEquals(6, whole.getInt(0));
            assertArrayEquals(new long[] {100, 100, 100, 0, 102}, buckets);
            int[] counts = {whole.getInt(52), whole.getInt(60), whole.getInt(68)};
            assertArrayEquals(new int[] {2, 2, 1}, counts, "0 and 4, 1 and 5, 2; 65535 is the fourth of three");
            assertEquals(53, whole.order(ByteOrder.BIG_ENDIAN).getShort(48));
            ByteBuffer found = words(bpf.map("by_number").get(key).orElseThrow());
            assertEquals(100, found.getLong(8), "65535 + 1, cut to 16 bits");
            assertEquals(2, found.getLong(40), "5 and 6 are not there, 4 was not asked for");
        }
    }

    @Test
    void misuseIsRefused() {
        refused("element 5 of an array of 5, expected 0 to 4", () -> Xdp.program("x", p -> p.global(WHOLE).buckets.at(5)));
        refused("an element of an array is found by a number in a map's value or a ring's record, not in packet", () ->
                Xdp.program("x", p -> p.header(Ports::new).ports.at(p.random())));
        refused("an array of 0 times 8 bytes", () -> struct(None::new));
    }

    static final class None extends Struct {
        final ArrayField<NumField> none = array(U64, 0);
    }
}
