package dev.xdpasm.dsl;

/** What a {@link RuleSet} says of a packet. */
public final class Decision {
    private final Num verdict;

    Decision(Num verdict) {
        this.verdict = verdict;
    }

    /** {@return the rule's place in its list, from 0; the number of rules where none is met: an index for counters} */
    public Num rule() {
        return verdict.shr(RuleSet.ACTION_BITS);
    }

    /** {@return the rule's action, or the default where none is met} */
    public Num action() {
        return verdict.and(RuleSet.MOST_ACTIONS);
    }
}
