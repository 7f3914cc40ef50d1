package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;

/** Branches said in other ways. */
final class Branches {
    private Branches() {}

    /** {@return a branch that goes where another goes, by another comparison} */
    static Branch asking(Branch branch, Condition condition, Width width, Value left, Value right) {
        return new Branch(condition, width, left, right, branch.yes(), branch.no(), branch.likely());
    }

    /** {@return a branch that goes where another goes, by a comparison that holds where the other's does not} */
    static Branch askingNot(Branch branch, Condition condition, Width width, Value left, Value right) {
        return new Branch(condition, width, left, right, branch.no(), branch.yes(), branch.likely().turned());
    }

    /** {@return where a branch goes} */
    static Block way(Branch branch, boolean holds) {
        return holds ? branch.yes() : branch.no();
    }
}
