package dev.xdpasm.gen;

import dev.xdpasm.ir.Graph;
import dev.xdpasm.isa.IsaLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes instructions of a graph. The graph stays as it is; the same graph gives the same bytes. What cannot be said is refused
 * with a {@link dev.xdpasm.AssemblyException} that names the Java line: a step that the level has no instruction for, a stack
 * frame larger than the kernel's 512 bytes.
 */
public final class Generator {
    private Generator() {}

    /** {@return the code of a graph, of the instructions of a level} */
    public static Generated generate(Graph graph, IsaLevel level) {
        return generate(graph, level, false);
    }

    /** {@return the code of a graph as {@link #generate} makes it, and what it looked like in between} */
    public static Generated explain(Graph graph, IsaLevel level) {
        return generate(graph, level, true);
    }

    private static Generated generate(Graph graph, IsaLevel level, boolean explains) {
        List<Generated.Stage> stages = new ArrayList<>();
        VirtualCode code = Selection.select(graph, level);
        Frequencies.estimate(code);
        if (explains) {
            stages.add(new Generated.Stage("selection", code.toString()));
        }
        FrameUse.note(code);
        Allocation.allocate(code);
        if (explains) {
            stages.add(new Generated.Stage("allocation", code.toString()));
        }
        int frameBytes = FrameLayout.layOut(code);
        TailMerging.merge(code);
        List<CodeBlock> order = BlockLayout.of(code);
        LoopRotation.rotate(code, order);
        order = FarJumps.bridge(code, order);
        if (explains) {
            code.keep(order);
            stages.add(new Generated.Stage("layout", code.toString()));
        }
        return new Generated(Emission.emit(code, order), frameBytes, stages);
    }
}
