package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return new Block(blocks++);
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
     * deterministic}
     */
    public List<Block> reached() {
        List<Block> order = new ArrayList<>();
        boolean[] seen = new boolean[blocks];
        record Visit(Block block, Iterator<Block> rest) {}
        Deque<Visit> path = new ArrayDeque<>();
        seen[entry.number()] = true;
        path.push(new Visit(entry, entry.successors().iterator()));
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.rest().hasNext()) {
                Block next = visit.rest().next();
                if (!seen[next.number()]) {
                    seen[next.number()] = true;
                    path.push(new Visit(next, next.successors().iterator()));
                }
            } else {
                order.add(path.pop().block());
            }
        }
        Collections.reverse(order);
        return order;
    }

    /** {@return for each block that can be reached the blocks that lead to it, a block twice if it leads there both ways} */
    public Map<Block, List<Block>> predecessors() {
        Map<Block, List<Block>> before = new HashMap<>();
        for (Block block : reached()) {
            before.computeIfAbsent(block, b -> new ArrayList<>());
            for (Block next : block.successors()) {
                before.computeIfAbsent(next, b -> new ArrayList<>()).add(block);
            }
        }
        return before;
    }

    /** {@return the graph as text, a step a line} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(parameters.toString().replace('[', '(').replace(']', ')')).append('\n');
        for (Block block : reached()) {
            text.append(block).append(":\n");
            for (Block.Lined<Step> step : block.steps()) {
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
