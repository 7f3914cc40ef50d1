package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;

import com.sun.management.ThreadMXBean;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.FunctionTypes;
import dev.xdpasm.object.LinkedProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.Helper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What {@link Bpf#load} and close of a ready object, one map and one program, cost beside the bare system calls in C
 * ({@link CPeer}), taking turns in one run: once without source lines (BPF_MAP_CREATE, BPF_PROG_LOAD), once with them
 * (BPF_BTF_LOAD as well). Needs root and a C compiler.
 *
 * <pre>{@code mvn -pl loader -am -Pbenchmark verify -DskipTests -Dbenchmark=LoadBenchmark}</pre>
 *
 * <p>{@code LoadBenchmark N} loads N times and nothing more: for {@code strace -c}.
 */
public final class LoadBenchmark {
    private static final int LOADS = 200;
    private static final int WARMUP = 60;
    private static final int ROUNDS = 60;

    private static final Consumer<Assembler> COUNT = a -> {
        Label missing = a.label("missing");
        a.stw(R10, -4, 0);
        a.mov(R2, R10);
        a.add(R2, -4);
        a.loadMap(R1, "counter");
        a.call(Helper.bpf_map_lookup_elem);
        a.jeq(R0, 0, missing);
        a.mov(R1, 1);
        a.atomic(AtomicOp.ADD, Size.DW, R0, 0, R1);
        a.bind(missing);
        a.mov(R0, 2);
        a.exit();
    };

    private LoadBenchmark() {}

    /** Runs it. */
    public static void main(String... args) throws IOException, InterruptedException {
        BpfObject plain = object(COUNT, false);
        BpfObject typed = object(COUNT, true);
        if (args.length > 0) {
            load(plain, Integer.parseInt(args[0]));
            return;
        }
        Path folder = Files.createTempDirectory("xdpasm-load");
        try {
            write(folder, typed);
            try (CPeer peer = CPeer.start("load.c", Map.of(), folder)) {
                Turns turns = new Turns();
                for (int round = 0; round < WARMUP + ROUNDS; round++) {
                    if (round == WARMUP) {
                        turns.begin();
                    }
                    turns.record("load/C", peer.time("plain"));
                    turns.record("load/Bpf.load", load(plain, LOADS));
                    turns.record("load with lines/C", peer.time("typed"));
                    turns.record("load with lines/Bpf.load", load(typed, LOADS));
                }
                turns.print();
                System.out.println("bytes allocated a load: " + allocated(plain) + ", with lines " + allocated(typed));
            }
        } finally {
            for (String file : List.of("insns", "btf", "functions", "lines")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    private static BpfObject object(Consumer<Assembler> body, boolean lines) {
        Assembler assembler = lines ? new Assembler() : Assembler.withoutSourceLines();
        body.accept(assembler);
        return BpfObject.of(BpfProgram.xdp("xdp_count", assembler.build()), MapSpec.array("counter", Long.BYTES, 1));
    }

    private static double load(BpfObject object, int times) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            Bpf.load(object).close();
        }
        return (double) (System.nanoTime() - begin) / times;
    }

    private static long allocated(BpfObject object) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        load(object, LOADS);
        return (threads.getCurrentThreadAllocatedBytes() - before) / LOADS;
    }

    /** What the kernel is given, for the C program. */
    private static void write(Path folder, BpfObject object) throws IOException {
        BpfObject whole = FunctionTypes.complete(object);
        LinkedProgram linked = LinkedProgram.of(whole, whole.programs().get(0));
        Files.write(folder.resolve("insns"), linked.code().toBytes());
        try (LoadedTypes types = LoadedTypes.load(whole, List.of(linked), new Omissions(LoadOptions.defaults()));
                Bpf bpf = Bpf.load(object)) {
            ProgramCalls.Instructions known = types.instructions(0);
            Files.write(folder.resolve("functions"), known.functions());
            Files.write(folder.resolve("lines"), known.lines());
            int id = bpf.programs().get(0).info().btfId();
            Files.write(folder.resolve("btf"), BpfBtfInfo.byId(id).bytes());
        }
    }
}
