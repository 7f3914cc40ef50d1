package dev.xdpasm.dsl;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the space of packets, ranges for each of the five fields that rules ask for: the packets of a rule, or with one range a
 * field those that come to a node of a {@link RuleTree}.
 *
 * @param fields the ranges of each field, sorted and apart from each other
 * @param verdict what a packet in it gets: smaller ones come first
 */
record RuleBox(List<List<Rule.Range>> fields, int verdict) {
    static final int FIELDS = 5;

    private static final RuleBox ALL = new RuleBox(
            List.of(
                    List.of(new Rule.Range(0, 0xffff_ffffL)),
                    List.of(new Rule.Range(0, 0xffff_ffffL)),
                    List.of(new Rule.Range(0, 0xff)),
                    List.of(new Rule.Range(0, 0xffff)),
                    List.of(new Rule.Range(0, 0xffff))),
            -1);

    /** {@return all packets there are} */
    static RuleBox all() {
        return ALL;
    }

    long low(int field) {
        return fields.get(field).get(0).low();
    }

    long high(int field) {
        List<Rule.Range> ranges = fields.get(field);
        return ranges.get(ranges.size() - 1).high();
    }

    /** {@return the region's part where a field is at most {@code at}} */
    RuleBox below(int field, long at) {
        return with(field, new Rule.Range(low(field), at));
    }

    /** {@return the region's part where a field is more than {@code at}} */
    RuleBox above(int field, long at) {
        return with(field, new Rule.Range(at + 1, high(field)));
    }

    private RuleBox with(int field, Rule.Range range) {
        List<List<Rule.Range>> changed = new ArrayList<>(fields);
        changed.set(field, List.of(range));
        return new RuleBox(List.copyOf(changed), verdict);
    }

    /** {@return the ranges of a field that a region leaves over, cut to it; empty if it is left over whole} */
    List<Rule.Range> within(RuleBox region, int field) {
        long from = region.low(field);
        long to = region.high(field);
        List<Rule.Range> left = fields.get(field).stream()
                .filter(range -> range.high() >= from && range.low() <= to)
                .map(range -> new Rule.Range(Math.max(range.low(), from), Math.min(range.high(), to)))
                .toList();
        return left.size() == 1 && left.get(0).low() == from && left.get(0).high() == to ? List.of() : left;
    }

    /** Whether it has a part in a region. */
    boolean meets(RuleBox region, int field) {
        for (Rule.Range range : fields.get(field)) {
            if (range.high() >= region.low(field) && range.low() <= region.high(field)) {
                return true;
            }
        }
        return false;
    }

    boolean covers(RuleBox region) {
        for (int field = 0; field < FIELDS; field++) {
            boolean whole = false;
            for (Rule.Range range : fields.get(field)) {
                whole |= range.low() <= region.low(field) && range.high() >= region.high(field);
            }
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    /** {@return the share of a region's field that it leaves over, 0 to 1} */
    double share(int field, RuleBox region) {
        double own = 0;
        for (Rule.Range range : fields.get(field)) {
            own += Math.max(0.0, Math.min(range.high(), region.high(field)) - Math.max(range.low(), region.low(field)) + 1.0);
        }
        return own / (region.high(field) - region.low(field) + 1);
    }
}
