package dev.xdpasm.opt;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Variables are read only where ways with different values meet: there a temp takes the value over ({@code x = v} at the head
 * of the block), and everything else reads that temp or, where one set alone is possible, what was set. So all other passes
 * see temps that never change. Sets that no such head can see vanish.
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

    /** Something that a block does with a variable: the step at an index, or the ending behind the last step. */
    private record Event(int block, int index, boolean isSet) {}

    /** One walk over a graph. */
    private static final class Walk {
        private final Graph graph;
        private final Flow flow;
        private int[][] frontiers = {};
        private final Map<Temp, List<Event>> events = new HashMap<>();
        private final List<Temp> variables = new ArrayList<>();
        /** What reads become, by block and index. */
        private final Map<Long, Map<Temp, Value>> reads = new HashMap<>();
        /** Sets that nobody sees, by block and index. */
        private final Set<Long> unseen = new HashSet<>();
        private final Map<Integer, List<Lined<Step>>> heads = new HashMap<>();
        private boolean changed;

        Walk(Graph graph) {
            this.graph = graph;
            this.flow = graph.flow();
        }

        boolean run() {
            for (int at = 0; at < flow.size(); at++) {
                split(flow.block(at));
                collect(at);
            }
            if (variables.isEmpty()) {
                return changed;
            }
            frontiers = flow.frontiers();
            for (Temp variable : variables) {
                new OfOne(variable, events.getOrDefault(variable, List.of())).resolve();
            }
            for (int at = 0; at < flow.size(); at++) {
                rewrite(at);
            }
            return changed;
        }

        /** Computes what a variable is set to in a temp of its own, so that all sets are moves of what never changes. */
        private void split(Block block) {
            if (!isToSplit(block)) {
                return;
            }
            List<Lined<Step>> steps = new ArrayList<>();
            for (Lined<Step> lined : block.steps()) {
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
            for (Lined<Step> lined : block.steps()) {
                if (isToSplit(lined.what())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isToSplit(Step step) {
            boolean plain = step instanceof Step.Move move && !(move.value() instanceof Temp temp && temp.isVariable());
            Temp to = step.result().orElse(null);
            return !plain && to != null && to.isVariable();
        }

        private void collect(int at) {
            Block block = flow.block(at);
            for (int i = 0; i < block.steps().size(); i++) {
                int index = i;
                Step step = block.steps().get(i).what();
                Reading.each(step, value -> event(value, new Event(at, index, false)));
                Temp to = step.result().orElse(null);
                if (to != null && to.isVariable()) {
                    event(to, new Event(at, index, true));
                }
            }
            Reading.each(block.ending(), value -> event(value, new Event(at, block.steps().size(), false)));
        }

        private void event(Value value, Event event) {
            if (value instanceof Temp temp && temp.isVariable()) {
                events.computeIfAbsent(temp, variable -> {
                    variables.add(variable);
                    return new ArrayList<>();
                }).add(event);
            }
        }

        private static long place(int block, int index) {
            return (long) block << 32 | index;
        }

        private void rewrite(int at) {
            Block block = flow.block(at);
            List<Lined<Step>> steps = new ArrayList<>(heads.getOrDefault(at, List.of()));
            boolean touched = !steps.isEmpty();
            for (int i = 0; i < block.steps().size(); i++) {
                Lined<Step> lined = block.steps().get(i);
                Map<Temp, Value> known = reads.get(place(at, i));
                if (unseen.contains(place(at, i))) {
                    touched = true;
                    continue;
                }
                Step step = known == null ? lined.what() : Reading.reading(lined.what(), value -> replaced(known, value));
                touched |= step != lined.what();
                steps.add(step == lined.what() ? lined : lined.with(step));
            }
            Map<Temp, Value> known = reads.get(place(at, block.steps().size()));
            if (known != null) {
                var ending = Reading.reading(block.ending(), value -> replaced(known, value));
                changed |= ending != block.ending();
                block.end(ending);
            }
            if (touched) {
                changed = true;
                block.steps(steps);
            }
        }

        private static Value replaced(Map<Temp, Value> known, Value value) {
            return value instanceof Temp temp ? known.getOrDefault(temp, value) : value;
        }

        private @Nullable Step step(Event event) {
            List<Lined<Step>> steps = flow.block(event.block()).steps();
            return event.index() < steps.size() ? steps.get(event.index()).what() : null;
        }

        /** What becomes of one variable. */
        private final class OfOne {
            private final Temp variable;
            private final Map<Integer, List<Event>> byBlock = new LinkedHashMap<>();
            /** Blocks that begin with a value which somebody reads. */
            private final Set<Integer> live = new HashSet<>();
            /** Where ways with different values meet, and the temp that takes the value over. */
            private final Map<Integer, Temp> meetings = new LinkedHashMap<>();
            /** Meetings whose temp was there before, and the step that sets it. */
            private final Map<Integer, Event> takingOver = new HashMap<>();
            private final Set<Value> wanted = new HashSet<>();
            private final Map<Integer, Optional<Value>> starts = new HashMap<>();

            OfOne(Temp variable, List<Event> all) {
                this.variable = variable;
                for (Event event : all) {
                    byBlock.computeIfAbsent(event.block(), block -> new ArrayList<>()).add(event);
                }
            }

            void resolve() {
                findLive();
                dropUnseen();
                findMeetings();
                byBlock.forEach((at, here) -> {
                    Optional<Value> now = Optional.empty();
                    boolean set = false;
                    for (Event event : here) {
                        if (event.isSet()) {
                            now = Optional.of(set(event));
                            set = true;
                        } else {
                            read(event, set ? now : atStart(at));
                        }
                    }
                });
                settle();
            }

            private void findLive() {
                List<Integer> work = new ArrayList<>();
                byBlock.forEach((at, here) -> {
                    if (!here.get(0).isSet() && live.add(at)) {
                        work.add(at);
                    }
                });
                while (!work.isEmpty()) {
                    for (int from : flow.before(work.remove(work.size() - 1))) {
                        if (setIn(from).isEmpty() && live.add(from)) {
                            work.add(from);
                        }
                    }
                }
            }

            private void dropUnseen() {
                byBlock.forEach((at, here) -> {
                    boolean seen = flow.block(at).successors().stream().anyMatch(next -> live.contains(flow.at(next)));
                    for (int i = here.size() - 1; i >= 0; i--) {
                        Event event = here.get(i);
                        if (event.isSet() && !seen) {
                            unseen.add(place(at, event.index()));
                        }
                        seen = !event.isSet();
                    }
                });
            }

            private void findMeetings() {
                List<Integer> work = new ArrayList<>();
                byBlock.forEach((at, here) -> {
                    if (setIn(at).isPresent()) {
                        work.add(at);
                    }
                });
                while (!work.isEmpty()) {
                    for (int at : frontiers[work.remove(work.size() - 1)]) {
                        if (live.contains(at) && !meetings.containsKey(at)) {
                            meetings.put(at, takenOver(at));
                            work.add(at);
                        }
                    }
                }
            }

            /** The temp at the head of a block that takes the variable's value over, a new one if there is none yet. */
            private Temp takenOver(int at) {
                List<Event> here = byBlock.getOrDefault(at, List.of());
                if (!here.isEmpty()
                        && !here.get(0).isSet()
                        && step(here.get(0)) instanceof Step.Move move
                        && !move.to().isVariable()) {
                    takingOver.put(at, here.get(0));
                    return move.to();
                }
                return graph.temp(variable.name(), variable.bits());
            }

            private Value set(Event event) {
                return ((Step.Move) Objects.requireNonNull(step(event))).value();
            }

            private void read(Event event, Optional<Value> value) {
                if (value.isPresent() && event != takingOver.get(event.block())) {
                    wanted.add(value.get());
                    become(event, value.get());
                }
            }

            private void become(Event event, Value value) {
                reads.computeIfAbsent(place(event.block(), event.index()), place -> new HashMap<>()).put(variable, value);
            }

            /** What the variable is as a block begins, empty if it was never set. */
            private Optional<Value> atStart(int block) {
                List<Integer> passed = new ArrayList<>();
                Optional<Value> value = Optional.empty();
                for (int at = block; ; at = flow.dominator(at)) {
                    if (starts.containsKey(at)) {
                        value = starts.get(at);
                        break;
                    }
                    passed.add(at);
                    if (meetings.containsKey(at)) {
                        value = Optional.of(meetings.get(at));
                        break;
                    }
                    value = at == 0 ? Optional.empty() : setIn(flow.dominator(at));
                    if (at == 0 || value.isPresent()) {
                        break;
                    }
                }
                for (int at : passed) {
                    starts.put(at, value);
                }
                return value;
            }

            private Optional<Value> setIn(int at) {
                List<Event> here = byBlock.getOrDefault(at, List.of());
                for (int i = here.size() - 1; i >= 0; i--) {
                    if (here.get(i).isSet()) {
                        return Optional.of(set(here.get(i)));
                    }
                }
                return Optional.empty();
            }

            /** Temps that somebody wants take the value over; where all ways bring the same, they are that. */
            private void settle() {
                List<Integer> order = new ArrayList<>(meetings.keySet());
                Set<Integer> done = new HashSet<>();
                for (boolean more = true; more; ) {
                    more = false;
                    for (int at : order) {
                        Temp temp = meetings.get(at);
                        Event event = takingOver.get(at);
                        if (event == null && !wanted.contains(temp) || !done.add(at)) {
                            continue;
                        }
                        more = true;
                        Optional<Value> only = only(at, temp);
                        only.ifPresent(wanted::add);
                        if (event == null) {
                            Step step = new Step.Move(temp, only.orElse(variable));
                            heads.computeIfAbsent(at, block -> new ArrayList<>()).add(new Lined<>(step, variableLine(at)));
                        } else {
                            only.ifPresent(value -> become(event, value));
                        }
                    }
                }
            }

            private Optional<SourceLine> variableLine(int at) {
                Block block = flow.block(at);
                return block.steps().isEmpty() ? block.endingLine() : block.steps().get(0).line();
            }

            /** The value that all ways to a meeting bring, if it is one. */
            private Optional<Value> only(int at, Temp temp) {
                Value only = null;
                for (int from : flow.before(at)) {
                    Optional<Value> brought = setIn(from).isPresent() ? setIn(from) : atStart(from);
                    if (brought.isEmpty() || only != null && !brought.get().equals(only) && brought.get() != temp) {
                        return Optional.empty();
                    }
                    only = brought.get() == temp ? only : brought.get();
                }
                return Optional.ofNullable(only);
            }
        }
    }
}
