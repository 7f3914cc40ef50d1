package dev.xdpasm.core;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** What CO-RE costs with the kernel's index kept: testdata/core/kernel.o, 15 programs with some 60 relocations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoreRelocatorBenchmark {
    private static final String SECTION = "?raw_tp";

    private byte[] types;
    private byte[] ext;
    private Code code;
    private Btf own;
    private List<BtfExt.CoreRelocation> relocations;
    private CoreTarget kernel;

    /** Reads the object and indexes the kernel's types. */
    @Setup
    public void read() throws IOException {
        Path file = Path.of(System.getProperty("xdpasm.testdata", "../testdata"), "core/kernel.o");
        ElfImage image = ElfImage.read("kernel.o", Files.readAllBytes(file));
        types = image.bytes(image.section(".BTF").orElseThrow());
        ext = image.bytes(image.section(".BTF.ext").orElseThrow());
        code = Code.ofBytes(image.bytes(image.section(SECTION).orElseThrow()));
        own = Btf.decode(types);
        relocations = BtfExt.decode(types, ext).coreRelocations();
        kernel = CoreTarget.of(BtfIndex.ofKernel());
    }

    /** Fitting the code of all programs. */
    @Benchmark
    public CoreResult relocate() {
        return new CoreRelocator(own, kernel).relocate(code, relocations);
    }

    /** The same from the bytes of the object's BTF on. */
    @Benchmark
    public CoreResult decodeAndRelocate() {
        return new CoreRelocator(Btf.decode(types), kernel).relocate(code, BtfExt.decode(types, ext).coreRelocations());
    }
}
