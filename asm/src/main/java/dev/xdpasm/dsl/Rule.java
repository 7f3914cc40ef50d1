package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.uapi.IpProtocol;
import dev.xdpasm.uapi.UapiConstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One rule of a {@link RuleSet}: packets that it is about, and what becomes of them. It is about every packet until something is
 * said of a field; of a field several values can be said, of which any one is enough. A rule that asks for ports, TCP flags or ICMP
 * types is met by packets only that have them; one that asks for addresses by packets of those addresses' families.
 *
 * <pre>{@code
 * Rule.of(XDP_DROP).saddr("192.0.2.0/24", "2001:db8::/32").protocol(IPPROTO_TCP).dport(22, 23)
 * }</pre>
 */
public final class Rule {
    /** Combinations of a rule's values: each is asked for. */
    private static final long MOST_BOXES = 1 << 16;

    private final int action;
    private final Optional<AddressBlocks> sources;
    private final Optional<AddressBlocks> destinations;
    private final Map<RuleField, List<Range>> fields;

    /** The numbers from {@code low} to {@code high}, both included. */
    public record Range(long low, long high) {
        /** Creates a range; refuses one that holds no number. */
        public Range {
            if (low > high) {
                throw CallSite.refuse("no number is in " + low + " to " + high);
            }
        }

        private Range within(RuleField field) {
            if (low < 0 || high > field.last()) {
                throw CallSite.refuse(field.word() + " " + this + ": expected 0 to " + field.last());
            }
            return this;
        }

        @Override
        public String toString() {
            return low == high ? Long.toString(low) : low + "-" + high;
        }
    }

    private Rule(
            int action,
            Optional<AddressBlocks> sources,
            Optional<AddressBlocks> destinations,
            Map<RuleField, List<Range>> fields) {
        this.action = action;
        this.sources = sources;
        this.destinations = destinations;
        this.fields = fields;
    }

    /** {@return a rule for every packet, with an action such as {@code XDP_DROP} or {@code TC_ACT_SHOT}} */
    public static Rule of(UapiConstant action) {
        return of(Given.notNull(action, "action").value());
    }

    /** {@return a rule for every packet, with an action of one's own, 0 to 255} */
    public static Rule of(int action) {
        if (action < 0 || action > RuleSet.MOST_ACTIONS) {
            throw CallSite.refuse("a rule's action is 0 to " + RuleSet.MOST_ACTIONS + ", not " + action);
        }
        return new Rule(action, Optional.empty(), Optional.empty(), Map.of());
    }

    /** {@return what becomes of a packet, 0 to 255} */
    public int action() {
        return action;
    }

    // ---- addresses

    /**
     * {@return the same rule, for packets from one of these addresses} IPv4 and IPv6, in one list: {@code 192.0.2.1}, {@code
     * 10.0.0.0/8}, {@code 192.0.2.10-192.0.2.19}, {@code 2001:db8::/32}.
     */
    public Rule saddr(String... networks) {
        return new Rule(action, blocks("saddr", sources, networks), destinations, fields);
    }

    /** {@return the same rule, for packets to one of these addresses} */
    public Rule daddr(String... networks) {
        return new Rule(action, sources, blocks("daddr", destinations, networks), fields);
    }

    /** {@return the same rule, for packets of the same family that are from none of these addresses} */
    public Rule notSaddr(String... networks) {
        return new Rule(action, blocks("saddr", sources, networks).map(AddressBlocks::others), destinations, fields);
    }

    /** {@return the same rule, for packets of the same family that are to none of these addresses} */
    public Rule notDaddr(String... networks) {
        return new Rule(action, sources, blocks("daddr", destinations, networks).map(AddressBlocks::others), fields);
    }

    private static Optional<AddressBlocks> blocks(String field, Optional<AddressBlocks> before, String... networks) {
        if (before.isPresent()) {
            throw twice(field);
        }
        if (networks.length == 0) {
            throw never(field);
        }
        return Optional.of(AddressBlocks.of(networks));
    }

    // ---- what is behind them

    /** {@return the same rule, for packets of one of these protocols} In IPv6, of what follows the extension headers. */
    public Rule protocol(IpProtocol... any) {
        return with(RuleField.PROTOCOL, numbers(Stream.of(any).mapToInt(IpProtocol::value)));
    }

    /** {@return the same rule, for packets of one of these protocols, by number} */
    public Rule protocol(int... any) {
        return with(RuleField.PROTOCOL, numbers(IntStream.of(any)));
    }

    /** {@return the same rule, for packets of none of these protocols} */
    public Rule notProtocol(IpProtocol... any) {
        return without(RuleField.PROTOCOL, numbers(Stream.of(any).mapToInt(IpProtocol::value)));
    }

    /** {@return the same rule, for packets from one of these ports} */
    public Rule sport(int... any) {
        return with(RuleField.SPORT, numbers(IntStream.of(any)));
    }

    /** {@return the same rule, for packets from the ports {@code low} to {@code high}} */
    public Rule sports(int low, int high) {
        return with(RuleField.SPORT, List.of(new Range(low, high)));
    }

    /** {@return the same rule, for packets from ports in one of these ranges} */
    public Rule sports(Range... any) {
        return with(RuleField.SPORT, List.of(any));
    }

    /** {@return the same rule, for packets from another port than these} */
    public Rule notSport(int... any) {
        return without(RuleField.SPORT, numbers(IntStream.of(any)));
    }

    /** {@return the same rule, for packets to one of these ports} */
    public Rule dport(int... any) {
        return with(RuleField.DPORT, numbers(IntStream.of(any)));
    }

