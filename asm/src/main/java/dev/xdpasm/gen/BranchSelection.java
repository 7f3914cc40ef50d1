package dev.xdpasm.gen;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Width;

/**
 * How blocks end: exits, the comparison that teaches the verifier a packet's bounds, and conditions in a form that the level
 * has and that means what was asked. An immediate is sign-extended to 64 bits before it is compared, so that one from
 * 0x80000000 on never stands in a comparison of 64 bits that did not mean its sign.
 */
final class BranchSelection {
    private static final double LIKELY = 0.9;
    private static final double VERY_UNLIKELY = 0.01;

    private final Selection selection;
    private final IsaLevel level;

    BranchSelection(Selection selection) {
        this.selection = selection;
        this.level = selection.code().level();
    }

    /** Ends the block that is being selected. */
    void end(Ending ending, CodeBlock[] blocks) {
        CodeBlock block = selection.block();
        if (ending instanceof Ending.Jump jump) {
            block.next = blocks[jump.to().number()];
        } else if (ending instanceof Ending.Exit exit) {
            selection.set(0, exit.result());
            selection.emit(VirtualInsn.exit());
        } else if (ending instanceof Ending.MayGoto may) {
            selection.emit(VirtualInsn.mayGoto());
            block.taken = blocks[may.out().number()];
            block.next = blocks[may.next().number()];
            block.takenPart = VERY_UNLIKELY;
        } else if (ending instanceof Ending.Bounds bounds) {
            bounds(bounds, blocks);
        } else if (ending instanceof Ending.Branch branch) {
            branch(branch, blocks);
        }
    }

    private void bounds(Ending.Bounds bounds, CodeBlock[] blocks) {
        int last = bounds.bytes() == 0
                ? Selection.register(bounds.from())
                : selection.sums().find(bounds.from(), bounds.bytes());
        if (last == VirtualInsn.NONE) {
            last = selection.code().register();
            selection.emit(VirtualInsn.move(last, Selection.register(bounds.from())));
            selection.emit(VirtualInsn.aluConstant(AluOp.ADD, Width.W64, last, bounds.bytes()));
            selection.sums().add(bounds.from(), bounds.bytes(), last);
        }
        selection.emit(VirtualInsn.branch(Condition.JGT, Width.W64, last, Selection.register(bounds.end())));
        lead(blocks[bounds.tooShort().number()], blocks[bounds.enough().number()], VERY_UNLIKELY);
    }

    private void branch(Ending.Branch branch, CodeBlock[] blocks) {
        Ending.Likely likely = branch.likely();
        double yes = likely == Ending.Likely.YES ? LIKELY : likely == Ending.Likely.NO ? 1 - LIKELY : 0.5;
        Block to = branch.yes();
        Block otherwise = branch.no();
        if (to == otherwise) {
            selection.block().next = blocks[to.number()];
            return;
        }
        Value left = branch.left();
        Value right = branch.right();
        Condition condition = branch.condition();
        if (selection.immediate(left) instanceof Const && !(selection.immediate(right) instanceof Const)) {
            Value swapped = left;
            left = right;
            right = swapped;
            condition = condition.mirrored();
        }
        boolean inverts = compare(condition, branch.width(), left, selection.immediate(right));
        if (inverts) {
            lead(blocks[otherwise.number()], blocks[to.number()], 1 - yes);
        } else {
            lead(blocks[to.number()], blocks[otherwise.number()], yes);
        }
    }

    private void lead(CodeBlock taken, CodeBlock next, double takenPart) {
        CodeBlock block = selection.block();
        block.taken = taken;
        block.next = next;
        block.takenPart = takenPart;
    }

    /** Compares; says whether the jump is taken when the condition does not hold. */
    private boolean compare(Condition condition, Width width, Value left, Value right) {
        if (width == Width.W64) {
            return compare64(condition, left, right);
        }
        if (level.compareTo(IsaLevel.V3) >= 0) {
            return jump(condition, Width.W32, selection.register(left), right instanceof Const c ? new Const((int) c.value()) : right);
        }
        return compareHalves(condition, left, right);
    }

    private boolean compare64(Condition condition, Value left, Value right) {
        if (right instanceof Const constant && !Selection.fits(constant.value())) {
            long c = constant.value();
            boolean comparesHalves = Selection.fitsUnsigned(c)
                    && (condition == Condition.JSET || left.bits() <= Integer.SIZE && !condition.isSigned());
            if (comparesHalves && level.compareTo(IsaLevel.V3) >= 0) {
                return jump(condition, Width.W32, selection.register(left), new Const((int) c));
            }
        }
        return jump(condition, Width.W64, selection.register(left), right);
    }

    /** Compares lower halves at a level that has no such jump. */
    private boolean compareHalves(Condition condition, Value left, Value right) {
        if (condition.isSigned()) {
            int high = upper(left);
            return right instanceof Const constant
                    ? jump(condition, Width.W64, high, new Const(constant.value() << Integer.SIZE))
                    : jumpRegisters(condition, Width.W64, high, upper(right));
        }
        int low = lower(left);
        if (right instanceof Const constant) {
            return jump(condition, Width.W64, low, new Const(constant.value() & 0xffff_ffffL));
        }
        return jumpRegisters(condition, Width.W64, low, lower(right));
    }

    /** A register that holds the lower half of a value and nothing above. */
    private int lower(Value value) {
        if (value.bits() <= Integer.SIZE) {
            return selection.register(value);
        }
        int cut = selection.code().register();
        selection.emit(VirtualInsn.zeroExtend(cut, selection.register(value)));
        return cut;
    }

    /** A register that holds the lower half of a value in its upper half, where its sign counts. */
    private int upper(Value value) {
        int moved = selection.code().register();
        selection.set(moved, value);
        selection.emit(VirtualInsn.aluConstant(AluOp.LSH, Width.W64, moved, Integer.SIZE));
        return moved;
    }

    private boolean jump(Condition condition, Width width, int left, Value right) {
        if (!(right instanceof Const constant) || !Selection.fits(constant.value())) {
            return jumpRegisters(condition, width, left, selection.register(right));
        }
        boolean inverts = !has(condition);
        Condition said = inverts ? condition.inverse().orElseThrow() : condition;
        selection.emit(VirtualInsn.branchConstant(said, width, left, (int) constant.value()));
        return inverts;
    }

    private boolean jumpRegisters(Condition condition, Width width, int left, int right) {
        selection.emit(has(condition)
                ? VirtualInsn.branch(condition, width, left, right)
                : VirtualInsn.branch(condition.mirrored(), width, right, left));
        return false;
    }

    private boolean has(Condition condition) {
        return has(level, condition);
    }

    /** {@return whether a level has a condition} */
    static boolean has(IsaLevel level, Condition condition) {
        return level.compareTo(IsaLevel.V2) >= 0
                || switch (condition) {
                    case JLT, JLE, JSLT, JSLE -> false;
                    default -> true;
                };
    }
}
