package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.dsl.BloomRef;
import dev.xdpasm.dsl.EventsRef;
import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.OuterRef;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.QueueRef;
import dev.xdpasm.dsl.RingRef;
import dev.xdpasm.dsl.SpinLock;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.TcpSock;
import dev.xdpasm.dsl.Timer;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.MapOfMaps;
import dev.xdpasm.loader.PerfBuffer;
import dev.xdpasm.loader.RingBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Maps that are more or less than keys and values: the kernel takes the programs, and they do what they say. */
@KernelTest
class MapProgramsTest {
    private static final byte[] IPV4 = Packets.ipv4(17, Packets.udp(1, 2, new byte[8]));
    private static final byte[] OTHER = Packets.ethernet(0x86dd, 60);

    static final class Event extends Struct {
        final NetField saddr = be32();
        final NumField length = u16();
        final NumField kind = u8();
    }

    static final class Sum extends Struct {
        final NumField entries = u64();
        final NumField sum = u64();
    }

    static final class Account extends Struct {
        final SpinLock lock = struct(SpinLock::new);
        final NumField packets = u32();
        final NumField bytes = u64();
    }

    static final class Watch extends Struct {
        final Timer timer = struct(Timer::new);
        final NumField fired = u64();
    }

    private static final Type<Event, Event> EVENT = struct(Event::new);
    private static final Type<Sum, Sum> SUM = struct(Sum::new);
    private static final RingRef<Event> RING = Maps.ring("ring", EVENT, 1 << 16);
    private static final EventsRef<Event> PERF = Maps.events("perf", EVENT);
    private static final GlobalRef<NumField> COUNT = Globals.counter("count", U64);

    private static int run(Bpf bpf, byte[] packet) {
        return bpf.programs().get(0).run(packet).retval();
    }

    private static long number(Bpf bpf, String map) {
        return bpf.map(map).get(new byte[4]).map(v -> ByteBuffer.wrap(v).order(ByteOrder.LITTLE_ENDIAN).getLong()).orElseThrow();
    }

    private static List<byte[]> drained(RingBuffer ring) {
        List<byte[]> events = new ArrayList<>();
        ring.drain(event -> {
            byte[] copy = new byte[event.remaining()];
            event.get(copy);
            events.add(copy);
        });
        return events;
    }