    /** {@return the same rule, for packets to the ports {@code low} to {@code high}} */
    public Rule dports(int low, int high) {
        return with(RuleField.DPORT, List.of(new Range(low, high)));
    }

    /** {@return the same rule, for packets to ports in one of these ranges} */
    public Rule dports(Range... any) {
        return with(RuleField.DPORT, List.of(any));
    }

    /** {@return the same rule, for packets to another port than these} */
    public Rule notDport(int... any) {
        return without(RuleField.DPORT, numbers(IntStream.of(any)));
    }

    /**
     * {@return the same rule, for TCP segments of whose flags {@code among} those of {@code set} are set and the others not} {@code
     * tcpFlags(Tcp.SYN, Tcp.SYN | Tcp.ACK)} is for what opens a connection.
     */
    public Rule tcpFlags(int set, int among) {
        if (among < 1 || among > 0xff || (set & ~among) != 0) {
            throw CallSite.refuse("tcpFlags(" + set + ", " + among + "): expected flags, 1 to 255, and of these the ones that are set");
        }
        Rule rule = this;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            if ((among >> bit & 1) != 0) {
                rule = rule.with(RuleField.FIN.plus(bit), numbers(IntStream.of(set >> bit & 1)));
            }
        }
        return rule;
    }

    /** {@return the same rule, for ICMP or ICMPv6 messages of one of these types} */
    public Rule icmpType(int... any) {
        return with(RuleField.ICMP_TYPE, numbers(IntStream.of(any)));
    }

    /** {@return the same rule, for ICMP or ICMPv6 messages of one of these codes} */
    public Rule icmpCode(int... any) {
        return with(RuleField.ICMP_CODE, numbers(IntStream.of(any)));
    }

    /** {@return the same rule, for packets that came in on one of these interfaces} */
    public Rule ifindex(int... any) {
        return with(RuleField.IFINDEX, numbers(IntStream.of(any)));
    }

    private static List<Range> numbers(IntStream any) {
        return any.mapToObj(number -> new Range(number, number)).toList();
    }

    /** {@return the same rule, for packets that have one of some numbers} */
    Rule with(RuleField field, List<Range> ranges) {
        if (ranges.isEmpty()) {
            throw never(field.word());
        }
        if (fields.containsKey(field)) {
            throw twice(field.word());
        }
        ranges.forEach(range -> range.within(field));
        Map<RuleField, List<Range>> more = new EnumMap<>(RuleField.class);
        more.putAll(fields);
        more.put(field, apart(ranges));
        return new Rule(action, sources, destinations, more);
    }

    /** {@return the same rule, for packets that have another number than some} */
    Rule without(RuleField field, List<Range> ranges) {
        if (ranges.isEmpty()) {
            throw never(field.word());
        }
        List<Range> others = new ArrayList<>();
        long next = 0;
        for (Range range : apart(ranges.stream().map(range -> range.within(field)).toList())) {
            if (range.low() > next) {
                others.add(new Range(next, range.low() - 1));
            }
            next = range.high() + 1;
        }
        if (next <= field.last()) {
            others.add(new Range(next, field.last()));
        }
        return with(field, others);
    }

    private static AssemblyException twice(String field) {
        return CallSite.refuse(field + " is said twice of a rule: say all of its values at once, any one of them is enough");
    }

    private static AssemblyException never(String field) {
        return CallSite.refuse("a rule for no " + field + " at all is never met");
    }

    /** The same numbers in ranges that are sorted and neither meet nor follow each other. */
    private static List<Range> apart(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(Range::low));
        List<Range> apart = new ArrayList<>();
        for (Range range : sorted) {
            Range before = apart.isEmpty() ? range : apart.get(apart.size() - 1);
            if (!apart.isEmpty() && range.low() <= before.high() + 1) {
                apart.set(apart.size() - 1, new Range(before.low(), Math.max(before.high(), range.high())));
            } else {
                apart.add(range);
            }
        }
        return List.copyOf(apart);
    }

    // ---- as boxes

    /** {@return the boxes that it is for packets of a family, none if it is about none of them} */
    List<RuleBox> boxes(IpFamily family, int verdict) {
        List<Map<RuleField, Range>> all = List.of(Map.of());
        all = times(all, RuleField.SADDR, sources.map(blocks -> blocks.words(family)));
        all = times(all, RuleField.DADDR, destinations.map(blocks -> blocks.words(family)));
        for (Map.Entry<RuleField, List<Range>> field : fields.entrySet()) {
            all = times(all, field.getKey(), Optional.of(field.getValue().stream().map(List::of).toList()));
        }
        return all.stream().map(narrowed -> new RuleBox(narrowed, verdict)).toList();
    }

    /** Each of the boxes with each of the values that some fields in a row can have. */
    private static List<Map<RuleField, Range>> times(
            List<Map<RuleField, Range>> boxes, RuleField first, Optional<List<List<Range>>> values) {
        if (values.isEmpty()) {
            return boxes;
        }
        if ((long) boxes.size() * values.get().size() > MOST_BOXES) {
            throw CallSite.refuse("a rule of " + (long) boxes.size() * values.get().size() + " combinations of its values, at most "
                    + MOST_BOXES + ": make several rules of it, or keep its addresses in a map (p.lookup)");
        }
        List<Map<RuleField, Range>> all = new ArrayList<>();
        for (Map<RuleField, Range> box : boxes) {
            for (List<Range> words : values.get()) {
                Map<RuleField, Range> more = new EnumMap<>(RuleField.class);
                more.putAll(box);
                for (int word = 0; word < words.size(); word++) {
                    if (!words.get(word).equals(RuleField.ANY)) {
                        more.put(first.plus(word), words.get(word));
                    }
                }
                all.add(more);
            }
        }
        return all;
    }
}
