package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.UapiConstant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Rules in order, of which the first that a packet meets says what becomes of it: a constant of the class that holds the program,
 * which asks for it with {@link PacketProgram#decide}. What it says is what the list says, read from its first rule on; how long that
 * takes grows with the logarithm of the number of rules rather than with the number.
 *
 * <pre>{@code
 * static final RuleSet RULES = RuleSet.of("rules", XDP_PASS, List.of(
 *         Rule.of(XDP_PASS).saddr("10.0.0.0/8", "2001:db8::/32").protocol(IPPROTO_TCP).dport(22),
 *         Rule.of(XDP_DROP).protocol(IPPROTO_TCP).dport(22)));
 * ...
 * p.action(p.decide(RULES).action());
 * }</pre>
 *
 * <p>A few rules become compares; more become decision trees in a map that a loop of some 90 instructions walks. ISA level
 * v3; Linux 5.3, with such a map 5.12.
 */
public final class RuleSet {
    static final int ACTION_BITS = 8;
    static final int MOST_ACTIONS = (1 << ACTION_BITS) - 1;
    private static final int MOST_RULES = (1 << Integer.SIZE - 1 - ACTION_BITS) - 1;

    private final String name;
    private final int byDefault;
    private final List<Rule> rules;
    private final Map<IpFamily, RuleFunction> functions = new EnumMap<>(IpFamily.class);

    private RuleSet(String name, int byDefault, List<Rule> rules) {
        this.name = name;
        this.byDefault = byDefault;
        this.rules = List.copyOf(rules);
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

    /**
     * {@return the set of the rules in a text file, one a line} An action, then fields and their values in the words of {@link Rule},
     * several with commas between, behind {@code !} none of them; behind {@code #} nothing is read.
     *
     * <pre>
     * XDP_DROP saddr 198.51.100.0/24,2001:db8::/32
     * XDP_PASS protocol tcp dport 22,8000-8099      # any of these ports
     * XDP_DROP protocol tcp dport !80,443
     * XDP_DROP tcpFlags syn/syn,ack                 # of SYN and ACK only SYN
     * 7 icmpType 8 icmpCode 0 ifindex 2
     * </pre>
     *
     * @throws dev.xdpasm.AssemblyException if a line is none; names the file, the line and the column
     */
    public static RuleSet read(String name, UapiConstant byDefault, Path file) {
        return of(name, byDefault, RuleText.read(Given.notNull(file, "file")));
    }

    /** {@return the rules, in order} */
    public List<Rule> rules() {
        return rules;
    }

    private static int verdict(int number, int action) {
        return number << ACTION_BITS | action;
    }

    /** {@return the function for packets of a family, which is made when the first program asks for it} */
    private synchronized RuleFunction function(IpFamily family) {
        RuleFunction known = functions.get(family);
        if (known == null) {
            List<RuleBox> boxes = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                boxes.addAll(rules.get(i).boxes(family, verdict(i, rules.get(i).action())));
            }
            known = RuleFunction.of(name + "_" + family.suffix(), boxes, otherwise(), CallSite.line());
            functions.put(family, known);
        }
        return known;
    }

    /** {@return the verdict of packets that meet no rule} */
    int otherwise() {
        return verdict(rules.size(), byDefault);
    }

    /** {@return what rules ask of packets of a family} */
    List<RuleField> asked(IpFamily family) {
        return function(family).asked();
    }

    /** Has a program ask the function of a family for the fields that it has of a packet; {@return the verdict} */
    Num ask(Program program, IpFamily family, Map<RuleField, Supplier<Num>> fields) {
        RuleFunction function = function(family);
        program.declared().functions().call(function);
        Flow flow = program.flow();
        Slot slot = flow.slot("asked", function.askedBytes(), 0);
        for (int i = 0; i < function.askedBytes() / Integer.BYTES; i++) {
            Value value = i < function.asked().size() ? value(fields, function.asked().get(i)) : Value.of(0);
            flow.store(Size.W, new Address(slot, i * Integer.BYTES, Region.STACK), value);
        }
        Temp asked = flow.pointer(new Address(slot, 0, Region.STACK));
        Temp verdict = flow.temp(Integer.SIZE);
        flow.add(new Step.Call(
                Optional.of(verdict), new Callee.OfSubprogram(function.name()), List.of(asked), true, Set.of(), true));
        return new NumValue(flow, verdict, new NumType(Integer.SIZE, false));
    }

    private Value value(Map<RuleField, Supplier<Num>> fields, RuleField field) {
        Supplier<Num> known = fields.get(field);
        if (known == null) {
            throw CallSite.refuse("rules of " + name + " ask for " + field.word() + ", which only p.decide(rules) finds for itself");
        }
        return known.get().get().value();
    }

    @Override
    public String toString() {
        return name + " of " + rules.size() + " rules";
    }
}
