package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.UserRingRef;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.UserRingBuffer;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that Java puts into a ring are what a program drains, in order and once. */
@KernelTest
class UserRingsTest {
    static final class Limit extends Struct {
        final NumField port = u32();
        final NumField rate = u64();
    }

    static final class Seen extends Struct {
        final NumField sum = u32();
        final NumField tooShort = u32();
    }

    private static final Type<Seen, Seen> SEEN = struct(Seen::new);
    private static final UserRingRef<Limit> LIMITS = Maps.userRing("limits", struct(Limit::new), 4096);
    private static final MapRef<Num, NumField> RATES = Maps.hash("rates", U32, U64, 16);
    private static final int BYTES = 16;

    private static final BpfObject TAKES = Xdp.program("takes", p -> {
        var seen = p.make(SEEN, s -> {});
        var taken = p.drain(LIMITS, SEEN, seen, (turn, message, state) -> message.ifPresent(limit -> {
            turn.update(RATES, limit.port, limit.rate);
            state.sum.add(limit.port);
            turn.when(limit.port.eq(99), () -> turn.stop());
        }).otherwise(() -> state.tooShort.add(1)));
        p.when(taken.lt(0), () -> p.aborted());
        p.action(seen.sum.times(100).plus(seen.tooShort.times(10)).plus(taken.as(U32)));
    });

    @BeforeEach
    void ofLinux61() {
        Needs.version(6, 1, "user ring buffers");
    }

    private static void offer(UserRingBuffer ring, int port, long rate) {
        assertTrue(ring.offer(BYTES, out -> out.order(ByteOrder.LITTLE_ENDIAN).putInt(0, port).putLong(8, rate)));
    }

    private static int run(Bpf bpf) {
        return bpf.program("takes").run(new byte[64]).retval();
    }

    @Test
    void messagesComeInOrderAndOnce() {
        try (Bpf bpf = Bpf.load(TAKES);
                UserRingBuffer ring = UserRingBuffer.of(bpf.map("limits"))) {
            BpfMap<Long, Long> rates = bpf.map("rates", Codecs.U32, Codecs.U64);
            assertEquals(0, run(bpf));
            offer(ring, 3, 300);
            offer(ring, 4, 1L << 40);
            offer(ring, 3, 333);
            assertEquals(10 * 100 + 3, run(bpf));
            assertEquals(333, rates.get(3L).orElseThrow());
            assertEquals(1L << 40, rates.get(4L).orElseThrow());
            assertEquals(0, run(bpf));
        }
    }

    @Test
    void aMessageThatIsTooShortIsNotThere() {
        try (Bpf bpf = Bpf.load(TAKES);
                UserRingBuffer ring = UserRingBuffer.of(bpf.map("limits"))) {
            offer(ring, 5, 1);
            ring.offer(new byte[BYTES - 1]);
            ring.offer(new byte[BYTES + 8]);
            assertEquals(5 * 100 + 10 + 3, run(bpf));
        }
    }

    @Test
    void aProgramMayStop() {
        try (Bpf bpf = Bpf.load(TAKES);
                UserRingBuffer ring = UserRingBuffer.of(bpf.map("limits"))) {
            offer(ring, 99, 1);
            offer(ring, 7, 2);
            assertEquals(99 * 100 + 1, run(bpf));
            assertEquals(7 * 100 + 1, run(bpf));
        }
    }

    @Test
    void aProgramNeedsToShareNothing() {
        BpfObject takes = Xdp.program("takes", p -> p.action(p.drain(LIMITS, (turn, message) ->
                message.ifPresent(limit -> turn.update(RATES, limit.port, limit.rate))).as(U32)));
        try (Bpf bpf = Bpf.load(takes);
                UserRingBuffer ring = UserRingBuffer.of(bpf.map("limits"))) {
            offer(ring, 5, 55);
            offer(ring, 6, 66);
            assertEquals(2, run(bpf));
            assertEquals(66, bpf.map("rates", Codecs.U32, Codecs.U64).get(6L).orElseThrow());
        }
    }

    @Test
    void misuseIsRefused() {
        refused("a message of ring m has 16 bytes, of 16 it can have 8", () -> Maps.userRing("m", struct(Limit::new), 16));
        refused("a user ring buffer is of Linux 6.1, and the program is for 5.15 too", () -> Programs.object(o -> {
            o.kernel(5, 15);
            o.xdp("x", p -> p.drain(LIMITS, SEEN, p.make(SEEN, s -> {}), (turn, message, state) -> {}));
        }));
    }
}
