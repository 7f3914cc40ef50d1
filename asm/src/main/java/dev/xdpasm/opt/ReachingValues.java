package dev.xdpasm.opt;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one variable is wherever it is read: what was set, or, where ways with different values meet, a temp that takes the value
 * over there.
 */
final class ReachingValues {
    /** Something that a block does with a variable: a step, or the ending behind the last of them, reads it or sets it. */
    static final class Event {
        private final Temp variable;
        private final int block;
        private final int index;
        private final Reader what;
        /** What the variable is set to, null if it is read. */
        private final @Nullable Value set;

        private @Nullable Value instead;
        private boolean isUnseen;

        Event(Temp variable, int block, int index, Reader what, @Nullable Value set) {
            this.variable = variable;
            this.block = block;
            this.index = index;
            this.what = what;
            this.set = set;
        }

        Temp variable() {
            return variable;
        }

        /** {@return the position of the block} */
        int block() {
            return block;
        }

        /** {@return the place of the step in its block, that behind the last for the ending} */
        int index() {
            return index;
        }

        /** {@return what is to be read instead of the variable, null for the variable itself} */
        @Nullable Value instead() {
            return instead;
        }

        /** {@return whether it is a set that no read sees} */
        boolean isUnseen() {
            return isUnseen;
        }

        boolean changes() {
            return isUnseen || instead != null;
        }

        /** The temp that takes the variable over by this read, null if it does something else. */
        private @Nullable Temp takenOver() {
            return set == null && what instanceof Step.Move move && !move.to().isVariable() ? move.to() : null;
        }
    }

    /** What one variable is in a block. */
    private static final class Home {
        private final int block;
        private final List<Event> events = new ArrayList<>();
        /** What the block sets it to, null if it does not. */
        private @Nullable Value set;

        /** Whether it is read behind the block's begin before it is set. */
        private boolean isLive;
        /** The temp that takes the value over, where ways with different values meet. */
        private @Nullable Temp meeting;

        /** The read by which that temp was set before, null if it is new. */
        private @Nullable Event takingOver;

        private boolean isSettled;
        /** What it is as the block begins, null if it was never set; known only if asked. */
        private @Nullable Value start;

        private boolean isStartKnown;

        Home(int block) {
            this.block = block;
        }
    }

    /** Where variables are searched, one after the other. */
    static final class Search {
        private final Graph graph;
        private final Flow flow;
        private final int[][] frontiers;
        /** What is known of the variable at hand, by block. */
        private final @Nullable Home[] homes;

        private final List<Home> known = new ArrayList<>();
        private final Map<Integer, List<Lined>> heads = new HashMap<>();

        Search(Graph graph, Flow flow) {
            this.graph = graph;
            this.flow = flow;
            this.frontiers = flow.frontiers();
            this.homes = new Home[flow.size()];
        }

        /** {@return what is to be put before the steps of blocks, by their position} */
        Map<Integer, List<Lined>> heads() {
            return heads;
        }

        private Home home(int at) {
            Home home = homes[at];
            if (home == null) {
                home = new Home(at);
                homes[at] = home;
                known.add(home);
            }
            return home;
        }

        private @Nullable Value setIn(int at) {
            Home home = homes[at];
            return home == null ? null : home.set;
        }

        private boolean isLive(int at) {
            Home home = homes[at];
            return home != null && home.isLive;
        }

        /** What the variable is as a block begins, null if it was never set. */
        private @Nullable Value atStart(int block) {
            int first = block;
            Value value = null;
            for (int at = block; ; at = flow.dominator(at)) {
                Home home = home(at);
                first = at;
                if (home.isStartKnown) {
                    value = home.start;
                    break;
                }
                value = home.meeting != null ? home.meeting : at == 0 ? null : setIn(flow.dominator(at));
                if (at == 0 || value != null) {
                    break;
                }
            }
            for (int at = block; ; at = flow.dominator(at)) {
                Home home = home(at);
                home.start = value;
                home.isStartKnown = true;
                if (at == first) {
                    return value;
                }
            }
        }

        private void take(Home home, Step step) {
            Block block = flow.block(home.block);
            Optional<SourceLine> line = block.size() == 0 ? block.endingLine() : block.steps()[0].line();
            List<Lined> head = heads.get(home.block);
            if (head == null) {
                head = new ArrayList<>();
                heads.put(home.block, head);
            }
            head.add(new Lined(step, line));
        }

