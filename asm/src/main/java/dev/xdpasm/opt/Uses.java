package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.Arrays;

/** How often each temp is read, and where it is set, as it was when asked. */
final class Uses {
    private final int[] reads;
    private final int[] home;

    Uses(Graph graph, Flow flow) {
        reads = new int[graph.temps()];
        home = new int[graph.temps()];
        Arrays.fill(home, -1);
        for (int at = 0; at < flow.size(); at++) {
            Block block = flow.block(at);
            for (Lined lined : block.steps()) {
                Step step = lined.what();
                count(step, reads, 1);
                Temp to = step.result().orElse(null);
                if (to != null) {
                    home[to.number()] = at;
                }
            }
            count(block.ending(), reads, 1);
        }
    }

    /** Adds to the number of reads of each temp, by its number, those of a step or an ending so many times. */
    static void count(Reader reader, int[] reads, int times) {
        for (int i = 0; i < Reader.operands(reader); i++) {
            if (Reader.operand(reader, i) instanceof Temp temp) {
                reads[temp.number()] += times;
            }
        }
    }

    /** {@return how often a temp is read; a new one not yet} */
    int of(Value value) {
        return value instanceof Temp temp && temp.number() < reads.length ? reads[temp.number()] : 0;
    }

    /** {@return the position of the block that sets a temp, -1 for none} */
    int home(Temp temp) {
        return temp.number() < home.length ? home[temp.number()] : -1;
    }
}
