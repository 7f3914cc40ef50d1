package dev.xdpasm.btf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to know the running kernel's types: 126,000 in 5.5 MB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BtfIndexBenchmark {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    private byte[] bytes;
    private BtfIndex kept;

    /** Reads the types once. */
    @Setup
    public void read() throws IOException {
        bytes = Files.readAllBytes(KERNEL);
        kept = BtfIndex.of(bytes);
        kept.named("sk_buff");
    }

    /** Reading the file and finding where types begin, as {@link BtfIndex#ofKernel} does. */
    @Benchmark
    public BtfIndex readAndIndex() {
        return BtfIndex.ofKernel();
    }

    /** Finding where types begin in bytes that are there. */
    @Benchmark
    public BtfIndex index() {
        return BtfIndex.of(bytes);
    }

    /** The same, and the table of names, which the first look for a name makes. */
    @Benchmark
    public int[] indexAndFirstName() {
        return BtfIndex.of(bytes).named("sk_buff");
    }

    /** A name, of an index that is kept. */
    @Benchmark
    public int[] name() {
        return kept.named("task_struct");
    }

    /** The least that could be done: a step from each type to the next. */
    @Benchmark
    public int limit() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = in.getInt(4) + in.getInt(8);
        int end = at + in.getInt(12);
        int types = 0;
        while (at < end) {
            int info = in.getInt(at + 4);
            at += (int) BtfFormat.bytes(info >>> 24 & BtfFormat.MOST_KINDS, info & BtfFormat.MOST_ELEMENTS);
            types++;
        }
        return types;
    }
}
