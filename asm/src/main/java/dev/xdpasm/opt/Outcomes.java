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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether different ways come to the same, and tests that follow each other of which either failing comes to the same. */
final class Outcomes {
    private Outcomes() {}

    /** {@return whether going to a block is the same as going to an outcome} */
    static boolean leadsTo(Block block, Block outcome) {
        return block == outcome
                || isConstant(block) && isConstant(outcome) && block.ending().equals(outcome.ending());
    }

    /** {@return whether an outcome is the same when a block's steps were done before} */
    static boolean isUnseen(Block block, Block outcome) {
        boolean constant = isConstant(outcome);
        for (Lined<Step> lined : block.steps()) {
            Step step = lined.what();
            boolean sets = step.result().filter(Temp::isVariable).isPresent();
            if (step.hasEffect() || step instanceof Step.Call || sets && !constant) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstant(Block block) {
        return block.steps().isEmpty() && block.ending() instanceof Exit exit && exit.result() instanceof Const;
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
                    holds == passes ? one().likely() : Branches.turned(one().likely())));
            second.end(new Jump(onward));
        }
    }

    /** {@return the pair of tests that begins in a block} */
    static Optional<Pair> pair(Flow flow, Block first) {
        if (!(first.ending() instanceof Branch one) || one.yes() == one.no()) {
            return Optional.empty();
        }
        Pair pair = pair(flow, first, one, true);
        return Optional.ofNullable(pair == null ? pair(flow, first, one, false) : pair);
    }

    private static @Nullable Pair pair(Flow flow, Block first, Branch one, boolean passes) {
        Block second = Branches.way(one, passes);
        Block outcome = Branches.way(one, !passes);
        if (flow.at(second) < 0
                || flow.before(flow.at(second)).length != 1
                || !(second.ending() instanceof Branch other)
                || other.yes() == other.no()
                || !isUnseen(second, outcome)) {
            return null;
        }
        boolean passesToo = leadsTo(other.no(), outcome);
        return passesToo || leadsTo(other.yes(), outcome) ? new Pair(first, passes, second, passesToo, outcome) : null;
    }
}
