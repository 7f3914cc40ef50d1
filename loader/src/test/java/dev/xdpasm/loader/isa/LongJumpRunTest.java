package dev.xdpasm.loader.isa;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R4;
import static dev.xdpasm.isa.Register.R6;
import static dev.xdpasm.isa.Register.R7;
import static dev.xdpasm.isa.Register.R8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Width;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.XdpMd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jumps over more than 40,000 instructions, run by the kernel, each taken and not taken, with operands that the verifier does
 * not know. What is expected is Java's own comparison.
 */
@KernelTest
class LongJumpRunTest {

    @BeforeAll
    static void needsTheKernelThatItIsAbout() {
        Needs.version(6, 9, "gotol came with Linux 6.6, may_goto with 6.9");
    }

    private static final int FILL = 40_000;
    private static final int TAKEN = 7;
    private static final long[] OPERANDS = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x1_0000_0000L, 0xffff_ffffL};

    static Stream<Arguments> conditions() {
        return Arrays.stream(Condition.values())
                .flatMap(condition -> Arrays.stream(Width.values()).map(width -> Arguments.of(condition, width)));
    }

    /** Forward over the fill, and in the second run from behind it back to its beginning. */
    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionalJumpGoesFarBothWays(Condition condition, Width width) {
        long jump = Insn.pack(
                width.jumpClass() | condition.bits() | Opcode.BPF_X, R6.number(), R7.number(), (short) 0, 0);
        try (Bpf forward = load(a -> forward(a, jump));
                Bpf backward = load(a -> backward(a, jump))) {
            assertTrue(forward.object().programs().get(0).code().size() > FILL);
            for (long left : OPERANDS) {
                for (long right : OPERANDS) {
                    int expected = holds(condition, width, left, right) ? TAKEN : FILL;
                    String what = condition + " " + width + " " + left + ", " + right;
                    assertEquals(expected, run(forward, left, right), what);
                    assertEquals(expected, run(backward, left, right), what);
                }
            }
        }
    }

    @Test
    void mayGotoGoesFarOnceItsBudgetIsUsedUp() {
        try (Bpf bpf = load(a -> {
            Label far = a.label();
            Label near = a.label();
            Label loop = a.here();
            a.jeq(R6, 1, near);
            a.mayGoto(far);
            a.ja(loop);
            a.bind(near);
            fill(a);
            a.bind(far);
            a.mov(R0, TAKEN);
            a.exit();
        })) {
            assertEquals(FILL, run(bpf, 1, 0));
            assertEquals(TAKEN, run(bpf, 0, 0));
        }
    }

    private static void forward(Assembler a, long jump) {
        Label far = a.label();
        a.emitJump(jump, far);
        fill(a);
        a.bind(far);
        a.mov(R0, TAKEN);
        a.exit();
    }

    private static void backward(Assembler a, long jump) {
        Label start = a.label();
        a.ja(start);
        Label taken = a.here();
        a.mov(R0, TAKEN);
        a.exit();
        Label fill = a.here();
        fill(a);
        a.bind(start);
        a.emitJump(jump, taken);
        a.ja(fill);
    }

    /** Counts its own instructions, an lddw among them, and returns their number. */
    private static void fill(Assembler a) {
        a.lddw(R8, 0);
        for (int i = 0; i < FILL; i++) {
            a.add(R8, 1);
        }
        a.mov(R0, R8);
        a.exit();
    }

    private static Bpf load(Consumer<Assembler> body) {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label start = a.label();
        a.ldxw(R2, R1, XdpMd.data);
        a.ldxw(R3, R1, XdpMd.data_end);
        a.mov(R4, R2);
        a.add(R4, 16);
        a.jle(R4, R3, start);
        a.mov(R0, 0);
        a.exit();
        a.bind(start);
        a.ldxdw(R6, R2, 0);
        a.ldxdw(R7, R2, 8);
        body.accept(a);
        Code code = a.build();
        return Bpf.load(BpfObject.of(BpfProgram.xdp("long_jump", code)));
    }

    private static int run(Bpf bpf, long left, long right) {
        byte[] packet = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(left).putLong(right).array();
        return bpf.xdp("long_jump").run(packet).retval();
    }

    private static boolean holds(Condition condition, Width width, long left, long right) {
        boolean half = width == Width.W32;
        long l = half ? (int) left : left;
        long r = half ? (int) right : right;
        return switch (condition) {
            case JEQ -> l == r;
            case JNE -> l != r;
            case JSET -> (l & r) != 0;
            case JGT -> Long.compareUnsigned(l, r) > 0;
            case JGE -> Long.compareUnsigned(l, r) >= 0;
            case JLT -> Long.compareUnsigned(l, r) < 0;
            case JLE -> Long.compareUnsigned(l, r) <= 0;
            case JSGT -> l > r;
            case JSGE -> l >= r;
            case JSLT -> l < r;
            case JSLE -> l <= r;
        };
    }
}
