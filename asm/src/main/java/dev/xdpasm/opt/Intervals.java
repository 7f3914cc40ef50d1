package dev.xdpasm.opt;

import dev.xdpasm.ir.Flow;
import static dev.xdpasm.opt.Evaluation.ones;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Binary;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import org.jspecify.annotations.Nullable;

/**
 * Two tests whether a number lies within bounds made one: {@code x >= a && x <= b} becomes {@code x - a <= b - a} unsigned, and
 * so does what tests high and low bits of a field, such as the version and the header length of IPv4.
 */
final class Intervals implements Pass {
    @Override
    public String name() {
        return "intervals";
    }

    @Override
    public boolean run(Graph graph) {
        Flow flow = graph.flow();
        Walk walk = new Walk(graph, Terms.of(graph, flow), new Uses(graph, flow));
        boolean changed = false;
        for (int at = 0; at < flow.size(); at++) {
            Outcomes.Pair pair = Outcomes.pair(flow, flow.block(at));
            changed |= pair != null && walk.merge(pair);
        }
        return changed;
    }

    /** The unsigned numbers from {@code low} to {@code high}, where a value must lie for a test to pass. */
    private record Interval(Value value, long low, long high) {}

    private record Walk(Graph graph, Terms terms, Uses uses) {

        boolean merge(Outcomes.Pair pair) {
            Interval tested = tested(pair.one(), pair.passes());
            Interval testedToo = tested(pair.other(), pair.passesToo());
            if (tested == null || testedToo == null) {
                return false;
            }
            Interval first = deepest(tested);
            Interval second = deepest(testedToo);
            Interval below = first.value() == second.value() ? second : within(first, testedToo);
            if (below == null || first.value() != below.value()) {
                return false;
            }
            long low = Long.compareUnsigned(first.low(), below.low()) > 0 ? first.low() : below.low();
            long high = Long.compareUnsigned(first.high(), below.high()) < 0 ? first.high() : below.high();
            if (Long.compareUnsigned(low, high) > 0) {
                return false;
            }
            Interval both = new Interval(first.value(), low, high);
            if (!isShorter(pair, both)) {
                return false;
            }
            ask(pair, both);
            return true;
        }

        /** Whether the subtraction costs no more than what is saved. */
        private boolean isShorter(Outcomes.Pair pair, Interval both) {
            long most = terms.claimed(both.value());
            boolean bare = both.low() == 0 || both.high() == most || both.low() == both.high();
            boolean firstGoes = pair.one().left() != both.value() && uses.of(pair.one().left()) == 1;
            boolean secondGoes = pair.other().left() != both.value() && uses.of(pair.other().left()) == 1;
            return bare || firstGoes || secondGoes || uses.of(both.value()) == 2;
        }

        private void ask(Outcomes.Pair pair, Interval both) {
            Value x = both.value();
            Branch one = pair.one();
            if (both.low() == both.high()) {
                pair.become(Branches.asking(one, Condition.JEQ, Width.W64, x, Value.of(both.low())), true);
            } else if (both.low() == 0) {
                pair.become(Branches.asking(one, Condition.JGT, Width.W64, x, Value.of(both.high())), false);
            } else if (both.high() == terms.claimed(x)) {
                pair.become(Branches.asking(one, Condition.JGT, Width.W64, x, Value.of(both.low() - 1)), true);
            } else {
                Temp from = graph.temp("", Long.SIZE);
                pair.first().add(new Binary(from, AluOp.ADD, Width.W64, x, Value.of(-both.low())), pair.first().endingLine());
                Value span = Value.of(both.high() - both.low());
                pair.become(Branches.asking(one, Condition.JGT, Width.W64, from, span), false);
            }
        }

        /** What a test that passes says of the value that it reads, null if that is no interval. */
        private @Nullable Interval tested(Branch branch, boolean passes) {
            if (branch.width() != Width.W64
                    || !(branch.left() instanceof Temp temp)
                    || temp.isVariable()
                    || !(branch.right() instanceof Const constant)) {
                return null;
            }
            long c = constant.value();
            long most = terms.claimed(temp);
            if (branch.condition() == Condition.JEQ && passes) {
                return new Interval(temp, c, c);
            }
            if (branch.condition() == Condition.JGT && isOnes(most)) {
                return passes ? new Interval(temp, c + 1, most) : new Interval(temp, 0, c);
            }
            return null;
        }

        /** The same said of what the value was made of. */
        private Interval deepest(Interval interval) {
            Step made = terms.definition(interval.value());
            if (!(made instanceof Binary binary) || !(binary.right() instanceof Const) || !isOnes(terms.claimed(binary.left()))) {
                return interval;
            }
            long c = Algebra.constant(binary);
            long most = terms.claimed(binary.left());
            if (binary.op() == AluOp.RSH && binary.width() == Width.W64) {
                int by = (int) c & 63;
                long high = interval.high() << by | ones(by);
                boolean whole = high >>> by == interval.high();
                return whole ? deepest(new Interval(binary.left(), interval.low() << by, high & most)) : interval;
            }
            if (binary.op() == AluOp.AND && interval.low() == interval.high() && isOnes(~c & most) && c >= 0) {
                return deepest(new Interval(binary.left(), interval.low(), interval.low() | ~c & most));
            }
            if (binary.op() == AluOp.ADD && binary.width() == Width.W64) {
                long low = interval.low() - c;
                long high = interval.high() - c;
                boolean straight = Long.compareUnsigned(low, high) <= 0 && Long.compareUnsigned(high, most) <= 0;
                return straight ? deepest(new Interval(binary.left(), low, high)) : interval;
            }
            return interval;
        }

        /** What a test of low bits says when all bits above are known, as they are within an interval. */
        private @Nullable Interval within(Interval known, Interval tested) {
            if (!(terms.withConstant(tested.value(), AluOp.AND) instanceof Binary and)
                    || and.left() != known.value()
                    || !isOnes(Algebra.constant(and))
                    || Algebra.constant(and) < 0) {
                return null;
            }
            int bits = KnownBits.bits(Algebra.constant(and));
            long above = known.low() >>> bits;
            if (above != known.high() >>> bits) {
                return null;
            }
            return new Interval(known.value(), above << bits | tested.low(), above << bits | tested.high());
        }

        private static boolean isOnes(long value) {
            return (value & value + 1) == 0;
        }
    }
}
