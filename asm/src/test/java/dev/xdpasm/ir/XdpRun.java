package dev.xdpasm.ir;

import dev.xdpasm.isa.Size;
import java.util.List;

/** What a graph of {@link RandomGraph} does by the interpreter: its maps live on from packet to packet. */
public final class XdpRun {
    private final Graph graph;
    private final Memory memory = new Memory();
    private final long[] table = new long[RandomGraph.ENTRIES];
    private final long global = memory.add(new byte[RandomGraph.GLOBAL_BYTES]);

    /** Begins with maps of zeros. */
    public XdpRun(Graph graph) {
        this.graph = graph;
        for (int i = 0; i < table.length; i++) {
            table[i] = memory.add(new byte[Long.BYTES]);
        }
    }

    /** {@return the action for a packet, which is changed in place} */
    public int run(byte[] packet) {
        long data = memory.add(packet);
        long context = memory.add(new byte[24]);
        memory.store(context, Size.W, data);
        memory.store(context + 4, Size.W, data + packet.length);
        return (int) new GraphInterpreter(graph, memory, this::call)
                .withMap(RandomGraph.GLOBAL, global)
                .run(context);
    }

    private long call(Step.Call call, List<Long> arguments, Memory memory) {
        if (arguments.isEmpty()) {
            return 0;
        }
        long key = memory.load(arguments.get(1), Size.W);
        return key < table.length ? table[(int) key] : 0;
    }
}
