package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where nobody reads more than the lower half of a value, the upper one is not cleared: of what helpers return and functions are
 * given, 32 bits may be meant, and arithmetic of 32 bits does not see the others.
 */
final class LowerHalves implements Pass {
    @Override
    public String name() {
        return "lower halves";
    }

    @Override
    public boolean run(Graph graph) {
        Block[] blocks = graph.reached();
        Map<Value, Value> whole = new HashMap<>();
        for (Block block : blocks) {
            for (Lined lined : block.steps()) {
                if (lined.what() instanceof Step.Swap cut && clearsUpperHalf(cut)) {
                    whole.put(cut.to(), cut.value());
                }
            }
        }
        if (whole.isEmpty()) {
            return false;
        }
        for (Block block : blocks) {
            for (Lined lined : block.steps()) {
                keepWhole(lined.what(), whole);
            }
            if (!(block.ending() instanceof Ending.Branch branch && branch.width() == Width.W32)) {
                keep(block.ending(), whole);
            }
        }
        return !whole.isEmpty() && replace(blocks, whole);
    }

    private static boolean replace(Block[] blocks, Map<Value, Value> whole) {
        UnaryOperator<Value> change = value -> whole.getOrDefault(value, value);
        boolean changed = false;
        for (Block block : blocks) {
            Lined[] steps = block.steps();
            for (int i = 0; i < steps.length; i++) {
                Step step = Reading.reading(steps[i].what(), change);
                if (step != steps[i].what()) {
                    steps[i] = steps[i].with(step);
                    changed = true;
                }
            }
            Ending ending = Reading.reading(block.ending(), change);
            if (ending != block.ending()) {
                block.end(ending);
                changed = true;
            }
        }
        return changed;
    }

    private static boolean clearsUpperHalf(Step.Swap cut) {
        return cut.op() == ByteOrderOp.LE
                && cut.width() == Integer.SIZE
                && !cut.to().isVariable()
                && cut.value() instanceof Temp temp
                && !temp.isVariable();
    }

    /** Keeps whole of what a step reads more than the lower half. */
    private static void keepWhole(Step step, Map<Value, Value> whole) {
        if (step instanceof Step.Store store) {
            if (store.at().base() instanceof Temp base) {
                whole.remove(base);
            }
            if (store.size() == Size.DW) {
                whole.remove(store.value());
            }
        } else if (!(step instanceof Step.Binary binary && binary.width() == Width.W32)
                && !(step instanceof Step.Swap swap && swap.width() <= Integer.SIZE)
                && !(step instanceof Step.SignExtend extend && extend.width() <= Integer.SIZE)) {
            keep(step, whole);
        }
    }

    private static void keep(Reader reader, Map<Value, Value> whole) {
        for (int i = 0; i < Reader.operands(reader); i++) {
            whole.remove(Reader.operand(reader, i));
        }
    }
}
