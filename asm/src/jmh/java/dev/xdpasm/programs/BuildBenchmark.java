package dev.xdpasm.programs;

import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a {@link Firewall} of about 1,000 instructions costs from the first call of the DSL on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 2)
public class BuildBenchmark {
    /** To the object, ready to be loaded. */
    @Benchmark
    public BpfObject build() {
        return Firewall.object();
    }

    /** To the bytes of an ELF file. */
    @Benchmark
    public byte[] buildAndWrite() {
        return ElfWriter.write(Firewall.object());
    }
}
