package dev.xdpasm.print;

import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.Mixture;
import dev.xdpasm.text.XasmReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an instruction costs from its bytes to its line of the listing, 100,000 mixed ones with few symbols and with many.
 * Times and bytes are per instruction; 108 bytes each are the text itself, once while it grows and once as a string.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ListingBenchmark {
    @Param({"1", "1000"})
    private int symbols;

    private List<ListedSection> sections = List.of();

    /** Makes the bytes. */
    @Setup
    public void assemble() {
        BpfObject object = XasmReader.read("mixed.xasm", Mixture.text());
        BpfProgram program = object.programs().get(0);
        byte[] bytes = program.code().toBytes();
        List<ListedSection.Symbol> names = new ArrayList<>();
        for (int i = 0; i < symbols; i++) {
            names.add(new ListedSection.Symbol("function_" + i, bytes.length / 8L * i / symbols * 8, false));
        }
        sections = List.of(ListedSection.of(program.section(), bytes, names));
    }

    /** Listing to a stream, as the command does. */
    @Benchmark
    @OperationsPerInvocation(Mixture.INSTRUCTIONS)
    public void print() {
        TextBuffer out = TextBuffer.over(OutputStream.nullOutputStream());
        Listing.print("mixed.o", sections, Set.of(), Set.of(), out);
        out.flush();
    }

    /** Listing to a string. */
    @Benchmark
    @OperationsPerInvocation(Mixture.INSTRUCTIONS)
    public String list() {
        return Listing.of("mixed.o", sections);
    }

    /** The least that could be done: the finished text copied as often as listing has to. */
    @Benchmark
    @OperationsPerInvocation(Mixture.INSTRUCTIONS)
    public String limit(Finished finished) {
        return new StringBuilder(finished.text.length()).append(finished.text).toString();
    }

    /** A listing that is there already. */
    @State(Scope.Benchmark)
    public static class Finished {
        private String text = "";

        /** Makes it. */
        @Setup
        public void list() {
            text = Listing.of("mixed.o", XasmReader.read("mixed.xasm", Mixture.text()));
        }
    }
}
