package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A set's rules for packets of one family, as a function: compares where they are few, else a walk through a table.
 *
 * @param name what the function is called
 * @param asked the fields that it is given, 32 bits each in this order, and behind them zeros up to {@link #askedBytes}
 * @param code what it does
 * @param table what it walks through, the content of {@link #section}; empty where it compares
 */
record RuleFunction(String name, List<RuleField> asked, Code code, Optional<Bytes> table) {
    /** A tree of up to so many words becomes compares; of several the verifier would follow each for each verdict of those before. */
    private static final int FEW_WORDS = 6000;

    /** Not read-only: of a frozen map the verifier knows the content, and would follow the walk through each group apart. */
    private static final String SECTION = DataMap.DATA + ".";

    /** Boxes up to so many are in one group: each costs a descent. */
    private static final int FEW_BOXES = 64;

    /** A group has at least this share of the boxes, else they go to another one. */
    private static final int GROUPS = 16;

    /** Turns of the walk that the verifier follows, some 30 instructions each. */
    private static final int MOST_TURNS = 4000;

    /**
     * {@return the function}
     *
     * @param boxes in the order of their verdicts
     * @param otherwise the verdict of packets in none of them
     */
    static RuleFunction of(String name, List<RuleBox> boxes, int otherwise, Optional<SourceLine> line) {
        Set<RuleField> narrowed = EnumSet.noneOf(RuleField.class);
        boxes.forEach(box -> narrowed.addAll(box.narrowed().keySet()));
        List<RuleField> asked = List.copyOf(narrowed);
        RuleTable table = new RuleTable();
        List<List<RuleBox>> grouped = grouped(boxes);
        int first = table.reserve(RuleWalk.headWords(grouped.size()));
        int nodes = first + RuleWalk.headWords(grouped.size()) * Integer.BYTES;
        List<RuleGroup> groups = new ArrayList<>();
        for (List<RuleBox> group : grouped) {
            int smallest = group.isEmpty() ? otherwise : group.get(0).verdict();
            groups.add(new RuleGroup(smallest, RuleTree.grow(table, asked, group, otherwise)));
        }
        if (groups.size() == 1 && table.size() <= FEW_WORDS) {
            return new RuleFunction(name, asked, RuleCode.of(table, groups.get(0).root(), line), Optional.empty());
        }
        long turns = table.depth(nodes, groups.stream().map(RuleGroup::root).toList()) + 2L * groups.size() + 1;
        if (turns > MOST_TURNS) {
            throw CallSite.refuse(name + ": some packets would be asked " + turns + " questions, and the verifier follows "
                    + MOST_TURNS + ": the rules overlap in too many fields at once, make sets of fewer rules");
        }
        RuleWalk.head(table, groups, otherwise);
        Bytes bytes = table.bytes();
        Code code = RuleWalk.of(section(name), bytes.size(), bytes(asked), (int) turns, line);
        return new RuleFunction(name, asked, code, Optional.of(bytes));
    }

    /** {@return the section, and the map, that its table is} */
    String section() {
        return section(name);
    }

    private static String section(String name) {
        return SECTION + name;
    }

    /** {@return the size of what it is given, a power of 2} */
    int askedBytes() {
        return bytes(asked);
    }

    private static int bytes(List<RuleField> asked) {
        int words = 1;
        while (words < asked.size()) {
            words *= 2;
        }
        return words * Integer.BYTES;
    }

    /** Boxes that are narrow in the same fields, since a box would be in many nodes of a tree that is cut where it is wide. */
    private static List<List<RuleBox>> grouped(List<RuleBox> boxes) {
        if (boxes.size() <= FEW_BOXES) {
            return List.of(boxes);
        }
        Map<Integer, List<RuleBox>> byFields = new TreeMap<>();
        boxes.forEach(box -> byFields.computeIfAbsent(box.narrowGroups(), fields -> new ArrayList<>()).add(box));
        List<Integer> smallestFirst = new ArrayList<>(byFields.keySet());
        smallestFirst.sort(Comparator.comparing(fields -> byFields.get(fields).size()));
        for (int fields : smallestFirst) {
            List<RuleBox> group = byFields.get(fields);
            if (group.size() < boxes.size() / GROUPS && byFields.size() > 1) {
                byFields.remove(fields);
                byFields.get(nearest(fields, byFields.keySet())).addAll(group);
            }
        }
        List<List<RuleBox>> groups = new ArrayList<>(byFields.values());
        groups.forEach(group -> group.sort(Comparator.comparing(RuleBox::verdict)));
        groups.sort(Comparator.comparing(group -> group.get(0).verdict()));
        return groups;
    }

    /** The group that is cut by the most of these fields and by as few others as can be. */
    private static int nearest(int fields, Set<Integer> others) {
        return Collections.min(others, Comparator.<Integer>comparingInt(
                other -> 2 * Integer.bitCount(other & ~fields) - Integer.bitCount(other & fields)));
    }
}
