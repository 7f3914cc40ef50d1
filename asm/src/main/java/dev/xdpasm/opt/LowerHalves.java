package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
        List<Block> blocks = graph.reached();
        Map<Value, Value> whole = new HashMap<>();
        for (Block block : blocks) {
            for (Lined<Step> lined : block.steps()) {
                if (lined.what() instanceof Step.Swap cut && clearsUpperHalf(cut)) {
                    whole.put(cut.to(), cut.value());
                }
            }
        }
        if (whole.isEmpty()) {
            return false;
        }
        for (Block block : blocks) {
            block.steps().forEach(lined -> eachWhole(lined.what(), whole::remove));
            if (!(block.ending() instanceof Ending.Branch branch && branch.width() == Width.W32)) {
                Reading.each(block.ending(), whole::remove);
            }
        }
        boolean[] changed = {false};
        for (Block block : blocks) {
            block.steps().replaceAll(lined -> {
                Step step = Reading.reading(lined.what(), value -> whole.getOrDefault(value, value));
                changed[0] |= step != lined.what();
                return step == lined.what() ? lined : lined.with(step);
            });
            Ending ending = Reading.reading(block.ending(), value -> whole.getOrDefault(value, value));
            if (ending != block.ending()) {
                block.end(ending);
                changed[0] = true;
            }
        }
        return changed[0];
    }

    private static boolean clearsUpperHalf(Step.Swap cut) {
        return cut.op() == ByteOrderOp.LE
                && cut.width() == Integer.SIZE
                && !cut.to().isVariable()
                && cut.value() instanceof Temp temp
                && !temp.isVariable();
    }

    /** Tells the values of which a step reads more than the lower half. */
    private static void eachWhole(Step step, Consumer<Value> reader) {
        if (step instanceof Step.Store store) {
            if (store.at().base() instanceof Temp base) {
                reader.accept(base);
            }
            if (store.size() == Size.DW) {
                reader.accept(store.value());
            }
        } else if (!(step instanceof Step.Binary binary && binary.width() == Width.W32)
                && !(step instanceof Step.Swap swap && swap.width() <= Integer.SIZE)
                && !(step instanceof Step.SignExtend extend && extend.width() <= Integer.SIZE)) {
            Reading.each(step, reader);
        }
    }
}
