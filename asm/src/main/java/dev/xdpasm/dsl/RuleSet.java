package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.UapiConstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rules in order, of which the first that a packet meets says what becomes of it: a constant of the class that holds the program,
 * which asks for it with {@link PacketProgram#decide}. What it says is what the list says, read from its first rule on; how long that
 * takes grows with the logarithm of the number of rules rather than with the number.
 *
 * <pre>{@code
 * static final RuleSet RULES = RuleSet.of("rules", XDP_PASS, List.of(
 *         Rule.of(XDP_PASS).saddr("10.0.0.0/8").protocol(IPPROTO_TCP).dport(22),
 *         Rule.of(XDP_DROP).protocol(IPPROTO_TCP).dport(22)));
 * ...
 * p.action(p.decide(RULES, p.ipv4(), sport, dport).action());
 * }</pre>
 *
 * <p>Rules become decision trees, one for those that narrow the same fields, each a global function or several, of ISA level v3: 10,000
 * rules of addresses and ports are some 100,000 instructions. Linux 5.6.
 */
public final class RuleSet {
    static final int ACTION_BITS = 8;
    static final int MOST_ACTIONS = (1 << ACTION_BITS) - 1;
    private static final int MOST_RULES = (1 << Integer.SIZE - 1 - ACTION_BITS) - 1;

    /** Fields that are cut in groups of their own; protocols are few, every group can be cut by them. */
    private static final int[] GROUPING = {0, 1, 3, 4};

    /** A box is narrow in a field of which it leaves less than this share. */
    private static final double NARROW = 0.05;

    /** A group has at least this share of the boxes, else they go to another one: each costs a call. */
    private static final int GROUPS = 16;

    private static final int FEW = 16;

    /** The verifier follows a million instructions in all, those of trees up to some four times. */
    private static final int MOST_SLOTS = 500_000;

    private final String name;
    private final List<Rule> rules;
    private final List<Group> groups = new ArrayList<>();

    /** Rules that are asked for together. */
    private record Group(int first, List<RuleCode.Made> functions) {}

    private RuleSet(String name, int byDefault, List<Rule> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
        int otherwise = verdict(rules.size(), byDefault);
        Optional<SourceLine> line = CallSite.line();
        int slots = 0;
        for (List<RuleBox> boxes : grouped(boxes())) {
            RuleTree tree = RuleTree.of(boxes, otherwise);
            slots += RuleTree.allSlots(tree);
            if (slots > MOST_SLOTS) {
                throw CallSite.refuse(rules.size() + " rules become more than " + MOST_SLOTS + " instructions, and the kernel follows"
                        + " 1000000 in all, some more than once: keep large sets of addresses in maps and look them up (p.lookup)");
            }
            groups.add(new Group(boxes.get(0).verdict(), RuleCode.of(name + "_" + groups.size(), tree, line)));
        }
    }

    /**
     * {@return a set of rules}
     *
     * @param name what its functions are called
     * @param byDefault the action of packets that meet none, 0 to 255
     * @param rules the rules, the first that is met counts
     */
    public static RuleSet of(String name, UapiConstant byDefault, List<Rule> rules) {
        return of(name, Given.notNull(byDefault, "byDefault").value(), rules);
    }

    /** {@return a set of rules, with actions of one's own} */
    public static RuleSet of(String name, int byDefault, List<Rule> rules) {
        Names.require("rule set", name);
        Given.notNull(rules, "rules");
        if (byDefault < 0 || byDefault > MOST_ACTIONS) {
            throw CallSite.refuse("a default action is 0 to " + MOST_ACTIONS + ", not " + byDefault);
        }
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw CallSite.refuse(rules.size() + " rules, a set has 1 to " + MOST_RULES);
        }
        return new RuleSet(name, byDefault, rules);
    }

    /** {@return the rules, in order} */
    public List<Rule> rules() {
        return rules;
    }

    private static int verdict(int number, int action) {
        return number << ACTION_BITS | action;
    }

    private List<RuleBox> boxes() {
        List<RuleBox> boxes = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            int verdict = verdict(i, rule.action());
            for (Rule.Range source : rule.sources()) {
                for (Rule.Range destination : rule.destinations()) {
                    boxes.add(new RuleBox(
                            List.of(
                                    List.of(source),
                                    List.of(destination),
                                    rule.protocols(),
                                    rule.sourcePorts(),
                                    rule.destinationPorts()),
                            verdict));
                }
            }
        }
        return boxes;
    }

    /** Boxes that are narrow in the same fields, since a box would be in many nodes of a tree that is cut where it is wide. */
    private static List<List<RuleBox>> grouped(List<RuleBox> boxes) {
        Map<Integer, List<RuleBox>> byFields = new TreeMap<>();
        boxes.forEach(box -> byFields.computeIfAbsent(narrowFields(box), fields -> new ArrayList<>()).add(box));
        List<Integer> smallestFirst = new ArrayList<>(byFields.keySet());
        smallestFirst.sort(Comparator.comparing(fields -> byFields.get(fields).size()));
        for (int fields : smallestFirst) {
            List<RuleBox> group = byFields.get(fields);
            if (group.size() < Math.max(FEW, boxes.size() / GROUPS) && byFields.size() > 1) {
                byFields.remove(fields);
                byFields.get(nearest(fields, byFields.keySet())).addAll(group);
            }
        }
        List<List<RuleBox>> groups = new ArrayList<>(byFields.values());
        groups.forEach(group -> group.sort(Comparator.comparing(RuleBox::verdict)));
        groups.sort(Comparator.comparing(group -> group.get(0).verdict()));
        return groups;
    }

    private static int narrowFields(RuleBox box) {
        int fields = 0;
        for (int field : GROUPING) {
            if (box.share(field, RuleBox.all()) < NARROW) {
                fields |= 1 << field;
            }
        }
        return fields;
    }

    /** The group that is cut by the most of these fields and by as few others as can be. */
    private static int nearest(int fields, Set<Integer> others) {
        return Collections.min(
                others, Comparator.<Integer>comparingInt(other -> 2 * Integer.bitCount(other & ~fields) - Integer.bitCount(other & fields)));
    }

    /** Has a program ask the groups, of which the smallest verdict counts. */
    Decision decide(Program program, List<Num> fields) {
        Flow flow = program.flow();
        List<Value> values = fields.stream().map(field -> field.get().value()).toList();
        NumVar best = program.var(Types.U32, call(program, groups.get(0), values));
        for (Group group : groups.subList(1, groups.size())) {
            program.when(best.gt(group.first()), () -> {
                Num found = call(program, group, values);
                program.when(found.lt(best), () -> best.set(found));
            });
        }
        return new Decision(best.get());
    }

    private Num call(Program program, Group group, List<Value> values) {
        RuleCode.Made entry = group.functions().get(0);
        Compilation functions = program.declared().functions();
        functions.call(entry, this, type(program, entry));
        group.functions().subList(1, group.functions().size()).forEach(part -> functions.note(part, this, type(program, part)));
        Temp verdict = program.flow().temp(Integer.SIZE);
        program.flow().add(new Step.Call(
                Optional.of(verdict), new Callee.OfSubprogram(entry.name()), values, false, Set.of(), false));
        return new NumValue(program.flow(), verdict, new NumType(Integer.SIZE, false));
    }

    private static int type(Program program, RuleCode.Made function) {
        BtfShape number = Types.U32.shape();
        return program.declared().function(function.name(), number, Collections.nCopies(RuleBox.FIELDS, number));
    }

    @Override
    public String toString() {
        return name + " of " + rules.size() + " rules";
    }
}
