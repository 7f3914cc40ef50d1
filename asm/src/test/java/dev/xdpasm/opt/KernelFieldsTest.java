package dev.xdpasm.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A field of the kernel's that is written may be any that was read before, by whichever name of its struct. */
class KernelFieldsTest {
    private final Graph graph = new Graph("writes");
    private final Temp socket = graph.parameter("socket", 64);
    private final Step.FieldStore store = new Step.FieldStore(Size.W, socket, 0, Value.of(7));

    private Temp load(Region region) {
        Temp read = graph.temp("read", 32);
        graph.entry().add(new Step.Load(read, Size.W, new Address(socket, 4, region)), Optional.empty());
        return read;
    }

    /** How many loads of a region are left of two with a write between. */
    private long loads(Region region) {
        Temp before = load(region);
        graph.entry().add(store, Optional.empty());
        Temp both = graph.temp("both", 64);
        graph.entry().add(new Step.Binary(both, AluOp.ADD, Width.W64, before, load(region)), Optional.empty());
        graph.entry().end(new Ending.Exit(both), Optional.empty());
        new Subexpressions().run(graph);
        new DeadSteps().run(graph);
        return Arrays.stream(graph.entry().steps()).map(Block.Lined::what).filter(Step.Load.class::isInstance).count();
    }

    @Test
    void isReadAgainBehindTheWrite() {
        assertEquals(2, loads(Region.object("sock")));
    }

    @Test
    void otherMemoryIsNot() {
        assertEquals(1, loads(Region.map("values")));
    }

    @Test
    void writesStayAndAreNotPassed() {
        assertTrue(store.hasEffect());
        assertTrue(Memory.changes(store, new Step.Load(graph.temp("t", 32), Size.W, new Address(socket, 0, Region.object("tcp_sock")))));
        assertFalse(Memory.changes(store, Region.PACKET));
        assertFalse(Memory.changes(store, Region.STACK));
    }
}
