package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Loop;
import dev.xdpasm.dsl.LoopForm;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
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
}
