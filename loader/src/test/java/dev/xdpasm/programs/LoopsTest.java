package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.Loop;
import dev.xdpasm.dsl.LoopForm;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.object.BpfObject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms of loops: which is chosen, and that each does what is said. */
@KernelTest
class LoopsTest {
    private static final byte[] PACKET = Packets.ethernet(0x0800, 100);
    private static final MapRef<Num, NumField> NUMBERS = Maps.array("numbers", U64, 64);

    private static BpfObject object(Consumer<Programs> said, Consumer<Xdp> body) {
        return Programs.object(o -> {
            said.accept(o);
            o.xdp("loops", body);
        });
    }

    private static int run(BpfObject object) {
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp("loops").run(PACKET).retval();
        }
    }

    private static boolean hasMayGoto(BpfObject object) {
        Code code = object.programs().get(0).code();
        return IntStream.range(0, code.size()).mapToObj(code::instruction).anyMatch(Instruction.MayGoto.class::isInstance);
    }

    /** Adds up i * i, but for multiples of 3, to 1000 at most. */
    private static void squares(Xdp p, LoopForm form, int times) {
        var sum = p.var(U32, 0);
        p.repeat(form, times, (i, loop) -> {
            p.when(i.mod(3).eq(0), loop::next);
            p.when(sum.ge(1000), loop::leave);
            sum.add(i.times(i));
        });
        p.action(sum);
    }

    private static int squares(int times) {
        int sum = 0;
        for (int i = 0; i < times && (sum < 1000 || i % 3 == 0); i++) {
            sum += i % 3 == 0 ? 0 : i * i;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"UNROLLED,0", "UNROLLED,9", "UNROLLED,40", "VERIFIED,0", "VERIFIED,1", "VERIFIED,9", "VERIFIED,200", "MAY_GOTO,0",
        "MAY_GOTO,1", "MAY_GOTO,9", "MAY_GOTO,8388608"})
    void eachFormDoesTheSame(LoopForm form, int times) {
        if (form == LoopForm.MAY_GOTO) {
            Needs.version(6, 9, "may_goto");
        }
        assertEquals(squares(times), run(object(o -> {}, p -> squares(p, form, times))));
    }

    @Test
    void aMillionTurnsAreALoopWithMayGoto() {
        Needs.version(6, 9, "may_goto");
        BpfObject object = object(o -> o.kernel(6, 9), p -> {
            var sum = p.var(U64, 0);
            p.repeat(1_000_000, (i, loop) -> sum.add(i.xor(0x55)));
            p.action(sum.shr(8));
        });
        assertEquals(true, hasMayGoto(object));
        long sum = 0;
        for (int i = 0; i < 1_000_000; i++) {
            sum += i ^ 0x55;
        }
        assertEquals((int) (sum >>> 8), run(object));
    }

    @Test
    void itsIndexIsKnownToBeLessThanTheTurns() {
        Needs.version(6, 9, "may_goto");
        assertEquals(64, run(object(o -> {}, p -> {
            var found = p.var(U32, 0);
            p.repeat(LoopForm.MAY_GOTO, 64, (i, loop) -> {
                p.need(100);
                p.lookup(NUMBERS, i).ifPresent(number -> found.add(1));
            });
            p.action(found);
        })));
    }

    @Test
    void loopsInLoopsAreCountedTogether() {
        Consumer<Xdp> body = p -> {
            var sum = p.var(U32, 0);
            p.repeat(1000, (i, outer) -> p.repeat(500, (j, inner) -> sum.add(i.xor(j).and(1))));
            p.action(sum);
        };
        refused("1000 turns of some ", () -> object(o -> {}, body));
        Needs.version(6, 9, "may_goto");
        assertEquals(250_000, run(object(o -> o.kernel(6, 12), body)));
    }

    @Test
    void fewTurnsNeedNoMayGoto() {
        assertEquals(false, hasMayGoto(object(o -> o.kernel(6, 9), p -> squares(p, 1000))));
    }

    private static void squares(Xdp p, int times) {
        var sum = p.var(U32, 0);
        p.repeat(times, (i, loop) -> sum.add(i.times(i)));
        p.action(sum);
    }

    @Test
    void turnsThatTheVerifierWouldNotFollowAreRefused() {
        refused("are more than the verifier follows, a million in all: use p.loop (Linux 5.17), whose body shares one struct with the"
                + " program, say that the kernel has may_goto (Programs.kernel(6, 9))", () -> object(o -> {}, p -> squares(p, 300_000)));
        refused("are more than the verifier follows", () -> object(o -> o.kernel(6, 1), p -> squares(p, 300_000)));
        refused("may_goto is of Linux 6.9, and the program is for 6.1 too", () ->
                object(o -> o.kernel(6, 1), p -> squares(p, LoopForm.MAY_GOTO, 5)));
    }

    @ParameterizedTest
    @EnumSource(LoopForm.class)
    void noFormHasTurnsWithoutEnd(LoopForm form) {
        refused("a loop of 8388609 turns, expected 0 to ", () ->
                object(o -> {}, p -> p.repeat(form, (8 << 20) + 1, (i, loop) -> {})));
        refused("a loop of -1 turns", () -> object(o -> {}, p -> p.repeat(form, -1, (i, loop) -> {})));
    }

    @Test
    void theCursorStaysWhereItIsWithMayGoto() {
        Loop.Body body = (i, loop) -> {};
        refused("cannot move the cursor", () -> object(o -> {}, p -> p.repeat(LoopForm.MAY_GOTO, 100, (i, loop) -> {
            body.turn(i, loop);
            p.ethernet();
        })));
    }

    static final class Octet extends Header {
        final NumField value = u8();
    }

    static final class Word extends Header {
        final NetField value = be32();
    }

    /** Options as DHCP has them: a kind, 0 for padding and 255 at the end, a length and so many bytes; adds up numbers of some kinds. */
    private static void options(Xdp p) {
        var sum = p.var(U32, 0);
        p.ethernet();
        p.repeat(40, (i, loop) -> {
            p.when(p.has(1).not(), loop::leave);
            var kind = p.var(U32, p.header(Octet::new).value);
            p.when(kind.eq(255), loop::leave);
            p.when(kind.eq(0), loop::next);
            var length = p.var(U32, p.header(Octet::new).value);
            p.match(kind, on -> on
                    .on(1, () -> p.when(length.eq(1), () -> {
                        sum.add(p.header(Octet::new).value);
                        loop.next();
                    }))
                    .on(2, () -> p.when(length.eq(4), () -> {
                        sum.add(p.header(Word::new).value.host());
                        loop.next();
                    }))
                    .on(3, () -> p.when(length.eq(8), () -> {
                        sum.add(p.header(Word::new).value.host());
                        sum.add(p.header(Word::new).value.host());
                        loop.next();
                    })));
            p.skip(length, 255);
        });
        p.action(sum.or(0x8000_0000L));
    }

    /** {@return the sum, -1 where the options end before they are over} */
    private static int options(byte[] options) {
        ByteBuffer left = ByteBuffer.wrap(options);
        int sum = 0;
        try {
            for (int i = 0; i < 40 && left.hasRemaining(); i++) {
                int kind = left.get() & 0xff;
                if (kind == 255) {
                    break;
                }
                if (kind == 0) {
                    continue;
                }
                int length = left.get() & 0xff;
                if (kind == 1 && length == 1) {
                    sum += left.get() & 0xff;
                } else if (kind == 2 && length == 4) {
                    sum += left.getInt();
                } else if (kind == 3 && length == 8) {
                    sum += left.getInt() + left.getInt();
                } else if (length > left.remaining()) {
                    break; // the next turn finds nothing there
                } else {
                    left.position(left.position() + length);
                }
            }
        } catch (BufferUnderflowException tooShort) {
            return 2; // XDP_PASS, the default
        }
        return sum | 0x8000_0000;
    }

    private static byte[] randomOptions(Random random) {
        ByteBuffer options = ByteBuffer.allocate(700);
        int most = 46 + random.nextInt(600);
        while (options.position() < most) {
            int kind = random.nextInt(20) == 0 ? 255 : random.nextInt(6);
            options.put((byte) kind);
            if (kind == 0 || kind == 255) {
                continue;
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(40) : new int[] {0, 1, 4, 8, 5, 17}[kind];
            options.put((byte) length);
            byte[] content = new byte[length];
            random.nextBytes(content);
            options.put(content);
        }
        return Arrays.copyOf(options.array(), most);
    }

    /** By each way to a turn anew this would be 5 ways in each of 40 turns. */
    @Test
    void turnsThatMoveTheCursorByDifferentWaysAreFollowedOnce() {
        try (Bpf bpf = Bpf.load(object(o -> {}, LoopsTest::options))) {
            int verified = bpf.program("loops").info().verifiedInsns();
            assertTrue(verified < 100_000, () -> verified + " instructions were verified");
            Random random = new Random(40);
            for (int i = 0; i < 300; i++) {
                byte[] options = randomOptions(random);
                assertEquals(options(options), bpf.xdp("loops").run(Packets.ethernet(0x0800, options)).retval(), () ->
                        HexFormat.of().formatHex(options));
            }
        }
    }
}
