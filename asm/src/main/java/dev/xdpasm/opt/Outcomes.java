package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Ending.Exit;
import dev.xdpasm.ir.Ending.Jump;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import org.jspecify.annotations.Nullable;

/** Whether different ways come to the same, and tests that follow each other of which either failing comes to the same. */
final class Outcomes {
    private Outcomes() {}

    /** {@return whether going to a block is the same as going to an outcome} */
    static boolean leadsTo(Block block, Block outcome) {
        if (block == outcome) {
            return true;
        }
        Const constant = constant(block);
        return constant != null && constant.equals(constant(outcome));
    }

    /** {@return whether an outcome is the same when a block's steps were done before} */
    static boolean isUnseen(Block block, Block outcome) {
        for (Lined lined : block.steps()) {
            Step step = lined.what();
            Temp set = step.result().orElse(null);
            boolean setsVariable = set != null && set.isVariable();
            if (step.hasEffect() || step instanceof Step.Call || setsVariable && constant(outcome) == null) {
                return false;
            }
        }
        return true;
    }

    /** The constant that a block does nothing but exit with, null if it does something else. */
    static @Nullable Const constant(Block block) {
        return block.ending() instanceof Exit exit && exit.result() instanceof Const constant && block.size() == 0 ? constant : null;
    }

    /**
     * Two tests, the second done when the first passes, and nothing between that could be seen.
     *
     * @param first where the first is done
     * @param passes whether the first passes when its condition holds
     * @param second where the second is done, which is nowhere else led to
     * @param passesToo whether the second passes when its condition holds
     * @param outcome where both lead when they fail
     */
    record Pair(Block first, boolean passes, Block second, boolean passesToo, Block outcome) {
        Branch one() {
            return (Branch) first.ending();
        }

        Branch other() {
            return (Branch) second.ending();
        }

        /** Lets the first block make both tests at once: the condition of {@code both} holds where both pass. */
        void become(Branch both, boolean holds) {
            Block onward = Branches.way(other(), passesToo);
            first.end(new Branch(
                    both.condition(),
                    both.width(),
                    both.left(),
                    both.right(),
                    holds ? second : outcome,
                    holds ? outcome : second,
                    holds == passes ? one().likely() : one().likely().turned()));
            second.end(new Jump(onward));
        }
    }

    /** {@return the pair of tests that begins in a block, null if none does} */
    static @Nullable Pair pair(Flow flow, Block first) {
        if (!(first.ending() instanceof Branch one) || one.yes() == one.no()) {
            return null;
        }
        Pair pair = pair(flow, first, one, true);
        return pair == null ? pair(flow, first, one, false) : pair;
    }

    private static @Nullable Pair pair(Flow flow, Block first, Branch one, boolean passes) {
        Block second = Branches.way(one, passes);
        Block outcome = Branches.way(one, !passes);
        if (flow.at(second) < 0
                || flow.before(flow.at(second)).length != 1
                || !(second.ending() instanceof Branch other)
                || other.yes() == other.no()) {
            return null;
        }
        boolean passesToo = leadsTo(other.no(), outcome);
        boolean areBoth = passesToo || leadsTo(other.yes(), outcome);
        return areBoth && isUnseen(second, outcome) ? new Pair(first, passes, second, passesToo, outcome) : null;
    }
}
