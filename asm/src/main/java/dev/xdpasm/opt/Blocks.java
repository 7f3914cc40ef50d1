package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * As few blocks as can be: those without a step are passed by, those that follow each other only become one, and all that
 * only return the same constant are the same.
 */
final class Blocks implements Pass {
    @Override
    public String name() {
        return "blocks";
    }

    @Override
    public boolean run(Graph graph) {
        boolean changed = passBy(graph);
        return merge(graph) | changed;
    }

    private static boolean passBy(Graph graph) {
        Block[] blocks = graph.reached();
        Map<Const, Block> exits = new HashMap<>();
        for (Block block : blocks) {
            Const constant = Outcomes.constant(block);
            if (constant != null) {
                exits.putIfAbsent(constant, block);
            }
        }
        boolean changed = false;
        for (Block block : blocks) {
            Ending ending = block.ending();
            boolean isDirect = true;
            Block[] ways = block.successors();
            Block[] goals = new Block[ways.length];
            for (int i = 0; i < goals.length; i++) {
                goals[i] = goal(ways[i], exits);
                isDirect &= goals[i] == ways[i];
            }
            Ending direct = simpler(isDirect ? ending : ending.leadingTo(goals));
            if (direct != ending) {
                block.end(direct);
                changed = true;
            }
        }
        return changed;
    }

    /** Where a block without steps leads to in the end. */
    private static Block goal(Block block, Map<Const, Block> exits) {
        Block at = block;
        int passed = 0;
        while (at.ending() instanceof Ending.Jump jump && at.size() == 0 && jump.to() != at && passed++ < 1000) {
            at = jump.to();
        }
        Const constant = Outcomes.constant(at);
        return constant == null ? at : exits.getOrDefault(constant, at);
    }

    /** A choice between the same is none. */
    private static Ending simpler(Ending ending) {
        if (ending instanceof Ending.Branch branch && branch.yes() == branch.no()) {
            return new Ending.Jump(branch.yes());
        }
        return ending instanceof Ending.Bounds bounds && bounds.enough() == bounds.tooShort() ? new Ending.Jump(bounds.enough()) : ending;
    }

    private static boolean merge(Graph graph) {
        Block[] blocks = graph.reached();
        int[] ways = new int[graph.blocks()];
        for (Block block : blocks) {
            for (Block next : block.successors()) {
                ways[next.number()]++;
            }
        }
        boolean changed = false;
        boolean[] gone = new boolean[graph.blocks()];
        for (Block block : blocks) {
            if (gone[block.number()]) {
                continue;
            }
            while (block.ending() instanceof Ending.Jump jump && ways[jump.to().number()] == 1 && jump.to() != block) {
                Block next = jump.to();
                block.insert(block.size(), next.steps());
                block.end(next.ending(), next.endingLine());
                next.steps(List.of());
                gone[next.number()] = true;
                changed = true;
            }
        }
        return changed;
    }
}
