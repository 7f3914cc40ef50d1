package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Tc;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.XdpAction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Ways in which generated code is refused by the verifier or taken and wrong: each cannot be said, or comes out in the form that
 * the verifier takes and that does what was said.
 */
@KernelTest
class PitfallsTest {
    /** Byte i of it is i, but for the first: 4 bytes of 7. */
    private static final byte[] PACKET = new byte[128];

    static {
        for (int i = 0; i < PACKET.length; i++) {
            PACKET[i] = (byte) (i < 4 ? 7 : i);
        }
    }

    static final class Front extends Header {
        final NumField word = u32();
        final NumField next = u32();
        final NumField wide = u64();
    }

    static final class Odd16 extends Header {
        final NumField first = u8();
        final NumField half = u16();
    }

    static final class One extends Header {
        final NumField value = u8();
    }

    static final class Odd extends Struct {
        final NumField first = u8();
        final BytesField mac = mac();
        final NetField port = be16();
        final NumField count = u64();
    }

    static final class Large extends Struct {
        final List<BytesField> parts = new ArrayList<>();

        Large() {
            for (int i = 0; i < 9; i++) {
                parts.add(bytes(64));
            }
        }
    }

    private static final Type<Odd, Odd> ODD = struct(Odd::new);
    private static final Type<Large, Large> LARGE = struct(Large::new);
    private static final MapRef<Odd, NumField> BY_ODD = Maps.hash("by_odd", ODD, U32, 16);
    private static final MapRef<Num, NumField> BY_WORD = Maps.hash("by_word", U32, U32, 16);

    private static int run(Consumer<Xdp> body) {
        try (Bpf bpf = Bpf.load(Xdp.program("pitfall", body))) {
            return bpf.xdp("pitfall").run(PACKET).retval();
        }
    }

    private static byte[] written(Consumer<Xdp> body) {
        try (Bpf bpf = Bpf.load(Xdp.program("pitfall", body))) {
            return bpf.xdp("pitfall").run(PACKET).data();
        }
    }

    private static Num at(Xdp p) {
        return p.header(One::new).value;
    }

    @Test
    void p01PointersFromBeforeAMove() {
        refused(
                "the packet may have moved since this header was found",
                () -> Xdp.program("moved", p -> {
                    var front = p.header(Front::new);
                    p.adjustHead(-8);
                    p.action(front.word);
                }));
        assertEquals(0x07070707, run(p -> {
            p.adjustHead(-8);
            p.skip(8);
            p.action(p.header(Front::new).word);
        }));
    }

    @Test
    void p02aBoundOf32BitsUsedIn64() {
        assertEquals(23, run(p -> {
            var word = p.header(Front::new).word.get();
            p.when(word.gt(0x07070707), () -> p.drop());
            p.skip(word, 15);
            p.action(at(p));
        }));
    }

