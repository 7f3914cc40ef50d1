package dev.xdpasm.dsl;

import java.util.Map;

/**
 * A part of the space of packets, one range a field, and what becomes of packets in it. A rule is one box or several.
 *
 * @param narrowed the fields of which it does not have all
 * @param verdict what a packet in it gets: smaller ones come first
 */
record RuleBox(Map<RuleField, Rule.Range> narrowed, int verdict) {
    /** A box is narrow in fields of which it leaves less than this share. */
    private static final double NARROW = 0.05;

    /** {@return the range of a field} */
    Rule.Range range(RuleField field) {
        return narrowed.getOrDefault(field, RuleField.ANY);
    }

    /** {@return the kinds of fields in which it is narrow, a bit each} */
    int narrowGroups() {
        int groups = 0;
        for (int group = 0; group < RuleField.GROUPS; group++) {
            double share = 1;
            for (Map.Entry<RuleField, Rule.Range> entry : narrowed.entrySet()) {
                if (entry.getKey().group() == group) {
                    share *= (entry.getValue().high() - entry.getValue().low() + 1.0) / (entry.getKey().last() + 1.0);
                }
            }
            if (share < NARROW) {
                groups |= 1 << group;
            }
        }
        return groups;
    }
}
