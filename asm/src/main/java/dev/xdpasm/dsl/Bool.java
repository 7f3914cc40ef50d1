package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.function.BiConsumer;

/**
 * A condition. {@link #and} and {@link #or} go on to the right side only where the left side does not decide, as {@code &&} and
 * {@code ||} do.
 */
public abstract sealed class Bool extends LaterKnown {
    private final Flow flow;

    Bool(Flow flow) {
        this.flow = flow;
    }

    static Bool test(Flow flow, Condition condition, Width width, Value left, Value right) {
        return new Test(flow, condition, width, left, right);
    }

    static Bool isZero(Flow flow, Value value) {
        return new Test(flow, Condition.JEQ, Width.W64, value, Value.of(0));
    }

    static Bool isNotZero(Flow flow, Value value) {
        return new Test(flow, Condition.JNE, Width.W64, value, Value.of(0));
    }

    /** A condition that ends the path in a way of its own. */
    static Bool of(Flow flow, BiConsumer<Block, Block> branching) {
        return new Custom(flow, branching);
    }

    /** {@return whether both hold} */
    public Bool and(Bool other) {
        return new Pair(this, Given.notNull(other, "other"), true);
    }

    /** {@return whether one of them holds} */
    public Bool or(Bool other) {
        return new Pair(this, Given.notNull(other, "other"), false);
    }

    /** {@return whether it does not hold} */
    public Bool not() {
        return new Not(this);
    }

    /** {@return the same condition, which is thought to hold for most packets: its path is laid out straight} */
    public Bool likely() {
        return new Hinted(this, Ending.Likely.YES);
    }

    /** {@return the same condition, which is thought not to hold for most packets} */
    public Bool unlikely() {
        return new Hinted(this, Ending.Likely.NO);
    }

    /** {@return 1 where it holds, else 0} */
    public Num toNum() {
        Temp number = flow.graph().variable("", 1);
        Block yes = flow.block();
        Block done = flow.block();
        flow.add(new Step.Move(number, Value.of(0)));
        branch(yes, done, Ending.Likely.EITHER);
        flow.goOn(yes);
        flow.add(new Step.Move(number, Value.of(1)));
        flow.end(new Ending.Jump(done));
        flow.goOn(done);
        return new NumValue(flow, number, new NumType(Byte.SIZE, false));
    }

    Flow flow() {
        return flow;
    }

    /** Ends the path: it goes on with one of two blocks. */
    abstract void branch(Block yes, Block no, Ending.Likely likely);

    private static final class Test extends Bool {
        private final Condition condition;
        private final Width width;
        private final Value left;
        private final Value right;

        Test(Flow flow, Condition condition, Width width, Value left, Value right) {
            super(flow);
            this.condition = condition;
            this.width = width;
            this.left = left;
            this.right = right;
        }

        @Override
        void branch(Block yes, Block no, Ending.Likely likely) {
            if (left instanceof Const && !(right instanceof Const)) {
                flow().end(new Ending.Branch(condition.mirrored(), width, right, left, yes, no, likely));
            } else {
                flow().end(new Ending.Branch(condition, width, left, right, yes, no, likely));
            }
        }
    }

    private static final class Custom extends Bool {
        private final BiConsumer<Block, Block> branching;

        Custom(Flow flow, BiConsumer<Block, Block> branching) {
            super(flow);
            this.branching = branching;
        }

        @Override
        void branch(Block yes, Block no, Ending.Likely likely) {
            branching.accept(yes, no);
        }
    }

    /** Two conditions, of which both or one has to hold. */
    private static final class Pair extends Bool {
        private final Bool first;
        private final Bool second;
        private final boolean both;

        Pair(Bool first, Bool second, boolean both) {
            super(first.flow);
            this.first = first;
            this.second = second;
            this.both = both;
        }

        @Override
        void branch(Block yes, Block no, Ending.Likely likely) {
            Block onward = flow().block();
            first.branch(both ? onward : yes, both ? no : onward, likely);
            flow().goOn(onward);
            second.branch(yes, no, likely);
        }
    }

    private static final class Not extends Bool {
        private final Bool inner;

        Not(Bool inner) {
            super(inner.flow);
            this.inner = inner;
        }

        @Override
        void branch(Block yes, Block no, Ending.Likely likely) {
            inner.branch(no, yes, likely.turned());
        }
    }

    private static final class Hinted extends Bool {
        private final Bool inner;
        private final Ending.Likely hint;

        Hinted(Bool inner, Ending.Likely hint) {
            super(inner.flow);
            this.inner = inner;
            this.hint = hint;
        }

        @Override
        void branch(Block yes, Block no, Ending.Likely likely) {
            inner.branch(yes, no, hint);
        }
    }
}
