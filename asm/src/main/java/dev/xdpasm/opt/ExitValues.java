package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        List<Block> blocks = graph.reached();
        Set<Block> uncalled = uncalled(blocks);
        Optional<Long> first = mostTested(blocks, uncalled);
        if (first.isEmpty()) {
            return false;
        }
        Temp result = graph.variable("result", Long.SIZE);
        Block exit = graph.block();
        exit.end(new Ending.Exit(result), Optional.empty());
        graph.entry().steps().add(0, new Block.Lined<>(new Step.Move(result, Value.of(first.get())), Optional.empty()));
        for (Block block : blocks) {
            boolean isSet = uncalled.contains(block);
            block.end(block.ending().leadingTo(next -> isSet && exits(next).equals(first) ? exit : next));
        }
        for (Block block : blocks) {
            if (block.ending() instanceof Ending.Exit how) {
                block.add(new Step.Move(result, how.result()), block.endingLine());
                block.end(new Ending.Jump(exit));
            }
        }
        return true;
    }

    /** The blocks at whose end nothing was called yet, on any path: no block that calls leads to them. */
    private static Set<Block> uncalled(List<Block> blocks) {
        Set<Block> uncalled = new HashSet<>(blocks);
        List<Block> work = new ArrayList<>();
        for (Block block : blocks) {
            if (calls(block) && uncalled.remove(block)) {
                work.add(block);
            }
        }
        while (!work.isEmpty()) {
            for (Block next : work.remove(work.size() - 1).successors()) {
                if (uncalled.remove(next)) {
                    work.add(next);
                }
            }
        }
        return uncalled;
    }

    private static boolean calls(Block block) {
        for (Block.Lined<Step> step : block.steps()) {
            if (step.what() instanceof Step.Call) {
                return true;
            }
        }
        return false;
    }

    /** The constant that most tests before any call exit with, if several exits are there. */
    private static Optional<Long> mostTested(List<Block> blocks, Set<Block> uncalled) {
        Map<Long, Integer> tests = new LinkedHashMap<>();
        Map<Long, Integer> exits = new HashMap<>();
        for (Block block : blocks) {
            if (block.ending() instanceof Ending.Exit) {
                exits.merge(exits(block).orElse(-1L), 1, Integer::sum);
            }
            if (uncalled.contains(block) && block.successors().size() > 1) {
                for (Block next : block.successors()) {
                    exits(next).ifPresent(value -> tests.merge(value, 1, Integer::sum));
                }
            }
        }
        Optional<Long> most = tests.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .map(Map.Entry::getKey);
        return most.filter(value -> exits.size() > 1 || exits.values().iterator().next() > 1);
    }

    /** The constant that a block does nothing but exit with. */
    private static Optional<Long> exits(Block block) {
        return block.steps().isEmpty() && block.ending() instanceof Ending.Exit how && how.result() instanceof Const known
                ? Optional.of(known.value())
                : Optional.empty();
    }
}
