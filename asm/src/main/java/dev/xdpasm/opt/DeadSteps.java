package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.AtomicOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What nobody asks for is not done: results that nothing reads, and stores to the stack that nothing loads. */
final class DeadSteps implements Pass {
    @Override
    public String name() {
        return "dead steps";
    }

    @Override
    public boolean run(Graph graph) {
        Block[] blocks = graph.reached();
        int[] reads = new int[graph.temps()];
        boolean[] loaded = new boolean[graph.slots().size()];
        for (Block block : blocks) {
            for (Lined step : block.steps()) {
                Uses.count(step.what(), reads, 1);
                loads(step.what(), loaded);
            }
            Uses.count(block.ending(), reads, 1);
        }
        boolean changed = false;
        for (int at = blocks.length - 1; at >= 0; at--) {
            changed |= sweep(blocks[at], reads, loaded);
        }
        return changed;
    }

    private static boolean sweep(Block block, int[] reads, boolean[] loaded) {
        if (block.size() == 0) {
            return false;
        }
        boolean changed = false;
        List<Lined> kept = new ArrayList<>(block.size());
        for (int i = block.size() - 1; i >= 0; i--) {
            Lined lined = block.steps()[i];
            Step needed = needed(lined.what(), reads, loaded);
            if (needed == null) {
                Uses.count(lined.what(), reads, -1);
                changed = true;
            } else if (needed == lined.what()) {
                kept.add(lined);
            } else {
                kept.add(lined.with(needed));
                changed = true;
            }
        }
        if (changed) {
            Collections.reverse(kept);
            block.steps(kept);
        }
        return changed;
    }

    /** What is needed of a step, null if nothing. */
    private static @Nullable Step needed(Step step, int[] reads, boolean[] loaded) {
        if (step instanceof Step.Store store) {
            return store.at().base() instanceof Slot slot && !loaded[slot.number()] ? null : store;
        }
        Temp to = step.result().orElse(null);
        if (to == null || reads[to.number()] > 0) {
            return step;
        }
        if (!step.hasEffect()) {
            return null;
        }
        if (step instanceof Step.Call call) {
            return new Step.Call(Optional.empty(), call.callee(), call.arguments(), call.readsStack(), call.writes(), call.pure());
        }
        if (step instanceof Step.Atomic atomic) {
            AtomicOp silent = atomic.op().withoutFetch();
            return silent == atomic.op()
                    ? step
                    : new Step.Atomic(Optional.empty(), silent, atomic.size(), atomic.at(), atomic.value(), atomic.expected());
        }
        return step;
    }

    private static void loads(Step step, boolean[] loaded) {
        if (step instanceof Step.StackAddress address) {
            loaded[address.slot().number()] = true;
        } else if (step instanceof Step.Load load) {
            loads(load.from(), loaded);
        } else if (step instanceof Step.Atomic atomic) {
            loads(atomic.at(), loaded);
        }
    }

    private static void loads(Address address, boolean[] loaded) {
        if (address.region().kind() == Region.Kind.STACK && address.base() instanceof Slot slot) {
            loaded[slot.number()] = true;
        }
    }
}
