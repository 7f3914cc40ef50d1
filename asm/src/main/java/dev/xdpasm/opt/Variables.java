package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.opt.ReachingValues.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Variables are read only where ways with different values meet: there a temp takes the value over ({@code x = v} at the head
 * of the block), and everything else reads that temp or, where one set alone is possible, what was set. So all other passes
 * see temps that never change. Sets that no such head can see vanish. What is read instead say {@link ReachingValues}.
 *
 * <p>This is static single assignment, its phi functions said with moves.
 */
final class Variables implements Pass {
    @Override
    public String name() {
        return "variables";
    }

    @Override
    public boolean run(Graph graph) {
        return new Walk(graph).run();
    }

    /** One walk over a graph. */
    private static final class Walk {
        private final Graph graph;
        private final Flow flow;
        /** By the numbers of temps. */
        private final @Nullable ReachingValues[] known;

        private final List<ReachingValues> variables = new ArrayList<>();
        /** All events, those of a block behind each other in their order. */
        private final List<Event> events = new ArrayList<>();
        private boolean changed;

        Walk(Graph graph) {
            this.graph = graph;
            this.flow = graph.flow();
            this.known = new ReachingValues[graph.temps()];
        }

        boolean run() {
            for (int at = 0; at < flow.size(); at++) {
                split(flow.block(at));
                collect(at);
            }
            if (variables.isEmpty()) {
                return changed;
            }
            ReachingValues.Search search = new ReachingValues.Search(graph, flow);
            for (ReachingValues variable : variables) {
                variable.find(search);
            }
            rewrite(search.heads());
            return changed;
        }

        /** Computes what a variable is set to in a temp of its own, so that all sets are moves of what never changes. */
        private void split(Block block) {
            if (!isToSplit(block)) {
                return;
            }
            List<Lined> steps = new ArrayList<>();
            for (Lined lined : block.steps()) {
                if (isToSplit(lined.what())) {
                    Temp variable = lined.what().result().orElseThrow();
                    Temp value = graph.temp(variable.name(), variable.bits());
                    steps.add(lined.with(Reading.setting(lined.what(), value)));
                    steps.add(lined.with(new Step.Move(variable, value)));
                } else {
                    steps.add(lined);
                }
            }
            block.steps(steps);
            changed = true;
        }

        private static boolean isToSplit(Block block) {
            for (Lined lined : block.steps()) {
                if (isToSplit(lined.what())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isToSplit(Step step) {
            Temp to = step.result().orElse(null);
            boolean setsVariable = to != null && to.isVariable();
            return setsVariable && !(step instanceof Step.Move move && !(move.value() instanceof Temp temp && temp.isVariable()));
        }

        private void collect(int at) {
            Block block = flow.block(at);
            Lined[] steps = block.steps();
            for (int i = 0; i < steps.length; i++) {
                Step step = steps[i].what();
                collectReads(step, at, i);
                if (step instanceof Step.Move move && move.to().isVariable()) {
                    add(new Event(move.to(), at, i, step, move.value()));
                }
            }
            collectReads(block.ending(), at, steps.length);
        }

        private void collectReads(Reader reader, int at, int index) {
            for (int i = 0; i < Reader.operands(reader); i++) {
                if (Reader.operand(reader, i) instanceof Temp temp && temp.isVariable()) {
                    add(new Event(temp, at, index, reader, null));
                }
            }
        }

        private void add(Event event) {
            ReachingValues of = known[event.variable().number()];
            if (of == null) {
                of = new ReachingValues(event.variable());
                known[event.variable().number()] = of;
                variables.add(of);
            }
            of.add(event);
            events.add(event);
        }

        private void rewrite(Map<Integer, List<Lined>> heads) {
            int next = 0;
            for (int at = 0; at < flow.size(); at++) {
                int first = next;
                List<Lined> head = heads.getOrDefault(at, List.of());
                boolean differs = !head.isEmpty();
                while (next < events.size() && events.get(next).block() == at) {
                    differs |= events.get(next++).changes();
                }
                if (differs) {
                    rewrite(flow.block(at), head, events.subList(first, next));
                }
            }
        }

        private void rewrite(Block block, List<Lined> head, List<Event> here) {
            Lined[] before = block.steps();
            List<Lined> steps = new ArrayList<>(head);
            boolean differs = !head.isEmpty();
            int next = 0;
            for (int i = 0; i < before.length; i++) {
                int first = next;
                boolean isUnseen = false;
                while (next < here.size() && here.get(next).index() == i) {
                    isUnseen |= here.get(next++).isUnseen();
                }
                if (isUnseen) {
                    differs = true;
                    continue;
                }
                Lined lined = before[i];
                List<Event> events = here.subList(first, next);
                Step step = events.isEmpty() ? lined.what() : Reading.reading(lined.what(), new Instead(events));
                differs |= step != lined.what();
                steps.add(step == lined.what() ? lined : lined.with(step));
            }
            List<Event> last = here.subList(next, here.size());
            Ending ending = last.isEmpty() ? block.ending() : Reading.reading(block.ending(), new Instead(last));
            if (ending != block.ending()) {
                block.end(ending);
                changed = true;
            }
            if (differs) {
                block.steps(steps);
                changed = true;
            }
        }

    }

    /** What is read instead of a value by a step or an ending with these events. */
    private record Instead(List<Event> events) implements UnaryOperator<Value> {
        @Override
        public Value apply(Value value) {
            for (Event event : events) {
                Value instead = event.variable() == value ? event.instead() : null;
                if (instead != null) {
                    return instead;
                }
            }
            return value;
        }
    }
}
