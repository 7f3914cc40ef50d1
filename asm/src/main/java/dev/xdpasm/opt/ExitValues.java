package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exit instead of many: what most tests at the beginning exit with is set first of all, so that they lead straight to an exit.
 * The JIT of x86 writes the epilogue once, at the first exit, and a jump to it for each other one.
 *
 * <p>Only up to the first call: the value is to be in r0, which calls overwrite. Comes last, since other passes look for exits with
 * constants.
 */
final class ExitValues implements Pass {
    @Override
    public String name() {
        return "exit values";
    }

    @Override
    public boolean run(Graph graph) {
        Block[] blocks = graph.reached();
        boolean[] uncalled = uncalled(graph);
        Const first = mostTested(blocks, uncalled);
        if (first == null) {
            return false;
        }
        Temp result = graph.variable("result", Long.SIZE);
        Block exit = graph.block();
        exit.end(new Ending.Exit(result), Optional.empty());
        graph.entry().insert(0, new Block.Lined(new Step.Move(result, first), Optional.empty()));
        for (Block block : blocks) {
            if (uncalled[block.number()] && leadsTo(block, first)) {
                Block[] ways = block.successors().clone();
                for (int i = 0; i < ways.length; i++) {
                    ways[i] = first.equals(Outcomes.constant(ways[i])) ? exit : ways[i];
                }
                block.end(block.ending().leadingTo(ways));
            }
        }
        for (Block block : blocks) {
            if (block.ending() instanceof Ending.Exit how) {
                block.add(new Step.Move(result, how.result()), block.endingLine());
                block.end(new Ending.Jump(exit));
            }
        }
        return true;
    }

    private static boolean leadsTo(Block block, Const exit) {
        for (Block next : block.successors()) {
            if (exit.equals(Outcomes.constant(next))) {
                return true;
            }
        }
        return false;
    }

    /** By the numbers of blocks, whether nothing was called yet at their end, on any path: no block that calls leads to them. */
    private static boolean[] uncalled(Graph graph) {
        boolean[] uncalled = new boolean[graph.blocks()];
        Arrays.fill(uncalled, true);
        List<Block> work = new ArrayList<>();
        for (Block block : graph.reached()) {
            if (calls(block)) {
                uncalled[block.number()] = false;
                work.add(block);
            }
        }
        while (!work.isEmpty()) {
            for (Block next : work.remove(work.size() - 1).successors()) {
                if (uncalled[next.number()]) {
                    uncalled[next.number()] = false;
                    work.add(next);
                }
            }
        }
        return uncalled;
    }

    private static boolean calls(Block block) {
        for (Block.Lined step : block.steps()) {
            if (step.what() instanceof Step.Call) {
                return true;
            }
        }
        return false;
    }

    /** The constant that most tests before any call exit with, null if there is none or only one exit in all. */
    private static @Nullable Const mostTested(Block[] blocks, boolean[] uncalled) {
        Map<Const, Integer> tests = new LinkedHashMap<>();
        int exits = 0;
        for (Block block : blocks) {
            exits += block.ending() instanceof Ending.Exit ? 1 : 0;
            if (uncalled[block.number()] && block.successors().length > 1) {
                for (Block next : block.successors()) {
                    Const exit = Outcomes.constant(next);
                    if (exit != null) {
                        tests.put(exit, tests.getOrDefault(exit, 0) + 1);
                    }
                }
            }
        }
        Const most = null;
        for (Const exit : tests.keySet()) {
            most = most == null || tests.get(exit) > tests.get(most) ? exit : most;
        }
        return exits > 1 ? most : null;
    }
}
