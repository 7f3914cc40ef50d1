package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Bounds;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Ending.Jump;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;

/**
 * One check of the packet's length where there were several with the same outcome: the first asks for what the later one
 * wants, if all ways between them lead to the later one or to that outcome and do nothing that could be seen.
 */
final class Checks implements Pass {
    @Override
    public String name() {
        return "check merging";
    }

    @Override
    public boolean run(Graph graph) {
        Flow flow = graph.flow();
        boolean changed = false;
        for (int at = 0; at < flow.size(); at++) {
            while (flow.block(at).ending() instanceof Bounds first && merge(flow, flow.block(at), first)) {
                changed = true;
            }
        }
        return changed;
    }

    /** Merges a check with the next one of the same pointer. */
    private static boolean merge(Flow flow, Block home, Bounds first) {
        Block outcome = first.tooShort();
        Block at = first.enough();
        while (flow.at(at) >= 0 && flow.before(flow.at(at)).length == 1 && Outcomes.isUnseen(at, outcome)) {
            Ending ending = at.ending();
            if (ending instanceof Bounds later
                    && later.from() == first.from()
                    && later.end() == first.end()
                    && Outcomes.leadsTo(later.tooShort(), outcome)) {
                int bytes = Math.max(first.bytes(), later.bytes());
                home.end(new Bounds(first.from(), bytes, first.end(), first.enough(), outcome));
                at.end(new Jump(later.enough()));
                return true;
            }
            Block next = other(ending, outcome);
            if (next == outcome) {
                return false;
            }
            at = next;
        }
        return false;
    }

    /** Where a block leads unless to an outcome; the outcome itself if there are other ways. */
    private static Block other(Ending ending, Block outcome) {
        if (ending instanceof Jump jump) {
            return jump.to();
        }
        if (ending instanceof Branch branch) {
            return Outcomes.leadsTo(branch.no(), outcome) ? branch.yes() : Outcomes.leadsTo(branch.yes(), outcome) ? branch.no() : outcome;
        }
        return ending instanceof Bounds bounds && Outcomes.leadsTo(bounds.tooShort(), outcome) ? bounds.enough() : outcome;
    }
}
