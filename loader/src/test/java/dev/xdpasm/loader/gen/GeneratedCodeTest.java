package dev.xdpasm.loader.gen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.gen.Generator;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.RandomGraph;
import dev.xdpasm.ir.XdpRun;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelIsa;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.opt.Optimizer;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs made by chance: the kernel accepts their code at each level, and it does what the graph says. */
@KernelTest
class GeneratedCodeTest {
    private static final int PACKETS = 3;

    /** Those of the kernel. */
    private static final List<IsaLevel> LEVELS = Stream.of(IsaLevel.values())
            .filter(level -> level.compareTo(KernelIsa.level()) <= 0)
            .toList();

    /** How many seeds: a few hundred each time, more when asked for. */
    private static final int SEEDS = Integer.getInteger("xdpasm.seeds", 250);

    static LongStream seeds() {
        return LongStream.range(Long.getLong("xdpasm.firstSeed", 0), Long.getLong("xdpasm.firstSeed", 0) + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void kernelDoesWhatTheGraphSays(long seed) {
        for (IsaLevel level : LEVELS) {
            compare(seed, level, RandomGraph.of(seed, level));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void kernelTakesAndDoesTheSameOptimized(long seed) {
        for (IsaLevel level : LEVELS) {
            Graph graph = RandomGraph.of(seed, level);
            Optimizer.optimize(graph);
            compare(seed, level, graph);
        }
    }

    private static void compare(long seed, IsaLevel level, Graph graph) {
        Code code = Generator.generate(graph, level).code();
        BpfObject object = BpfObject.of(
                BpfProgram.xdp("random", code),
                MapSpec.array(RandomGraph.TABLE, Long.BYTES, RandomGraph.ENTRIES),
                MapSpec.array(RandomGraph.GLOBAL, RandomGraph.GLOBAL_BYTES, 1));
        String what = "seed " + seed + " at " + level;
        XdpRun expected = new XdpRun(RandomGraph.of(seed, level));
        Random random = new Random(seed);
        try (Bpf bpf = Bpf.load(object)) {
            for (int i = 0; i < PACKETS; i++) {
                byte[] packet = packet(random);
                RunResult result = bpf.xdp("random").run(packet);
                int action = expected.run(packet);
                assertEquals(action, result.retval(), what);
                assertArrayEquals(packet, result.data(), what);
            }
        } catch (VerifierException e) {
            throw new AssertionError(what + "\n" + Generator.explain(graph, level).stages(), e);
        }
    }

    /** Bytes of which many are such as break code: zeros, ones, all bits. */
    private static byte[] packet(Random random) {
        byte[] packet = new byte[RandomGraph.PACKET];
        random.nextBytes(packet);
        for (int i = random.nextInt(40); i > 0; i--) {
            byte[] special = {0, 1, -1, -128, 127};
            int at = random.nextInt(packet.length);
            byte filling = special[random.nextInt(special.length)];
            for (int j = at; j < Math.min(packet.length, at + 8); j++) {
                packet[j] = filling;
            }
        }
        return packet;
    }
}
