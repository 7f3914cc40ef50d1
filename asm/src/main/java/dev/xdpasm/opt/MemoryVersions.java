package dev.xdpasm.opt;

import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the states of each region of memory on a walk over the dominator tree: where the number is the same, nothing
 * that may change the region lies between, on any way.
 */
final class MemoryVersions {
    private static final List<Integer> NONE = List.of();

    private final Flow flow;
    /** The regions that are loaded from, by number. */
    private final List<Region> regions = new ArrayList<>();

    private final Map<Region, Integer> numbers = new HashMap<>();
    /** For each block the regions whose states meet there; shorter if nothing changes memory. */
    private final List<List<Integer>> meetings = new ArrayList<>();

    private final int[] current;
    private int versions;
    /** What to put back on leaving blocks: region, version before; a -1 begins a block. */
    private int[] undo = new int[64];

    private int undos;

    MemoryVersions(Flow flow) {
        this.flow = flow;
        for (int at = 0; at < flow.size(); at++) {
            for (Lined step : flow.block(at).steps()) {
                if (step.what() instanceof Step.Load load && !numbers.containsKey(load.from().region())) {
                    numbers.put(load.from().region(), regions.size());
                    regions.add(load.from().region());
                }
            }
        }
        current = new int[regions.size()];
        List<List<Integer>> changing = changing();
        if (!changing.isEmpty()) {
            findMeetings(changing);
        }
    }

    /** For each region the blocks that change it, one once for each step; nothing if no block changes any. */
    private List<List<Integer>> changing() {
        List<List<Integer>> changing = new ArrayList<>();
        for (int at = 0; at < flow.size(); at++) {
            for (Lined step : flow.block(at).steps()) {
                if (!mayChange(step.what())) {
                    continue;
                }
                for (int region : changed(step.what())) {
                    while (changing.size() < regions.size()) {
                        changing.add(new ArrayList<>());
                    }
                    changing.get(region).add(at);
                }
            }
        }
        return changing;
    }

    private void findMeetings(List<List<Integer>> changing) {
        while (meetings.size() < flow.size()) {
            meetings.add(NONE);
        }
        int[][] frontiers = flow.frontiers();
        for (int region = 0; region < regions.size(); region++) {
            List<Integer> work = changing.get(region);
            boolean[] seen = new boolean[flow.size()];
            while (!work.isEmpty()) {
                for (int at : frontiers[work.remove(work.size() - 1)]) {
                    if (!seen[at]) {
                        seen[at] = true;
                        work.add(at);
                        if (meetings.get(at).isEmpty()) {
                            meetings.set(at, new ArrayList<>());
                        }
                        meetings.get(at).add(region);
                    }
                }
            }
        }
    }

    private static boolean mayChange(Step step) {
        return step instanceof Step.Store || step instanceof Step.FieldStore || step instanceof Step.Atomic || step instanceof Step.Call;
    }

    private List<Integer> changed(Step step) {
        if (step instanceof Step.Store store) {
            Integer region = numbers.get(store.at().region());
            return region == null ? NONE : List.of(region);
        }
        List<Integer> changed = new ArrayList<>();
        for (int region = 0; region < regions.size(); region++) {
            if (Memory.changes(step, regions.get(region)) || isReadAgain(step, regions.get(region))) {
                changed.add(region);
            }
        }
        return changed;
    }

    /** What is on the stack is read again behind a call: to keep it in a register that calls leave alone costs as much. */
    private static boolean isReadAgain(Step step, Region region) {
        return step instanceof Step.Call && region.kind() == Region.Kind.STACK;
    }

    /** Comes to a block, after its dominators. */
    void enter(int at) {
        push(-1, 0);
        if (at < meetings.size()) {
            for (int region : meetings.get(at)) {
                renew(region);
            }
        }
    }

    /** Leaves a block, after all that it dominates. */
    void leave() {
        while (undo[--undos] >= 0) {
            int region = undo[undos--];
            current[region] = undo[undos];
        }
        undos--;
    }

    /** Passes a step of the block that was entered last. */
    void pass(Step step) {
        if (mayChange(step)) {
            for (int region : changed(step)) {
                renew(region);
            }
        }
    }

    /** {@return the number of the state of a region, -1 if nothing loads from it} */
    int of(Region region) {
        Integer number = numbers.get(region);
        return number == null ? -1 : current[number];
    }

    private void renew(int region) {
        push(region, current[region]);
        current[region] = ++versions;
    }

    private void push(int region, int version) {
        if (undos + 2 > undo.length) {
            undo = Arrays.copyOf(undo, 2 * undo.length);
        }
        undo[undos++] = version;
        undo[undos++] = region;
    }
}
