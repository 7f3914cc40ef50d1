package dev.xdpasm.text;

import dev.xdpasm.object.BpfObject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a line of text costs until it is an instruction of an object: 100,000 mixed ones with 12,500 labels. Times and bytes
 * are per instruction; each keeps 8 bytes of code and 12 of its source line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class XasmReaderBenchmark {
    private final String text = Mixture.text();

    /** Reading. */
    @Benchmark
    @OperationsPerInvocation(Mixture.INSTRUCTIONS)
    public BpfObject read() {
        return XasmReader.read("mixed.xasm", text);
    }

    /** The least that could be done: each character looked at once. */
    @Benchmark
    @OperationsPerInvocation(Mixture.INSTRUCTIONS)
    public int limit() {
        int lines = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
