package dev.xdpasm.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.ir.Graph;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random graphs do the same before and after. */
class OptimizerPropertyTest {
    private static final int PACKETS = 10;

    /** After each pass, so that a failure names the one that is wrong. */
    @Property(tries = 2000)
    void eachStageDoesTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        int size = 5 + random.nextInt(80);
        Graph before = RandomGraph.of(seed, size);
        List<byte[]> packets = Stream.generate(() -> Behaviour.packet(random)).limit(PACKETS).toList();
        List<Behaviour> expected = packets.stream().map(packet -> Behaviour.of(before, packet)).toList();
        Graph after = RandomGraph.of(seed, size);
        AtomicReference<String> last = new AtomicReference<>("");
        Optimizer.stages(after, (name, text) -> {
            for (int i = 0; i < PACKETS; i++) {
                Behaviour expectation = expected.get(i);
                assertEquals(expectation, Behaviour.of(after, packets.get(i)), () -> name + "\n" + last.get() + "\nbecame\n" + text);
            }
            last.set(text);
        });
    }

    @Property(tries = 200)
    void sameGraphsComeOutTheSame(@ForAll long seed) {
        Graph one = RandomGraph.of(seed, 60);
        Graph other = RandomGraph.of(seed, 60);
        Optimizer.optimize(one);
        Optimizer.optimize(other);
        assertEquals(one.toString(), other.toString());
    }
}
