package dev.xdpasm.opt;

import dev.xdpasm.ir.Flow;
import static dev.xdpasm.opt.Evaluation.ones;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Binary;
import dev.xdpasm.ir.Step.Load;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import org.jspecify.annotations.Nullable;

/**
 * Two tests of fields that lie near each other in the packet made one: one load of both, one mask, one comparison. What lies
 * between the fields, or between them and the pointer, may be read, since the same check of the packet's length covers it.
 */
final class WideTests implements Pass {
    private static final int WIDEST = 4;

    @Override
    public String name() {
        return "wide tests";
    }

    @Override
    public boolean run(Graph graph) {
        Flow flow = graph.flow();
        Walk walk = new Walk(graph, flow, Terms.of(graph, flow), new Uses(graph, flow));
        boolean changed = false;
        for (int at = 0; at < flow.size(); at++) {
            Outcomes.Pair pair = Outcomes.pair(flow, flow.block(at));
            changed |= pair != null && walk.merge(pair);
        }
        return changed;
    }

    /** {@code field & mask == value}. */
    private record Test(Load field, long mask, long value) {
        int offset() {
            return field.from().offset();
        }

        int end() {
            return offset() + field.size().bytes();
        }

        long maskIn(int window) {
            return mask << (offset() - window) * Byte.SIZE;
        }

        long valueIn(int window) {
            return value << (offset() - window) * Byte.SIZE;
        }
    }

    private record Walk(Graph graph, Flow flow, Terms terms, Uses uses) {

        boolean merge(Outcomes.Pair pair) {
            Test one = test(pair.first(), pair.one(), pair.passes());
            Test other = test(pair.second(), pair.other(), pair.passesToo());
            if (one == null || other == null || !one.field().from().base().equals(other.field().from().base())) {
                return false;
            }
            int end = Math.max(one.end(), other.end());
            int bytes = end - Math.min(one.offset(), other.offset());
            int wide = bytes <= 1 ? 1 : Integer.highestOneBit(bytes - 1) * 2;
            int from = end - wide;
            if (wide > WIDEST || from < 0 || Math.min(one.offset(), other.offset()) < 0) {
                return false;
            }
            long mask = one.maskIn(from) | other.maskIn(from);
            boolean contradicts = ((one.valueIn(from) ^ other.valueIn(from)) & one.maskIn(from) & other.maskIn(from)) != 0;
            if (contradicts) {
                return false;
            }
            ask(pair, new Address(one.field().from().base(), from, Region.PACKET), wide, mask, one.valueIn(from) | other.valueIn(from));
            return true;
        }

        private void ask(Outcomes.Pair pair, Address from, int wide, long mask, long value) {
            Temp field = graph.temp("", wide * Byte.SIZE);
            Size size = wide == 4 ? Size.W : wide == 2 ? Size.H : Size.B;
            pair.first().add(new Load(field, size, from), pair.first().endingLine());
            Temp asked = field;
            if (mask != ones(wide * Byte.SIZE)) {
                asked = graph.temp("", KnownBits.bits(mask));
                pair.first().add(new Binary(asked, AluOp.AND, Width.W64, field, Value.of(mask)), pair.first().endingLine());
            }
            pair.become(Branches.asking(pair.one(), Condition.JEQ, Width.W64, asked, Value.of(value)), true);
        }

        /** The test that a block makes of a field which nothing else reads, null if it makes none. */
        private @Nullable Test test(Block block, Branch branch, boolean passes) {
            if (branch.width() != Width.W64 || !(branch.right() instanceof Const constant)) {
                return null;
            }
            long c = constant.value();
            if (branch.condition() == Condition.JSET) {
                Load field = field(block, branch.left());
                boolean bit = Long.bitCount(c) == 1;
                return field == null || passes && !bit ? null : test(field, c, passes ? c : 0);
            }
            if (branch.condition() != Condition.JEQ || !passes || uses.of(branch.left()) != 1) {
                return null;
            }
            if (terms.withConstant(branch.left(), AluOp.AND) instanceof Binary and) {
                Load field = field(block, and.left());
                return field == null ? null : test(field, Algebra.constant(and), c);
            }
            if (terms.withConstant(branch.left(), AluOp.RSH) instanceof Binary shift && shift.width() == Width.W64) {
                Load field = field(block, shift.left());
                int by = (int) Algebra.constant(shift) & 63;
                return field == null ? null : test(field, -1L << by, c << by);
            }
            Load field = field(block, branch.left());
            return field == null ? null : test(field, -1, c);
        }

        private static Test test(Load field, long mask, long value) {
            long all = ones(field.size().bytes() * Byte.SIZE);
            return new Test(field, mask & all, value & all);
        }

        /** The load of a field of the packet in a block, that nothing else reads and nothing changes before the block ends. */
        private @Nullable Load field(Block block, Value value) {
            if (!(terms.definition(value) instanceof Load load)
                    || load.from().region().kind() != Region.Kind.PACKET
                    || load.size() == Size.DW
                    || uses.of(value) != 1
                    || uses.home(load.to()) != flow.at(block)) {
                return null;
            }
            for (int i = block.size() - 1; i >= 0; i--) {
                Lined lined = block.steps()[i];
                if (lined.what() == load) {
                    return load;
                }
                if (lined.what().hasEffect() || lined.what() instanceof Step.Call) {
                    return null;
                }
            }
            return null;
        }
    }
}
