package dev.xdpasm.opt;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.ArrayList;
import java.util.BitSet;
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
        private final Map<Long, Map<Value, Value>> reads = new HashMap<>();
        /** Sets that nobody sees, by block and index. */
        private final Set<Long> unseen = new HashSet<>();
        /** What is put before the steps of blocks. */
        private final Map<Integer, List<Lined<Step>>> heads = new HashMap<>();
        /** The blocks for which one of these three says something. */
        private final BitSet touched = new BitSet();

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
            for (int at = touched.nextSetBit(0); at >= 0; at = touched.nextSetBit(at + 1)) {
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
            Temp to = step.result().orElse(null);
            boolean setsVariable = to != null && to.isVariable();
            return setsVariable && !(step instanceof Step.Move move && !(move.value() instanceof Temp temp && temp.isVariable()));
        }

        private void collect(int at) {
            Block block = flow.block(at);
            List<Lined<Step>> steps = block.steps();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i).what();
                collectReads(step, at, i);
                Temp to = step.result().orElse(null);
                if (to != null && to.isVariable()) {
                    events(to).add(new Event(at, i, true));
                }
            }
            collectReads(block.ending(), at, steps.size());
        }

        private void collectReads(Reader reader, int at, int index) {
            for (int i = 0; i < reader.operands(); i++) {
                if (reader.operand(i) instanceof Temp temp && temp.isVariable()) {
                    events(temp).add(new Event(at, index, false));
                }
            }
        }

        private List<Event> events(Temp variable) {
            List<Event> known = events.get(variable);
            if (known == null) {
                known = new ArrayList<>();
                events.put(variable, known);
                variables.add(variable);
            }
            return known;
        }

        private static long place(int block, int index) {
            return (long) block << 32 | index;
        }

        private void rewrite(int at) {
            Block block = flow.block(at);
            List<Lined<Step>> steps = new ArrayList<>(heads.getOrDefault(at, List.of()));
            boolean differs = !steps.isEmpty();
            for (int i = 0; i < block.steps().size(); i++) {
                Lined<Step> lined = block.steps().get(i);
                if (unseen.contains(place(at, i))) {
                    differs = true;
                    continue;
                }
                Map<Value, Value> known = reads.get(place(at, i));
                Step step = known == null ? lined.what() : Reading.reading(lined.what(), value -> known.getOrDefault(value, value));
                differs |= step != lined.what();
                steps.add(step == lined.what() ? lined : lined.with(step));
            }
            Map<Value, Value> known = reads.get(place(at, block.steps().size()));
            if (known != null) {
                Ending ending = Reading.reading(block.ending(), value -> known.getOrDefault(value, value));
                changed |= ending != block.ending();
                block.end(ending);
            }
            if (differs) {
                changed = true;
                block.steps(steps);
            }
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
            private final Map<Integer, @Nullable Value> starts = new HashMap<>();

            OfOne(Temp variable, List<Event> all) {
                this.variable = variable;
                List<Event> here = List.of();
                for (Event event : all) {
                    if (here.isEmpty() || here.get(0).block() != event.block()) {
                        here = new ArrayList<>();
                        byBlock.put(event.block(), here);
                    }
                    here.add(event);
                }
            }

            void resolve() {
                findLive();
                dropUnseen();
                findMeetings();
                for (List<Event> here : byBlock.values()) {
                    Value now = null;
                    boolean set = false;
                    for (Event event : here) {
                        if (event.isSet()) {
                            now = set(event);
                            set = true;
                        } else {
                            read(event, set ? now : atStart(event.block()));
                        }
                    }
                }
                settle();
            }

            private void findLive() {
                List<Integer> work = new ArrayList<>();
                for (List<Event> here : byBlock.values()) {
                    Event first = here.get(0);
                    if (!first.isSet() && live.add(first.block())) {
                        work.add(first.block());
                    }
                }
                while (!work.isEmpty()) {
                    for (int from : flow.before(work.remove(work.size() - 1))) {
                        if (setIn(from) == null && live.add(from)) {
                            work.add(from);
                        }
                    }
                }
            }

            private void dropUnseen() {
                for (List<Event> here : byBlock.values()) {
                    boolean seen = isSeenBehind(here.get(0).block());
                    for (int i = here.size() - 1; i >= 0; i--) {
                        Event event = here.get(i);
                        if (event.isSet() && !seen) {
                            unseen.add(place(event.block(), event.index()));
                            touched.set(event.block());
                        }
                        seen = !event.isSet();
                    }
                }
            }

            private boolean isSeenBehind(int at) {
                for (Block next : flow.block(at).successors()) {
                    if (live.contains(flow.at(next))) {
                        return true;
                    }
                }
                return false;
            }

            private void findMeetings() {
                List<Integer> work = new ArrayList<>();
                for (int at : byBlock.keySet()) {
                    if (setIn(at) != null) {
                        work.add(at);
                    }
                }
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

            private void read(Event event, @Nullable Value value) {
                if (value != null && event != takingOver.get(event.block())) {
                    wanted.add(value);
                    become(event, value);
                }
            }

            private void become(Event event, Value value) {
                long place = place(event.block(), event.index());
                Map<Value, Value> known = reads.get(place);
                if (known == null) {
                    known = new HashMap<>();
                    reads.put(place, known);
                }
                known.put(variable, value);
                touched.set(event.block());
            }

            /** What the variable is as a block begins, null if it was never set. */
            private @Nullable Value atStart(int block) {
                List<Integer> passed = new ArrayList<>();
                Value value = null;
                for (int at = block; ; at = flow.dominator(at)) {
                    if (starts.containsKey(at)) {
                        value = starts.get(at);
                        break;
                    }
                    passed.add(at);
                    if (meetings.containsKey(at)) {
                        value = meetings.get(at);
                        break;
                    }
                    value = at == 0 ? null : setIn(flow.dominator(at));
                    if (at == 0 || value != null) {
                        break;
                    }
                }
                for (int at : passed) {
                    starts.put(at, value);
                }
                return value;
            }

            /** What a block sets the variable to, null if it does not. */
            private @Nullable Value setIn(int at) {
                List<Event> here = byBlock.get(at);
                for (int i = here == null ? -1 : here.size() - 1; i >= 0; i--) {
                    if (here.get(i).isSet()) {
                        return set(here.get(i));
                    }
                }
                return null;
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
                        Value only = only(at, temp);
                        if (only != null) {
                            wanted.add(only);
                        }
                        if (event == null) {
                            Step step = new Step.Move(temp, only == null ? variable : only);
                            heads(at).add(new Lined<>(step, variableLine(at)));
                        } else if (only != null) {
                            become(event, only);
                        }
                    }
                }
            }

            private List<Lined<Step>> heads(int at) {
                List<Lined<Step>> known = heads.get(at);
                if (known == null) {
                    known = new ArrayList<>();
                    heads.put(at, known);
                    touched.set(at);
                }
                return known;
            }

            private Optional<SourceLine> variableLine(int at) {
                Block block = flow.block(at);
                return block.steps().isEmpty() ? block.endingLine() : block.steps().get(0).line();
            }

            /** The value that all ways to a meeting bring, null if they bring different ones. */
            private @Nullable Value only(int at, Temp temp) {
                Value only = null;
                for (int from : flow.before(at)) {
                    Value set = setIn(from);
                    Value brought = set != null ? set : atStart(from);
                    if (brought == null || only != null && !brought.equals(only) && brought != temp) {
                        return null;
                    }
                    only = brought == temp ? only : brought;
                }
                return only;
            }
        }
    }
}
