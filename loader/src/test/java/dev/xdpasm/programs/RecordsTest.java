package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.RingRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Size;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RingBuffer;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Java finds in the records of a ring, however a program filled them in. */
@KernelTest
class RecordsTest {
    static final class Event extends Struct {
        final NumField whole = u64();
        final NumField half = u32();
        final NumField low = u16();
        final NumField high = u16();
        final NumField last = u8();
    }

    private static final Type<Event, Event> EVENT = struct(Event::new);
    private static final RingRef<Event> RING = Maps.ring("ring", EVENT, 1 << 16);
    private static final int BYTES = 24;
    private static final int[] OFFSETS = {0, 8, 12, 14, 16};
    private static final int[] SIZES = {8, 4, 2, 2, 1};

    private static List<byte[]> drained(RingBuffer ring) {
        List<byte[]> events = new ArrayList<>();
        ring.drain(event -> {
            byte[] bytes = new byte[event.remaining()];
            event.get(bytes);
            events.add(bytes);
        });
        return events;
    }

    private static NumField of(Event event, int index) {
        return List.of(event.whole, event.half, event.low, event.high, event.last).get(index);
    }

    /** Steps that are said to the program and done to an array alike. */
    private interface Step {
        void say(Xdp p, Event event, Num packetByte, dev.xdpasm.dsl.Record record);

        /** {@return whether the record is still being filled in} */
        boolean run(ByteBuffer event, int packetByte);
    }

    private record Put(int field, long value) implements Step {
        @Override
        public void say(Xdp p, Event event, Num packetByte, dev.xdpasm.dsl.Record record) {
            of(event, field).set(p.num(value));
        }

        @Override
        public boolean run(ByteBuffer event, int packetByte) {
            for (int i = 0; i < SIZES[field]; i++) {
                event.put(OFFSETS[field] + i, (byte) (value >>> 8 * i));
            }
            return true;
        }
    }

    private record Add(int from, int to) implements Step {
        @Override
        public void say(Xdp p, Event event, Num packetByte, dev.xdpasm.dsl.Record record) {
            of(event, to).set(of(event, from).get().as(U64).plus(packetByte.as(U64)));
        }

        @Override
        public boolean run(ByteBuffer event, int packetByte) {
            long sum = packetByte;
            for (int i = 0; i < SIZES[from]; i++) {
                sum += (event.get(OFFSETS[from] + i) & 0xffL) << 8 * i;
            }
            return new Put(to, sum).run(event, packetByte);
        }
    }

    private record Call() implements Step {
        @Override
        public void say(Xdp p, Event event, Num packetByte, dev.xdpasm.dsl.Record record) {
            p.ktime();
        }

        @Override
        public boolean run(ByteBuffer event, int packetByte) {
            return true;
        }
    }

    private record Submit() implements Step {
        @Override
        public void say(Xdp p, Event event, Num packetByte, dev.xdpasm.dsl.Record record) {
            record.submit();
        }

        @Override
        public boolean run(ByteBuffer event, int packetByte) {
            return false;
        }
    }

    private record Where(int less, List<Step> then, List<Step> otherwise) implements Step {
        @Override
        public void say(Xdp p, Event event, Num packetByte, dev.xdpasm.dsl.Record record) {
            p.when(packetByte.lt(less), () -> then.forEach(step -> step.say(p, event, packetByte, record)))
                    .otherwise(() -> otherwise.forEach(step -> step.say(p, event, packetByte, record)));
        }

