package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is written to the packet and written over in the same block, before anything reads the packet, is not written: the first
 * of two bit fields of one byte that are set one after the other. No one else sees a packet while a program runs.
 */
final class Overwritten implements Pass {
    @Override
    public String name() {
        return "overwritten";
    }

    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        for (Block block : graph.reached()) {
            changed |= sweep(block);
        }
        return changed;
    }

    private static boolean sweep(Block block) {
        Lined[] steps = block.steps();
        List<Lined> kept = new ArrayList<>();
        List<Step.Store> later = new ArrayList<>();
        for (int i = steps.length - 1; i >= 0; i--) {
            Step step = steps[i].what();
            if (!(step instanceof Step.Store store) || !isCovered(store, later)) {
                kept.add(steps[i]);
                pass(step, later);
            }
        }
        if (kept.size() == steps.length) {
            return false;
        }
        Collections.reverse(kept);
        block.steps(kept);
        return true;
    }

    private static boolean isCovered(Step.Store store, List<Step.Store> later) {
        for (Step.Store over : later) {
            Address at = store.at();
            Address by = over.at();
            if (at.base().equals(by.base())
                    && by.offset() <= at.offset()
                    && at.offset() + store.size().bytes() <= by.offset() + over.size().bytes()) {
                return true;
            }
        }
        return false;
    }

    private static void pass(Step step, List<Step.Store> later) {
        if (step instanceof Step.Store store) {
            if (store.at().region().kind() == Region.Kind.PACKET) {
                later.add(store);
            }
        } else if (step instanceof Step.Call
                || step instanceof Step.Atomic
                || step instanceof Step.Load load && load.from().region().kind() == Region.Kind.PACKET) {
            later.clear();
        } else if (!later.isEmpty() && step.result().isPresent()) {
            for (int i = later.size() - 1; i >= 0; i--) {
                if (later.get(i).at().base().equals(step.result().get())) {
                    later.remove(i);
                }
            }
        }
    }
}
