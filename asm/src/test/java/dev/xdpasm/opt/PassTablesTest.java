package dev.xdpasm.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.GraphInterpreter;
import dev.xdpasm.ir.Memory;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each pass makes of a graph: one table a pass beside this class, in which a case is a title behind {@code ==}, the graph
 * before, and behind {@code --} the graph after it, where nothing is left that nobody reads. Both must also do the same.
 */
class PassTablesTest {
    private static final long[] EDGES = {0, 1, 2, 4, 5, 7, 8, 15, 16, 0x44, 0x45, 0x4f, 0x50, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x7fff_ffff,
        0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};

    static Stream<Arguments> cases() {
        return Stream.of(
                        new Variables(),
                        new Folding(),
                        new Subexpressions(),
                        new Blocks(),
                        new KnownBranches(),
                        new Checks(),
                        new Intervals(),
                        new LowerHalves(),
                        new WideTests(),
                        new LikelyTests(),
                        new WideLoads(),
                        new DeadStores(),
                        new Overwritten(),
                        new WideCopies(),
                        new DeadSteps(),
                        new Sinking(),
                        new EarlyResults())
                .flatMap(pass -> Arrays.stream(table(pass).split("(?m)^== ")).skip(1).map(text -> {
                    String[] parts = text.split("(?m)^--\n");
                    int title = parts[0].indexOf('\n');
                    return Arguments.of(pass.name(), parts[0].substring(0, title), pass, parts[0].substring(title + 1), parts[1]);
                }));
    }

    private static String table(Pass pass) {
        String name = pass.name().replace(' ', '-') + ".txt";
        try (InputStream in = PassTablesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void becomesWhatTheTableSays(String name, String title, Pass pass, String before, String after) {
        Graph graph = GraphReader.read(before);
        run(pass, graph);
        assertEquals(after.strip(), GraphReader.text(graph).strip());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void doesTheSame(String name, String title, Pass pass, String before, String after) {
        Graph graph = GraphReader.read(before);
        run(pass, graph);
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            long seed = random.nextLong();
            assertEquals(seen(GraphReader.read(before), seed), seen(graph, seed));
        }
    }

    private static void run(Pass pass, Graph graph) {
        for (int i = 0; i < 10 && pass.run(graph); i++) {
            // passes may open something for themselves
        }
        new DeadSteps().run(graph);
    }

    /** What a graph returns, calls and leaves in the packet for parameters and a packet of a seed. */
    private static List<Object> seen(Graph graph, long seed) {
        Random random = new Random(seed);
        byte[] packet = Behaviour.packet(random);
        byte[] values = new byte[64];
        Memory memory = new Memory();
        long data = memory.add(packet);
        long context = memory.add(new byte[24]);
        memory.store(context, Size.W, data);
        memory.store(context + 4, Size.W, data + packet.length);
        long map = memory.add(values);
        List<Object> seen = new ArrayList<>();
        long[] parameters = graph.parameters().stream().mapToLong(p -> p.name().equals("ctx") ? context : edge(p, random)).toArray();
        GraphInterpreter interpreter = new GraphInterpreter(graph, memory, (call, arguments, all) -> {
            if (!call.pure()) {
                seen.add(call.callee().name() + arguments);
            }
            return map;
        });
        seen.add(interpreter.withMap("values", map).run(parameters));
        seen.add(Arrays.hashCode(packet));
        seen.add(Arrays.hashCode(values));
        return seen;
    }

    private static long edge(Temp parameter, Random random) {
        long value = random.nextInt(4) == 0 ? random.nextLong() : EDGES[random.nextInt(EDGES.length)];
        return value & Evaluation.ones(parameter.bits());
    }
}
