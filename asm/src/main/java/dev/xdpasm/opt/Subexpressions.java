package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was computed on every way to a step is not computed again, nor loaded again if nothing may have changed it; what was
 * stored need not be loaded.
 */
final class Subexpressions implements Pass {
    @Override
    public String name() {
        return "common subexpressions";
    }

    @Override
    public boolean run(Graph graph) {
        Walk walk = new Walk(graph.flow(), graph.temps());
        walk.flow.walk(walk);
        return walk.changed;
    }

    /** What makes two steps the same but for their results. */
    private record Key(Object kind, Object first, Object second, int version) {
        // written out, as in Const
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.version == version
                    && key.kind.equals(kind)
                    && key.first.equals(first)
                    && key.second.equals(second);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * kind.hashCode() + first.hashCode()) + second.hashCode()) + version;
        }
    }

    /** What was known before a block said otherwise. */
    private record Before(Key key, @Nullable Value value) {}

    private static final class Walk implements Flow.Visitor {
        private final Flow flow;
        private final MemoryVersions memory;
        private final Map<Key, Value> known = new HashMap<>();
        private final List<@Nullable Before> undo = new ArrayList<>();
        private final Replacements same;
        private final Terms terms;
        private boolean changed;

        Walk(Flow flow, int temps) {
            this.flow = flow;
            this.memory = new MemoryVersions(flow);
            this.terms = new Terms(temps);
            this.same = new Replacements(temps);
        }

        @Override
        public void enter(int at) {
            memory.enter(at);
            undo.add(null);
            Block block = flow.block(at);
            Lined[] steps = block.steps();
            for (int i = 0; i < steps.length; i++) {
                Lined lined = steps[i];
                Step step = visit(same.in(lined.what()));
                terms.define(step);
                if (step != lined.what()) {
                    steps[i] = lined.with(step);
                    changed = true;
                }
            }
            Ending ending = same.in(block.ending());
            if (ending != block.ending()) {
                block.end(ending);
                changed = true;
            }
        }

        @Override
        public void leave(int at) {
            memory.leave();
            for (Before before = undo.remove(undo.size() - 1); before != null; before = undo.remove(undo.size() - 1)) {
                if (before.value() == null) {
                    known.remove(before.key());
                } else {
                    known.put(before.key(), before.value());
                }
            }
        }

        private Step visit(Step step) {
            Temp to = step.result().orElse(null);
            Key key = to == null || to.isVariable() || Reading.readsVariable(step) ? null : key(step);
            if (to != null && key != null) {
                Value before = known.get(key);
                if (before != null) {
                    same.put(to, before);
                    return new Step.Move(to, before);
                }
                learn(key, to);
                return step;
            }
            memory.pass(step);
            if (step instanceof Step.Store store) {
                remember(store);
            }
            return step;
        }

        /** A load of what was stored gives what was stored, if none of it was cut off. */
        private void remember(Step.Store store) {
            boolean whole = (terms.claimed(store.value()) & ~Evaluation.ones(store.size().bytes() * Byte.SIZE)) == 0;
            int version = memory.of(store.at().region());
            if (whole && version >= 0 && !Reading.readsVariable(store)) {
                learn(new Key(Step.Load.class, store.size(), store.at(), version), store.value());
            }
        }

        private void learn(Key key, Value value) {
            undo.add(new Before(key, known.put(key, value)));
        }

        private @Nullable Key key(Step step) {
            if (step instanceof Step.Binary s) {
                boolean turn = commutes(s.op()) && s.left() instanceof Temp l && s.right() instanceof Temp r && l.number() > r.number();
                Object kind = s.width().bits() * 64 + s.op().ordinal();
                return turn ? new Key(kind, s.right(), s.left(), 0) : new Key(kind, s.left(), s.right(), 0);
            }
            if (step instanceof Step.Load s) {
                return new Key(Step.Load.class, s.size(), s.from(), memory.of(s.from().region()));
            }
            if (step instanceof Step.Swap s) {
                return new Key(s.op(), s.value(), s.width(), 0);
            }
            if (step instanceof Step.SignExtend s) {
                return new Key(Step.SignExtend.class, s.value(), s.width(), 0);
            }
            if (step instanceof Step.StackAddress s) {
                return new Key(Step.StackAddress.class, s.slot(), s.offset(), 0);
            }
            if (step instanceof Step.MapHandle s) {
                return new Key(Step.MapHandle.class, s.map(), "", 0);
            }
            if (step instanceof Step.MapValue s) {
                return new Key(Step.MapValue.class, s.map(), s.offset(), 0);
            }
            if (step instanceof Step.KernelFact s) {
                return new Key(Step.KernelFact.class, s.fact(), "", 0);
            }
            return step instanceof Step.FunctionAddress s ? new Key(Step.FunctionAddress.class, s.function(), "", 0) : null;
        }

        private static boolean commutes(AluOp op) {
            return op == AluOp.ADD || op == AluOp.MUL || op == AluOp.OR || op == AluOp.AND || op == AluOp.XOR;
        }
    }
}