        private void forget() {
            for (Home home : known) {
                homes[home.block] = null;
            }
            known.clear();
        }
    }

    private final Temp variable;
    private final List<Event> events = new ArrayList<>();
    private final List<Home> meetings = new ArrayList<>();
    private final Set<Value> wanted = new HashSet<>();

    ReachingValues(Temp variable) {
        this.variable = variable;
    }

    /** Adds an event, which comes behind those that were added before. */
    void add(Event event) {
        events.add(event);
    }

    /** Tells each event what becomes of it. */
    void find(Search search) {
        for (Event event : events) {
            Home home = search.home(event.block);
            home.events.add(event);
            home.set = event.set == null ? home.set : event.set;
        }
        List<Home> users = List.copyOf(search.known);
        findLive(search, users);
        dropUnseen(search, users);
        findMeetings(search, users);
        for (Home home : users) {
            Value set = null;
            for (Event event : home.events) {
                if (event.set != null) {
                    set = event.set;
                } else if (event != home.takingOver) {
                    become(event, set != null ? set : search.atStart(home.block));
                }
            }
        }
        settle(search);
        search.forget();
    }

    private static void findLive(Search search, List<Home> users) {
        List<Home> work = new ArrayList<>();
        for (Home home : users) {
            if (home.events.get(0).set == null) {
                home.isLive = true;
                work.add(home);
            }
        }
        while (!work.isEmpty()) {
            for (int from : search.flow.before(work.remove(work.size() - 1).block)) {
                Home home = search.home(from);
                if (home.set == null && !home.isLive) {
                    home.isLive = true;
                    work.add(home);
                }
            }
        }
    }

    private static void dropUnseen(Search search, List<Home> users) {
        for (Home home : users) {
            boolean isSeen = false;
            for (Block next : search.flow.block(home.block).successors()) {
                isSeen |= search.isLive(search.flow.at(next));
            }
            for (int i = home.events.size() - 1; i >= 0; i--) {
                Event event = home.events.get(i);
                event.isUnseen = event.set != null && !isSeen;
                isSeen = event.set == null;
            }
        }
    }

    private void findMeetings(Search search, List<Home> users) {
        List<Home> work = new ArrayList<>();
        for (Home home : users) {
            if (home.set != null) {
                work.add(home);
            }
        }
        while (!work.isEmpty()) {
            for (int at : search.frontiers[work.remove(work.size() - 1).block]) {
                Home home = search.homes[at];
                if (home != null && home.isLive && home.meeting == null) {
                    meet(search, home);
                    work.add(home);
                }
            }
        }
    }

    /** Finds the temp at the head of a block that takes the variable's value over, a new one if there is none yet. */
    private void meet(Search search, Home home) {
        Event first = home.events.isEmpty() ? null : home.events.get(0);
        Temp before = first == null ? null : first.takenOver();
        home.takingOver = before == null ? null : first;
        home.meeting = before == null ? search.graph.temp(variable.name(), variable.bits()) : before;
        meetings.add(home);
    }

    private void become(Event read, @Nullable Value value) {
        if (value != null) {
            read.instead = value;
            wanted.add(value);
        }
    }

    /** Temps that somebody wants take the value over; where all ways bring the same, they are that. */
    private void settle(Search search) {
        for (boolean more = true; more; ) {
            more = false;
            for (Home home : meetings) {
                Temp temp = home.meeting;
                if (temp == null || home.isSettled || home.takingOver == null && !wanted.contains(temp)) {
                    continue;
                }
                home.isSettled = true;
                more = true;
                Value only = only(search, home.block, temp);
                if (home.takingOver != null) {
                    become(home.takingOver, only);
                } else {
                    search.take(home, new Step.Move(temp, only == null ? variable : only));
                    if (only != null) {
                        wanted.add(only);
                    }
                }
            }
        }
    }

    /** The value that all ways to a meeting bring, null if they bring different ones. */
    private static @Nullable Value only(Search search, int at, Temp temp) {
        Value only = null;
        for (int from : search.flow.before(at)) {
            Value set = search.setIn(from);
            Value brought = set != null ? set : search.atStart(from);
            if (brought == null || only != null && !brought.equals(only) && brought != temp) {
                return null;
            }
            only = brought == temp ? only : brought;
        }
        return only;
    }
}
