package dev.xdpasm.asm;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R6;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an instruction costs from the Java call to its bytes: a program of 100,000 mixed instructions with 12,500 labels,
 * jumped to forward and backward. Times and bytes are per instruction; the 8 bytes that each costs in any case are its place
 * in the {@link dev.xdpasm.isa.Code} that is built.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AssemblerBenchmark {
    private static final int INSTRUCTIONS = 100_000;
    private static final int BLOCK = 16;
    private static final int BLOCKS = INSTRUCTIONS / BLOCK;

    private final Assembler assembler = Assembler.withoutSourceLines();
    private final ByteBuffer out = ByteBuffer.allocate(2 * INSTRUCTIONS * Insn.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private final Label[] skips = new Label[BLOCKS];
    private final Label[] loops = new Label[BLOCKS];

    /** Makes the labels that {@link #build()} uses again and again. */
    @Setup
    public void labels() {
        Arrays.setAll(skips, i -> assembler.label());
        Arrays.setAll(loops, i -> assembler.label());
    }

    /** Building and encoding, program after program with the same assembler and labels. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public ByteBuffer build() {
        assembler.clear();
        for (int i = 0; i < BLOCKS; i++) {
            block(assembler, i, skips[i], loops[i]);
        }
        return encoded();
    }

    /** The same with labels that are made anew, two for 16 instructions. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public ByteBuffer buildWithNewLabels() {
        assembler.clear();
        for (int i = 0; i < BLOCKS; i++) {
            block(assembler, i, assembler.label(), assembler.label());
        }
        return encoded();
    }

    /** The least that could be done: as many longs written into the same buffer. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public ByteBuffer limit() {
        out.clear();
        for (int i = 0; i < INSTRUCTIONS; i++) {
            out.putLong(Insn.pack(0x07, i & 7, 0, (short) 0, i));
        }
        return out;
    }

    private ByteBuffer encoded() {
        assembler.exit();
        out.clear();
        assembler.build().writeTo(out);
        return out;
    }

    private static void block(Assembler a, int i, Label skip, Label loop) {
        a.bind(loop);
        a.mov(R6, R1);
        a.ldxw(R2, R1, 0);
        a.ldxw(R3, R1, 4);
        a.mov(R1, R2);
        a.add(R1, 34);
        a.jgt(R1, R3, skip);
        a.ldxh(R0, R2, 12);
        a.jne(R0, 8, skip);
        a.stxw(R10, -4, R0);
        a.stdw(R10, -16, i);
        a.atomic(AtomicOp.ADD, Size.DW, R10, -16, R0);
        a.xor32(R0, i);
        a.rsh(R0, 3);
        a.call(Helper.bpf_ktime_get_ns);
        a.bind(skip);
        a.jeq32(R0, 7, loop);
        a.be(R2, 16);
    }
}
