package dev.xdpasm.dsl;

import dev.xdpasm.uapi.IpProtocol;
import dev.xdpasm.uapi.UapiConstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One rule of a {@link RuleSet}: packets that it is about, and what becomes of them. It is about every packet until something is
 * said of a field; of a field several values can be said, of which any one is enough.
 *
 * <pre>{@code
 * Rule.of(XDP_DROP).saddr("192.0.2.0/24", "198.51.100.7").protocol(IPPROTO_TCP).dport(22, 23)
 * }</pre>
 *
 * @param action what becomes of the packet, 0 to 255
 * @param sources the IPv4 source addresses, in host order
 * @param destinations the IPv4 destination addresses, in host order
 * @param protocols the protocols in the IPv4 header
 * @param sourcePorts the source ports
 * @param destinationPorts the destination ports
 */
public record Rule(
        int action,
        List<Range> sources,
        List<Range> destinations,
        List<Range> protocols,
        List<Range> sourcePorts,
        List<Range> destinationPorts) {

    private static final long LAST_ADDRESS = 0xffff_ffffL;
    private static final int LAST_PROTOCOL = 0xff;
    private static final int LAST_PORT = 0xffff;

    /** The numbers from {@code low} to {@code high}, both included. */
    public record Range(long low, long high) {
        /** Creates a range; refuses one that holds no number. */
        public Range {
            if (low > high) {
                throw CallSite.refuse("no number is in " + low + " to " + high);
            }
        }

        private Range within(String field, long last) {
            if (low < 0 || high > last) {
                throw CallSite.refuse(field + " " + this + ": expected 0 to " + last);
            }
            return this;
        }

        @Override
        public String toString() {
            return low == high ? Long.toString(low) : low + "-" + high;
        }
    }

    /** Creates a rule; refuses an action that is not 0 to 255, and a field of no value. */
    public Rule {
        if (action < 0 || action > RuleSet.MOST_ACTIONS) {
            throw CallSite.refuse("a rule's action is 0 to " + RuleSet.MOST_ACTIONS + ", not " + action);
        }
        sources = checked("saddr", sources, LAST_ADDRESS);
        destinations = checked("daddr", destinations, LAST_ADDRESS);
        protocols = checked("protocol", protocols, LAST_PROTOCOL);
        sourcePorts = checked("sport", sourcePorts, LAST_PORT);
        destinationPorts = checked("dport", destinationPorts, LAST_PORT);
    }

    private static List<Range> checked(String field, List<Range> ranges, long last) {
        if (ranges.isEmpty()) {
            throw CallSite.refuse("a rule for no " + field + " at all is never met");
        }
        ranges.forEach(range -> range.within(field, last));
        return apart(ranges);
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

    /** {@return a rule for every packet, with an action such as {@code XDP_DROP} or {@code TC_ACT_SHOT}} */
    public static Rule of(UapiConstant action) {
        return of(Math.toIntExact(action.value()));
    }

    /** {@return a rule for every packet, with an action of one's own, 0 to 255} */
    public static Rule of(int action) {
        List<Range> ports = List.of(new Range(0, LAST_PORT));
        List<Range> addresses = List.of(new Range(0, LAST_ADDRESS));
        return new Rule(action, addresses, addresses, List.of(new Range(0, LAST_PROTOCOL)), ports, ports);
    }

    /** {@return the same rule, for packets from one of these networks or addresses: {@code 10.0.0.0/8}, {@code 192.0.2.1}} */
    public Rule saddr(String... networks) {
        return new Rule(action, networks(networks), destinations, protocols, sourcePorts, destinationPorts);
    }

    /** {@return the same rule, for packets to one of these networks or addresses} */
    public Rule daddr(String... networks) {
        return new Rule(action, sources, networks(networks), protocols, sourcePorts, destinationPorts);
    }

    /** {@return the same rule, for packets of one of these protocols} */
    public Rule protocol(IpProtocol... any) {
        List<Range> ranges = Stream.of(any).map(one -> new Range(one.value(), one.value())).toList();
        return new Rule(action, sources, destinations, ranges, sourcePorts, destinationPorts);
    }

    /** {@return the same rule, for packets from one of these ports} */
    public Rule sport(int... any) {
        return new Rule(action, sources, destinations, protocols, ports(any), destinationPorts);
    }

    /** {@return the same rule, for packets from the ports {@code low} to {@code high}} */
    public Rule sports(int low, int high) {
        return new Rule(action, sources, destinations, protocols, List.of(new Range(low, high)), destinationPorts);
    }

    /** {@return the same rule, for packets to one of these ports} */
    public Rule dport(int... any) {
        return new Rule(action, sources, destinations, protocols, sourcePorts, ports(any));
    }

    /** {@return the same rule, for packets to the ports {@code low} to {@code high}} */
    public Rule dports(int low, int high) {
        return new Rule(action, sources, destinations, protocols, sourcePorts, List.of(new Range(low, high)));
    }

    private static List<Range> networks(String... texts) {
        List<Range> ranges = new ArrayList<>();
        for (String text : texts) {
            Ipv4Net net = Ipv4Net.of(text);
            ranges.add(new Range(net.address(), net.address() | ~net.mask() & LAST_ADDRESS));
        }
        return ranges;
    }

    private static List<Range> ports(int... any) {
        return IntStream.of(any).mapToObj(port -> new Range(port, port)).toList();
    }
}
