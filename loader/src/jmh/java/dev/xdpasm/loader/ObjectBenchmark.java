package dev.xdpasm.loader;

import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What objects cost beside libbpf in C ({@link CPeer}), taking turns in one run: to open a small one (one map, types), to know the
 * kernel's types, to load one that CO-RE fits to the kernel. libbpf reads the kernel's types for each load, here they are kept.
 * Needs root, a C compiler and libbpf's headers.
 *
 * <pre>{@code mvn -pl loader -am -Pbenchmark verify -DskipTests -Dbenchmark=ObjectBenchmark}</pre>
 */
public final class ObjectBenchmark {
    private static final Path OBJECTS = Path.of("../testdata/elf");
    private static final int OPENS = 200;
    private static final int KERNELS = 5;
    private static final int LOADS = 5;
    private static final int WARMUP = 500;
    private static final int ROUNDS = 40;
    private static final int KEPT = 8;

    private static long blackhole;

    private ObjectBenchmark() {}

    /** Runs it. */
    public static void main(String... args) throws IOException, InterruptedException {
        byte[] small = Files.readAllBytes(OBJECTS.resolve("pinned.19-v3-g.o"));
        byte[] core = Files.readAllBytes(OBJECTS.resolve("core.19-v3-g.o"));
        Path folder = Files.createTempDirectory("xdpasm-objects");
        try {
            Files.write(folder.resolve("small.o"), small);
            Files.write(folder.resolve("core.o"), core);
            Map<String, Integer> sizes = Map.of("OPENS", OPENS, "KERNELS", KERNELS, "LOADS", LOADS);
            try (CPeer peer = CPeer.start("objects.c", sizes, folder, "bpf")) {
                Turns turns = new Turns();
                for (int round = 0; round < WARMUP + ROUNDS; round++) {
                    if (round == WARMUP) {
                        turns.begin();
                    }
                    turns.record("open/ElfReader", time(OPENS, () -> open(small)));
                    turns.record("kernel types/BtfIndex", time(KERNELS, ObjectBenchmark::kernel));
                    turns.record("CO-RE load/Bpf.load", time(LOADS, () -> Bpf.load(open(core)).close()));
                    if (round >= WARMUP) {
                        turns.record("open/C", peer.time("open"));
                        turns.record("kernel types/C", peer.time("kernel"));
                        turns.record("CO-RE load/C", peer.time("core"));
                    }
                }
                turns.print();
            }
            System.out.println("heap for the kernel's types with their names: " + heap() + " bytes");
        } finally {
            Files.deleteIfExists(folder.resolve("small.o"));
            Files.deleteIfExists(folder.resolve("core.o"));
            Files.delete(folder);
        }
    }

    private static BpfObject open(byte[] bytes) {
        BpfObject object = ElfReader.read("object.o", bytes);
        blackhole += object.maps().size();
        return object;
    }

    private static BtfIndex kernel() {
        BtfIndex index = BtfIndex.ofKernel();
        blackhole += index.count();
        return index;
    }

    private static double time(int times, Runnable work) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (double) (System.nanoTime() - begin) / times;
    }

    /** Bytes of the heap that an index takes, the table of names included, which the first name asks for. */
    private static long heap() {
        List<BtfIndex> kept = new ArrayList<>();
        long before = used();
        for (int i = 0; i < KEPT; i++) {
            BtfIndex index = BtfIndex.ofKernel();
            blackhole += index.find("task_struct", BtfKind.STRUCT).orElse(0);
            kept.add(index);
        }
        long after = used();
        blackhole += kept.size();
        return (after - before) / KEPT;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