    @Test
    void p02bCheckedValueIsSpilled() {
        assertEquals(23 + 7 * 8, run(p -> {
            var front = p.header(Front::new);
            var offset = front.word.and(15).get();
            List<Num> alive = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                alive.add(p.cpu().and(0).plus(front.word.and(0xff)).get());
            }
            p.skip(offset, 15);
            Num sum = at(p);
            for (Num each : alive) {
                sum = sum.plus(each);
            }
            p.action(sum);
        }));
    }

    @Test
    void p02cBoundsLostOnTheWay() {
        int chain = ~0x07070707 * 5 ^ 0x1234;
        assertEquals(16 + (chain & 31), run(p -> {
            p.skip(p.header(Front::new).word.not().times(5).xor(0x1234), 31);
            p.action(at(p));
        }));
    }

    @Test
    void p03aArithmeticOf32BitsOnAPointer() {
        assertEquals(128 & 0xf0, run(p -> p.action(p.length().as(U32).and(0xf0).shr(0))));
    }

    @Test
    void p03bNumberLessPointer() {
        assertEquals(100 - 23, run(p -> {
            p.skip(p.header(Front::new).word, 7);
            p.action(p.num(100).minus(p.offset()));
        }));
    }

    @Test
    void p04OffsetsTooLarge() {
        refused(
                "skip(..., 65535): expected a mask of low bits, 1, 3, 7 ... 32767",
                () -> Xdp.program("far", p -> p.skip(p.length(), 65535)));
        refused(
                "skip(..., 40): expected a mask of low bits, 1, 3, 7 ... 32767: 63 for numbers up to 40",
                () -> Xdp.program("most", p -> p.skip(p.length(), 40)));
        refused(
                "the cursor would be up to 98301 bytes into the packet, and the verifier follows it to 65535: smaller masks say what"
                        + " is possible",
                () -> Xdp.program("far", p -> {
                    for (int i = 0; i < 3; i++) {
                        p.skip(p.length(), 32767);
                    }
                }));
    }

    @Test
    void p04bOffsetsThatMayBeNegative() {
        assertEquals(16 + 25, run(p -> {
            p.skip(p.header(Front::new).word.as(S8).times(-1), 31);
            p.action(at(p));
        }));
    }

    @Test
    void p05ArithmeticBeforeTheNullCheck() {
        refused(
                "orElse() has to end the path, such as with p.pass(): what it stands for is not there",
                () -> Xdp.program("unchecked", p -> p.lookup(BY_WORD, p.cpu()).orElse(() -> {}).add(1)));
    }

    @Test
    void p06StackAtOddAddresses() {
        assertEquals(0x0b0a, run(p -> {
            p.skip(4);
            var mac = p.ethernet();
            var odd = p.make(ODD, o -> o.mac.set(mac.shost()));
            odd.mac.set(mac.shost());
            p.update(BY_ODD, odd, p.num(U32, 1));
            p.when(odd.mac.eq(mac.shost()).not(), () -> p.drop());
            p.action(p.num(0x0b0a));
        }));
    }

    /** Loads stay as wide as they are said: the processors that xdpasm's kernels run on take any address in packets. */
    @Test
    void p06bPacketAtOddAddresses() {
        for (int at = 5; at < 13; at++) {
            int odd = at;
            ByteBuffer packet = ByteBuffer.wrap(PACKET).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(packet.getInt(odd), run(p -> {
                p.skip(odd);
                p.action(p.header(Front::new).word);
            }));
            assertEquals(packet.getShort(odd + 1) & 0xffff, run(p -> {
                p.skip(odd);
                p.action(p.header(Odd16::new).half);
            }));
            assertEquals((int) (packet.getLong(odd + 8) >>> 24), run(p -> {
                p.skip(odd);
                p.action(p.header(Front::new).wide.shr(24));
            }));
            byte[] written = written(p -> {
                p.skip(odd);
                var front = p.header(Front::new);
                front.wide.set(front.wide.not());
                front.next.set(0x01020304);
            });
            ByteBuffer expected = ByteBuffer.wrap(PACKET.clone()).order(ByteOrder.LITTLE_ENDIAN);
            expected.putLong(odd + 8, ~expected.getLong(odd + 8)).putInt(odd + 4, 0x01020304);
            assertArrayEquals(expected.array(), written);
        }
    }

    @Test
    void p07ValuesAcrossACall() {
        assertEquals(0x07070707, run(p -> {
            var front = p.header(Front::new);
            var word = front.word.get();
            p.ktime();
            p.when(front.word.eq(word), () -> p.action(word));
            p.drop();
        }));
    }

    @Test
    void p08BytesOfTheStackThatNobodyWrote() {
        assertEquals(42, run(p -> {
            p.update(BY_ODD, p.make(ODD, o -> o.port.set(80)), p.num(U32, 42));
            p.random();
            p.action(p.lookup(BY_ODD, p.make(ODD, o -> o.port.set(80))).orDefault());
        }));
    }

    @Test
    void p09ManyIndependentBits() {
        assertEquals(Integer.bitCount(0x07070707), run(p -> {
            var word = p.header(Front::new).word.get();
            var bits = p.var(U32, 0);
            for (int i = 0; i < 32; i++) {
                bits.add(word.has(1L << i).toNum());
            }
            p.action(bits);
        }));
    }

    @Test
    void p10LoopsWithoutABound() {
        refused(
                "1048577 turns of some 7 instructions are more than the verifier follows, a million in all: use p.loop",
                () -> Xdp.program("endless", p -> p.repeat((1 << 20) + 1, (i, loop) -> {})));
        assertEquals(7 * 8 / 2, run(p -> {
            var count = p.header(One::new).value.get();
            var sum = p.var(U32, 0);
            p.repeat(256, (i, loop) -> {
                p.when(i.gt(count), () -> loop.leave());
                sum.add(i);
            });
            p.action(sum);
        }));
    }

    /** Nothing changes from turn to turn but the counter, which nobody reads: it stays, so that the verifier sees an end. */
    @Test
    void p10bLoopsWithoutProgress() {
        for (IsaLevel level : IsaLevel.values()) {
            BpfObject waits = Xdp.program("waits", level, XdpAction.XDP_TX, p -> {
                var cursor = p.header(One::new).value.get();
                p.repeat(1000, (i, loop) -> p.when(p.random().and(0).eq(cursor), () -> p.drop()));
            });
            try (Bpf bpf = Bpf.load(waits)) {
                assertEquals(XdpAction.XDP_TX.value(), bpf.xdp("waits").run(PACKET).retval());
            }
        }
        assertEquals(16 + 7 * 4, run(p -> {
            p.skip(16);
            var last = p.var(U32, 0);
            p.repeat(64, (i, loop) -> {
                p.when(i.ge(29), () -> loop.leave());
                last.set(at(p));
            });
            p.action(last);
        }));
    }

    @Test
    void p11LengthAsANumberAndEveryFormOfTheCheck() {
        assertEquals(0x07070707, run(p -> {
            p.when(p.length().lt(14), () -> p.drop());
            p.when(p.has(14).not(), () -> p.drop());
            p.when(p.has(16), () -> p.action(p.header(Front::new).word));
            p.drop();
        }));
    }

    @Test
    void p12ConstantsOverTheSignOf32Bits() {
        assertEquals(2, run(p -> {
            var front = p.header(Front::new);
            front.wide.set(0x8000_0000L);
            p.when(front.wide.eq(0x8000_0000L).and(front.wide.lt(0xffff_ffffL)), () -> p.action(p.num(2)));
        }));
    }

    @Test
    void p13OneOffsetForSeveralHeaders() {
        assertEquals(16 + 7 + 16 + 8, run(p -> {
            p.skip(p.header(Front::new).word, 15);
            var first = p.header(One::new);
            p.ktime();
            var second = p.header(One::new);
            p.action(first.value.plus(second.value));
        }));
    }

    @Test
    void p13bRangeBehindAVariableOffset() {
        assertEquals(24, run(p -> {
            p.need(60);
            p.skip(p.header(One::new).value, 15);
            p.skip(16);
            p.action(at(p));
        }));
    }

    @Test
    void p15ContextThatWasMoved() {
        assertTrue(run(p -> p.action(p.rxQueueIndex().plus(p.ingressIfindex()))) >= 0);
    }

    @Test
    void p16UnreachableCode() {
        refused("this is never done, the path has ended at PitfallsTest.java:", () -> Xdp.program("dead", p -> {
            p.drop();
            p.when(p.ethernet().type().eq(8), () -> p.tx());
        }));
        assertEquals(3, run(p -> {
            p.when(p.length().gt(64), () -> p.tx()).otherwise(() -> p.pass());
            if (!p.hasEnded()) {
                p.drop();
            }
        }));
    }

    @Test
    void p17AtomicsInPackets() {
        refused(
                "atomics do not work in packets, which no other processor sees: use add or set",
                () -> Xdp.program("atomic", p -> p.header(Front::new).wide.atomicAdd(1)));
    }

    @Test
    void p18ShiftsByTheWidth() {
        refused(
                "shift by 64 of a u64, expected 0 to 63",
                () -> Xdp.program("shift", p -> p.action(p.length().shl(64))));
        assertEquals(128, run(p -> p.action(p.length().shl(p.length().shr(1)))));
    }

    @Test
    void p19ValuesOfOneSideOfAJoin() {
        List<Num> kept = new ArrayList<>();
        refused("keep it in a variable (p.var), set there", () -> Xdp.program("join", p -> {
            p.when(p.cpu().eq(0), () -> kept.add(p.ktime()));
            p.action(kept.get(0));
        }));
    }

    @Test
    void p20StackOver512Bytes() {
        refused("the kernel gives 512", () -> Xdp.program("stack", p -> {
            var large = p.make(LARGE, made -> {});
            p.when(large.parts.get(0).isZero(), () -> p.drop());
        }));
    }

    /** The key is what was read, not what stands there now. */
    @Test
    void valuesReadBeforeTheirPlaceWasWritten() {
        assertEquals(5, run(p -> {
            var front = p.header(Front::new);
            p.update(BY_WORD, p.num(U32, 0x07070707), p.num(U32, 5));
            var word = front.word.get();
            var written = p.compute(U32, 1, c -> front.word.set(99));
            p.action(p.lookup(BY_WORD, word).orDefault().plus(written.minus(1)));
        }));
    }

    /** How many bytes a helper is to copy has to be more than none: the refusal says what tells the verifier so. */
    @Test
    void sizesThatMayBeZero() {
        BpfObject any = copying((p, length) -> length);
        VerifierException error = assertThrows(VerifierException.class, () -> Bpf.load(any).close());
        assertTrue(error.summary().contains("the number of bytes may be 0 for all that it knows: max(1)"), error::summary);
        Bpf.load(copying((p, length) -> length.and(7).plus(1))).close();
        Needs.version(6, 8, "the verifier learns what a number is not");
        Bpf.load(copying((p, length) -> length.max(p.num(U32, 1)))).close();
    }

    private static BpfObject copying(BiFunction<Tc, Num, Num> size) {
        return Tc.program("copies", p -> {
            var copy = p.make(struct(Front::new), made -> {});
            p.call(Helper.bpf_skb_load_bytes, 0, copy, size.apply(p, p.frameLength().min(p.num(U32, 8))));
        });
    }
}
