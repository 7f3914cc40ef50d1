package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control-flow graph of one function: blocks, of which the first is where it begins, the temps and the stack slots that
 * they use. Mutable, not thread-safe.
 */
public final class Graph {
    private final String name;
    private final List<Temp> parameters = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Block entry;
    private int blocks;
    private int temps;
    private Block @Nullable [] reached;
    private @Nullable Flow flow;

    /** Begins a graph. */
    public Graph(String name) {
        this.name = name;
        this.entry = block();
    }

    /** {@return the function's name} */
    public String name() {
        return name;
    }

    /** {@return where it begins; no block leads there} */
    public Block entry() {
        return entry;
    }

    /** {@return its parameters, at most five: r1 to r5 as it begins} */
    public List<Temp> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** {@return the slots of the stack, whether used or not} */
    public List<Slot> slots() {
        return Collections.unmodifiableList(slots);
    }

    /** {@return the number of temps made so far; their numbers are 0 to that} */
    public int temps() {
        return temps;
    }

    /** {@return the number of blocks made so far, reached or not} */
    public int blocks() {
        return blocks;
    }

    /** {@return a new block, without steps and ending} */
    public Block block() {
        return new Block(this, blocks++);
    }

    /** {@return a new temp, which one step is to set} */
    public Temp temp(String called, int bits) {
        return new Temp(temps++, called, bits, false);
    }

    /** {@return a new temp, which several steps may set} */
    public Temp variable(String called, int bits) {
        return new Temp(temps++, called, bits, true);
    }

    /** {@return a new parameter} */
    public Temp parameter(String called, int bits) {
        Temp parameter = temp(called, bits);
        parameters.add(parameter);
        return parameter;
    }

    /** {@return new bytes of the stack} */
    public Slot slot(String called, int size, int phase, Optional<SourceLine> line) {
        Slot slot = new Slot(slots.size(), called, size, phase, line);
        slots.add(slot);
        return slot;
    }

    /**
     * {@return the blocks that can be reached, each before those that it leads to unless by going back (reverse postorder);
     * deterministic} Not to be written to.
     */
    public Block[] reached() {
        if (reached == null) {
            reached = reversePostorder();
        }
        return reached;
    }

    /** {@return how the blocks that can be reached lead to each other; the same one until that changes} */
    public Flow flow() {
        if (flow == null) {
            flow = new Flow(this);
        }
        return flow;
    }

    /** Notes that a block goes on elsewhere. */
    void reshaped() {
        reached = null;
        flow = null;
    }

    private Block[] reversePostorder() {
        Block[] order = new Block[blocks];
        Block[] path = new Block[blocks];
        boolean[] seen = new boolean[blocks];
        // how many ways of each block of the path have been gone
        int[] gone = new int[blocks];
        int from = blocks;
        int length = 0;
        seen[entry.number()] = true;
        path[length++] = entry;
        while (length > 0) {
            Block at = path[length - 1];
            Block[] ways = at.successors();
            if (gone[length - 1] == ways.length) {
                gone[--length] = 0;
                order[--from] = at;
                continue;
            }
            Block next = ways[gone[length - 1]++];
            if (!seen[next.number()]) {
                seen[next.number()] = true;
                path[length++] = next;
            }
        }
        return Arrays.copyOfRange(order, from, blocks);
    }

    /** {@return the graph as text, a step a line} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(parameters.toString().replace('[', '(').replace(']', ')')).append('\n');
        for (Block block : reached()) {
            text.append(block).append(":\n");
            for (Block.Lined step : block.steps()) {
                line(text, step.what().toString(), step.line());
            }
            line(text, block.ending().toString(), block.endingLine());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, Optional<SourceLine> line) {
        int from = text.length();
        text.append("    ").append(what);
        line.ifPresent(known -> {
            while (text.length() - from < 60) {
                text.append(' ');
            }
            text.append("  ; ").append(known);
        });
        text.append('\n');
    }
}