    @Test
    void recordIsHandedOutOnEachPathOnce() {
        BpfObject sampler = Xdp.program("sampler", p -> {
            p.reserve(RING, (event, record) -> {
                event.kind.set(7);
                var eth = p.ethernet(); // a short packet leaves the body with the record
                p.when(eth.type().eq(0x88cc), () -> record.discard());
                p.when(eth.type().ne(0x0800), () -> p.tx());
                event.saddr.set(p.ipv4().saddr());
                event.length.set(p.length());
            }).otherwise(() -> p.global(COUNT).add(1));
            p.drop();
        });
        try (Bpf bpf = Bpf.load(sampler);
                RingBuffer ring = RingBuffer.of(bpf.map("ring"))) {
            assertEquals(1, run(bpf, IPV4));
            List<byte[]> events = drained(ring);
            assertEquals(1, events.size());
            assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1, (byte) IPV4.length, 0, 7, 0}, events.get(0));
            assertEquals(3, run(bpf, OTHER));
            assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 7, 0}, drained(ring).get(0));
            assertEquals(1, run(bpf, Packets.ethernet(0x88cc, 60)));
            assertEquals(List.of(), drained(ring));
            assertEquals(2, run(bpf, Packets.ethernet(0x0800, 10)));
            assertEquals(1, drained(ring).size());
        }
    }

    @Test
    void recordLeavesLoopsAndComputationsHandedOut() {
        BpfObject object = Xdp.program("loops", p -> {
            var sum = p.compute(U32, 0, v -> {
                p.repeat(6, (i, loop) -> {
                    p.when(i.eq(1), () -> p.reserve(RING, event -> loop.next()));
                    p.reserve(RING, event -> p.when(i.eq(3), () -> v.give(5)));
                    p.reserve(RING, event -> p.when(i.eq(4), () -> loop.leave()));
                });
            });
            p.when(sum.eq(5), () -> p.drop());
        });
        try (Bpf bpf = Bpf.load(object);
                RingBuffer ring = RingBuffer.of(bpf.map("ring"))) {
            assertEquals(1, run(bpf, IPV4));
            assertEquals(2 + 1 + 2 + 1, drained(ring).size());
        }
    }

    @Test
    void recordThatIsGoneIsRefused() {
        refused("this record was handed out", () -> Xdp.program("gone", p -> {
            List<Event> kept = new ArrayList<>();
            p.reserve(RING, event -> kept.add(event));
            kept.get(0).kind.set(1);
        }));
    }

    @Test
    void outputCopiesAValue() {
        BpfObject object = Xdp.program("copies", p -> {
            var event = p.make(EVENT, e -> e.kind.set(9));
            p.when(p.output(RING, event).ne(0), () -> p.drop());
            p.when(p.sample(PERF, event, p.num(14)).ne(0), () -> p.drop());
        });
        try (Bpf bpf = Bpf.load(object);
                RingBuffer ring = RingBuffer.of(bpf.map("ring"));
                PerfBuffer perf = PerfBuffer.of(bpf.map("perf"), 1 << 16)) {
            assertEquals(2, run(bpf, IPV4));
            assertEquals(9, drained(ring).get(0)[6]);
            List<byte[]> samples = new ArrayList<>();
            perf.drain(event -> {
                byte[] copy = new byte[22];
                event.get(copy);
                samples.add(copy);
            });
            byte[] expected = new byte[22];
            expected[6] = 9;
            System.arraycopy(IPV4, 0, expected, 8, 14);
            assertArrayEquals(expected, samples.get(0));
        }
    }

    @Test
    void queuesStacksAndFilters() {
        QueueRef<Num, NumField> queue = Maps.queue("queue", U32, 2);
        QueueRef<Num, NumField> stack = Maps.stack("stack", U32, 4);
        BloomRef<Net> seen = Maps.bloom("seen", BE32, 100);
        BpfObject object = Xdp.program("values", p -> {
            p.push(queue, p.num(U32, 1));
            p.push(queue, p.num(U32, 2));
            p.when(p.push(queue, p.num(U32, 3)).ne(-7), () -> p.drop());
            p.pushOver(queue, p.num(U32, 4)); // 1 is gone
            p.push(stack, p.num(U32, 1));
            p.push(stack, p.num(U32, 5));
            var ip = p.num(0xc0000201L).net(BE32);
            p.when(p.mayHold(seen, ip), () -> p.drop());
            p.add(seen, ip);
            p.when(p.mayHold(seen, ip).not(), () -> p.drop());
            var peeked = p.peek(queue).orElse(() -> p.drop());
            var first = p.pop(queue).orElse(() -> p.drop());
            var top = p.pop(stack).orElse(() -> p.drop());
            var sum = peeked.shl(8).plus(first.shl(4)).plus(top);
            p.pop(queue).orElse(() -> p.drop());
            p.pop(queue).ifPresent(v -> p.drop());
            p.action(sum);
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(0x225, run(bpf, IPV4));
        }
    }

    @Test
    void mapsOfMaps() {
        MapRef<Net, NumField> inner = Maps.hash("inner", BE32, U32, 4);
        OuterRef<Num, Net, NumField> outer = Maps.arrayOfMaps("outer", inner, 4);
        BpfObject object = Xdp.program("tenants", p -> {
            p.ethernet();
            var ip = p.ipv4();
            var rules = p.lookup(outer, p.num(U32, 2)).orElse(() -> p.aborted());
            p.action(rules.lookup(ip.saddr()).orElse(() -> p.drop()));
        });
        try (Bpf bpf = Bpf.load(object);
                BpfMap<byte[], byte[]> tenant = BpfMap.create(inner.spec())) {
            assertEquals(0, run(bpf, IPV4));
            MapOfMaps.of(bpf.map("outer"), Codecs.U32).put(2L, tenant);
            assertEquals(1, run(bpf, IPV4));
            tenant.put(new byte[] {(byte) 192, 0, 2, 1}, new byte[] {3, 0, 0, 0});
            assertEquals(3, run(bpf, IPV4));
        }
    }

    @Test
    void mapsByAKeyOfAnyKind() {
        MapRef<Num, NumField> inner = Maps.lruPercpuHash("inner", U32, U32, 4);
        OuterRef<Net, Num, NumField> outer = Maps.hashOfMaps("outer", BE32, inner, 4);
        BpfObject object = Xdp.program("senders", p -> {
            p.ethernet();
            var counts = p.lookup(outer, p.ipv4().saddr()).orElse(() -> p.aborted());
            p.when(counts.update(p.num(U32, 9), p.num(U32, 3)).ne(0), () -> p.drop());
            p.action(counts.lookup(p.num(U32, 9)).orElse(() -> p.drop()));
        });
        try (Bpf bpf = Bpf.load(object);
                BpfMap<byte[], byte[]> sender = BpfMap.create(inner.spec())) {
            assertEquals(0, run(bpf, IPV4));
            MapOfMaps.of(bpf.map("outer"), Codecs.BE32).put(0xc0000201L, sender);
            assertEquals(3, run(bpf, IPV4));
        }
    }

    @Test
    void aFieldOfTheContextOrOfASocketIsAKey() {
        MapRef<Num, NumField> map = Maps.hash("map", U32, U64, 16);
        BpfObject object = Programs.object(o -> {
            o.sockOps("of_context", p -> p.lookup(map, p.ctx().op).ifPresent(count -> count.add(1)));
            o.tc("of_socket", p -> p.socket().ifPresent(socket -> {
                p.lookup(map, socket.srcPort).ifPresent(count -> count.add(1));
                p.find(Helper.bpf_tcp_sock, socket).ifPresent(tcp ->
                        p.lookup(map, tcp.as(TcpSock.TYPE).sndCwnd).ifPresent(count -> count.add(1)));
            }));
        });
        Bpf.load(object).close();
    }

    @Test
    void updatesTellWhetherTheyDid() {
        MapRef<Num, NumField> map = Maps.hash("map", U32, U32, 1);
        BpfObject object = Xdp.program("updates", p -> {
            var key = p.num(U32, 1);
            var one = p.num(U32, 1);
            p.when(p.replace(map, key, one).ne(-2), () -> p.action(p.num(10)));
            p.when(p.insert(map, key, one).ne(0), () -> p.action(p.num(11)));
            p.when(p.insert(map, key, one).ne(-17), () -> p.action(p.num(12)));
            p.when(p.replace(map, key, one).ne(0), () -> p.action(p.num(13)));
            p.when(p.update(map, p.num(U32, 2), one).ne(-7), () -> p.action(p.num(14)));
            p.when(p.delete(map, p.num(U32, 2)).ne(-2), () -> p.action(p.num(15)));
            p.when(p.delete(map, key).ne(0), () -> p.action(p.num(16)));
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(2, run(bpf, IPV4));
        }
    }

    @Test
    void anotherProcessorsValue() {
        MapRef<Num, NumField> counts = Maps.percpuArray("counts", U64, 1);
        BpfObject object = Xdp.program("others", p -> {
            p.lookup(counts, p.num(U32, 0), p.cpu()).ifPresent(mine -> mine.add(2));
            var mine = p.lookup(counts, 0).orElse(() -> p.drop());
            p.when(p.lookup(counts, p.num(U32, 0), p.num(U32, 4000)).orElse(() -> p.action(mine)).eq(0), () -> p.drop());
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(2, run(bpf, IPV4));
        }
        MapRef<Num, NumField> shared = Maps.array("shared", U64, 1);
        refused("which has one value for all processors", () -> Xdp.program("no", p -> p.lookup(shared, p.num(U32, 0), p.cpu())));
    }

    @Test
    void theElementOfAPerCpuArray() {
        MapRef<Num, NumField> mine = Maps.percpuArray("mine", U64, 1);
        BpfObject object = Xdp.program("element", p -> {
            p.element(mine).add(5);
            p.action(p.element(mine));
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(5, run(bpf, IPV4));
        }
        MapRef<Num, NumField> keyed = Maps.hash("keyed", U32, U64, 1);
        refused("whose entries are there only once they are made: use lookup", () -> Xdp.program("no", p -> p.element(keyed)));
        MapRef<Num, NumField> only = Maps.array("only", U64, 1);
        BpfObject inPlace = Xdp.program("in_place", p -> p.element(only).add(1));
        assertEquals(
                "a program has the address of map only's value, which ELF files can say of global data such as .data only: look the value"
                        + " up, make it a global variable, or load the object without a file",
                assertThrows(BpfException.class, () -> ElfWriter.write(inPlace)).getMessage());
    }

    @Test
    void eachEntryOfAMap() {
        MapRef<Num, NumField> map = Maps.hash("map", U32, U64, 16);
        BpfObject object = Xdp.program("sums", p -> {
            var total = p.make(SUM, s -> s.sum.set(100));
            p.forEach(map, SUM, total, (turn, key, value, state) -> {
                turn.when(key.eq(7), () -> turn.next());
                state.entries.add(1);
                state.sum.add(value.plus(key));
            });
            p.action(total.sum.times(10).plus(total.entries));
        });
        try (Bpf bpf = Bpf.load(object)) {
            BpfMap<Long, Long> live = bpf.map("map", Codecs.U32, Codecs.U64);
            live.put(1L, 10L);
            live.put(2L, 20L);
            live.put(7L, 70L);
            assertEquals(1332, run(bpf, IPV4));
        }
    }

    @Test
    void kernelsLoop() {
        BpfObject object = Xdp.program("turns", p -> {
            var total = p.make(SUM, s -> {});
            p.loop(p.num(1000), SUM, total, (turn, index, state) -> {
                turn.when(index.eq(100), () -> turn.stop());
                state.sum.add(index);
            });
            p.action(total.sum);
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(4950, run(bpf, IPV4));
        }
        refused("is being written: give it to this one as an argument", () -> Xdp.program("mixes", p -> {
            var total = p.make(SUM, s -> {});
            p.loop(p.num(10), SUM, total, (turn, index, state) -> total.sum.add(1));
        }));
    }

    @Test
    void locksAreGivenBackOnEachPath() {
        MapRef<Num, Account> accounts = Maps.array("accounts", struct(Account::new), 1);
        BpfObject object = Xdp.program("locks", p -> {
            var eth = p.ethernet();
            var account = p.lookup(accounts, 0).orElse(() -> p.aborted());
            p.locked(account.lock, () -> {
                account.packets.add(1);
                account.bytes.add(p.length());
                p.when(eth.type().ne(0x0800), () -> p.drop());
                account.packets.add(1);
            });
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(2, run(bpf, IPV4));
            assertEquals(1, run(bpf, OTHER));
            ByteBuffer value = ByteBuffer.wrap(bpf.map("accounts").get(new byte[4]).orElseThrow()).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(3, value.getInt(4));
            assertEquals(IPV4.length + OTHER.length, value.getLong(8));
        }
        refused("bpf_ktime_get_ns cannot be called while a lock is held", () -> Xdp.program("calls", p -> {
            var account = p.lookup(accounts, 0).orElse(() -> p.aborted());
            p.locked(account.lock, () -> account.bytes.set(p.ktime()));
        }));
    }

    @Test
    void timersFire() throws Exception {
        MapRef<Num, Watch> watches = Maps.array("watches", struct(Watch::new), 1);
        BpfObject object = Xdp.program("timers", p -> {
            var watch = p.lookup(watches, 0).orElse(() -> p.aborted());
            p.after(watch.timer, watches, p.num(1_000_000), (turn, key, value) -> value.fired.add(key.plus(5)));
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(2, run(bpf, IPV4));
            long until = System.nanoTime() + 5_000_000_000L;
            while (fired(bpf) == 0 && System.nanoTime() < until) {
                Thread.sleep(2);
            }
            assertEquals(5, fired(bpf));
        }
    }

    private static long fired(Bpf bpf) {
        return ByteBuffer.wrap(bpf.map("watches").get(new byte[4]).orElseThrow()).order(ByteOrder.LITTLE_ENDIAN).getLong(16);
    }
}
