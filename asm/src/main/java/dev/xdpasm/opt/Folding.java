package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Width;
import dev.xdpasm.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be said shorter of one step or one ending, knowing how the values that it reads were made: copies are followed, the
 * laws of {@link Algebra} and {@link Comparisons} used, and constants added to pointers become offsets of addresses and of
 * checks.
 */
final class Folding implements Pass {
    private static final int STEPS_OF_A_RULE = 20;
    private static final int LARGEST_CHECK = 0xffff;

    @Override
    public String name() {
        return "folding";
    }

    @Override
    public boolean run(Graph graph) {
        return new Walk(graph).run();
    }

    /** One walk over a graph. */
    private static final class Walk implements Emitter {
        private final Graph graph;
        private final Terms terms;
        private final Algebra algebra;
        private final Comparisons comparisons;
        private final Replacements copies;
        private List<Lined> steps = List.of();
        private Optional<SourceLine> line = Optional.empty();

        Walk(Graph graph) {
            this.graph = graph;
            this.terms = new Terms(graph.temps());
            this.algebra = new Algebra(terms, this);
            this.comparisons = new Comparisons(terms, this);
            this.copies = new Replacements(graph.temps());
        }

        boolean run() {
            boolean changed = false;
            for (Block block : graph.reached()) {
                changed |= fold(block);
            }
            return changed;
        }

        private boolean fold(Block block) {
            Lined[] before = block.steps();
            steps = new ArrayList<>(before.length);
            boolean changed = false;
            for (Lined lined : before) {
                line = lined.line();
                Step folded = fold(lined.what());
                changed |= folded != lined.what();
                learn(folded);
                steps.add(folded == lined.what() ? lined : lined.with(folded));
            }
            line = block.endingLine();
            Ending ending = fold(block.ending());
            if (changed || steps.size() != before.length) {
                block.steps(steps);
            }
            if (ending != block.ending()) {
                block.end(ending);
                changed = true;
            }
            return changed;
        }

        private Step fold(Step step) {
            Step now = copies.in(step);
            for (int i = 0; i < STEPS_OF_A_RULE; i++) {
                Step next = rule(now);
                if (next == now) {
                    break;
                }
                now = next;
            }
            return now;
        }

        private Step rule(Step step) {
            if (step instanceof Step.Binary binary) {
                return algebra.simplify(binary);
            }
            if (step instanceof Step.Swap swap) {
                return algebra.simplify(swap);
            }
            if (step instanceof Step.SignExtend extend) {
                return algebra.simplify(extend);
            }
            if (step instanceof Step.Load load) {
                return access(load, load.from());
            }
            if (step instanceof Step.Store store) {
                return access(cut(store), store.at());
            }
            return step instanceof Step.Atomic atomic ? access(atomic, atomic.at()) : step;
        }

        private Ending fold(Ending ending) {
            Ending now = copies.in(ending);
            for (int i = 0; i < STEPS_OF_A_RULE; i++) {
                Ending next = rule(now);
                if (next == now) {
                    break;
                }
                now = next;
            }
            return now;
        }

        private Ending rule(Ending ending) {
            if (ending instanceof Ending.Branch branch) {
                return comparisons.simplify(branch);
            }
            return ending instanceof Ending.Bounds bounds ? check(bounds) : ending;
        }

        /** What a store keeps of a value need not be cut out of it. */
        private Step.Store cut(Step.Store store) {
            long kept = Evaluation.ones(store.size().bytes() * Byte.SIZE);
            Value value = store.value();
            if (terms.withConstant(value, AluOp.AND) instanceof Step.Binary and && (Algebra.constant(and) & kept) == kept) {
                return new Step.Store(store.size(), store.at(), and.left());
            }
            if (terms.definition(value) instanceof Step.Swap swap
                    && swap.op() == ByteOrderOp.LE
                    && swap.width() >= store.size().bytes() * Byte.SIZE) {
                return new Step.Store(store.size(), store.at(), swap.value());
            }
            return value instanceof Const constant && (constant.value() & ~kept) != 0
                    ? new Step.Store(store.size(), store.at(), Value.of(constant.value() & kept))
                    : store;
        }

        /** A constant added to the base becomes part of the offset. */
        private Step access(Step step, Address address) {
            if (!(address.base() instanceof Temp base)) {
                return step;
            }
            if (terms.definition(base) instanceof Step.StackAddress stack) {
                return Reading.at(step, new Address(stack.slot(), address.offset() + stack.offset(), Region.STACK));
            }
            if (terms.withConstant(base, AluOp.ADD) instanceof Step.Binary add
                    && add.width() == Width.W64
                    && add.left() instanceof Temp pointer
                    && fits(address.offset(), Algebra.constant(add))) {
                return Reading.at(step, new Address(pointer, address.offset() + (int) Algebra.constant(add), address.region()));
            }
            return step;
        }

        private static boolean fits(int offset, long by) {
            return by >= Short.MIN_VALUE
                    && by <= Short.MAX_VALUE
                    && offset + by >= Short.MIN_VALUE
                    && offset + by <= Short.MAX_VALUE;
        }

        /** A check from a pointer to which a constant was added is a larger one from the pointer. */
        private Ending check(Ending.Bounds b) {
            if (b.enough() == b.tooShort()) {
                return new Ending.Jump(b.enough());
            }
            if (terms.withConstant(b.from(), AluOp.ADD) instanceof Step.Binary add
                    && add.width() == Width.W64
                    && add.left() instanceof Temp pointer
                    && Algebra.constant(add) >= 0
                    && Algebra.constant(add) <= LARGEST_CHECK - b.bytes()) {
                int bytes = b.bytes() + (int) Algebra.constant(add);
                return new Ending.Bounds(pointer, bytes, b.end(), b.enough(), b.tooShort());
            }
            return b;
        }

        @Override
        public Value emit(AluOp op, Value left, Value right) {
            Step.Binary plain = new Step.Binary(graph.temp("", Long.SIZE), op, Width.W64, left, right);
            int bits = KnownBits.bits(terms.resulting(plain));
            Temp to = bits == Long.SIZE ? plain.to() : graph.temp("", bits);
            return emit(new Step.Binary(to, op, Width.W64, left, right));
        }

        @Override
        public Value lowerHalf(Value value) {
            return emit(new Step.Swap(graph.temp("", Integer.SIZE), ByteOrderOp.LE, Integer.SIZE, value));
        }

        private Value emit(Step step) {
            Step folded = fold(step);
            if (folded instanceof Step.Move move) {
                return move.value();
            }
            learn(folded);
            steps.add(new Lined(folded, line));
            return folded.result().orElseThrow();
        }

        private void learn(Step step) {
            terms.define(step);
            if (step instanceof Step.Move move && !move.to().isVariable() && !(move.value() instanceof Temp temp && temp.isVariable())) {
                copies.put(move.to(), move.value());
            }
        }
    }
}