        @Override
        public boolean run(ByteBuffer event, int packetByte) {
            for (Step step : packetByte < less ? then : otherwise) {
                if (!step.run(event, packetByte)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static List<Step> steps(Random random, int depth) {
        List<Step> steps = new ArrayList<>();
        for (int count = random.nextInt(6); count > 0; count--) {
            int kind = random.nextInt(12);
            if (kind < 6) {
                steps.add(new Put(random.nextInt(5), random.nextInt(100)));
            } else if (kind < 8) {
                steps.add(new Add(random.nextInt(5), random.nextInt(5)));
            } else if (kind < 9) {
                steps.add(new Call());
            } else if (depth > 0) {
                List<Step> then = steps(random, depth - 1);
                if (random.nextInt(5) == 0) {
                    then.add(new Submit());
                }
                steps.add(new Where(random.nextInt(256), then, steps(random, depth - 1)));
            }
        }
        return steps;
    }

    @Test
    void recordsHoldWhatWasPutThere() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            List<Step> steps = steps(random, 3);
            BpfObject object = Xdp.program("records", p -> {
                var eth = p.ethernet();
                var first = eth.type().host().shr(8);
                p.reserve(RING, (event, record) -> steps.forEach(step -> step.say(p, event, first, record)));
            });
            try (Bpf bpf = Bpf.load(object);
                    RingBuffer ring = RingBuffer.of(bpf.map("ring"))) {
                for (int i = 0; i < 8; i++) {
                    int packetByte = random.nextInt(256);
                    ByteBuffer expected = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    for (Step step : steps) {
                        if (!step.run(expected, packetByte)) {
                            break;
                        }
                    }
                    bpf.xdp("records").run(Packets.ethernet(packetByte << 8, 46));
                    String shown = "seed " + seed + ": " + steps + " of " + packetByte + " " + HexFormat.of().formatHex(expected.array());
                    List<byte[]> events = drained(ring);
                    assertEquals(1, events.size(), shown);
                    assertArrayEquals(expected.array(), events.get(0), shown);
                }
            }
        }
    }

    @Test
    void whatIsFilledInIsNotZeroedFirst() {
        BpfObject object = Xdp.program("filled", p -> p.reserve(RING, event -> {
            event.whole.set(p.ktime());
            event.half.set(p.num(1));
            event.low.set(p.num(2));
            event.high.set(p.num(3));
            event.last.set(p.num(4));
        }));
        var code = object.programs().get(0).code();
        long words = IntStream.range(0, code.size())
                .mapToObj(code::instruction)
                .filter(i -> i instanceof Instruction.Store store && store.size() == Size.DW)
                .count();
        assertEquals(2, words, "the time, and the word whose padding is zero");
    }

    static final class Conversation extends Struct {
        final NetField saddr = be32();
        final NetField daddr = be32();
        final NetField sport = be16();
        final NetField dport = be16();
        final NetField length = be16();
        final NumField protocol = u8();
        final NumField kind = u8();
    }

    private static final RingRef<Conversation> CONVERSATIONS = Maps.ring("conversations", struct(Conversation::new), 1 << 16);

    @Test
    void fieldsOfThePacketAreCopiedTogether() {
        BpfObject object = Xdp.program("copies", p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            p.reserve(CONVERSATIONS, event -> {
                event.saddr.set(ip.saddr());
                event.daddr.set(ip.daddr());
                event.sport.set(udp.sport());
                event.dport.set(udp.dport());
                event.length.set(udp.length());
                event.protocol.set(ip.protocol());
                event.kind.set(p.num(9));
            });
        });
        byte[] packet = Packets.ipv4(17, Packets.udp(4000, 53, new byte[5]));
        try (Bpf bpf = Bpf.load(object);
                RingBuffer ring = RingBuffer.of(bpf.map("conversations"))) {
            bpf.xdp("copies").run(packet);
            ByteBuffer expected = ByteBuffer.allocate(16).put(packet, 26, 8).put(packet, 34, 6).put((byte) 17).put((byte) 9);
            assertArrayEquals(expected.array(), drained(ring).get(0));
        }
        var code = object.programs().get(0).code();
        List<Size> stores = IntStream.range(0, code.size())
                .mapToObj(code::instruction)
                .filter(Instruction.Store.class::isInstance)
                .map(i -> ((Instruction.Store) i).size())
                .toList();
        assertTrue(stores.contains(Size.DW) && stores.size() <= 5, stores::toString);
    }
}
