package dev.xdpasm.dsl;

/**
 * What rules ask of a packet, a number of at most 32 bits each: one row a field. IPv6 addresses are four fields, of which a network
 * narrows the first ones to one number, the next to a range and the rest not at all; IPv4 addresses are the first of the four.
 */
enum RuleField {
    SADDR("saddr", RuleField.WORD, 0),
    SADDR_1("saddr", RuleField.WORD, 0),
    SADDR_2("saddr", RuleField.WORD, 0),
    SADDR_3("saddr", RuleField.WORD, 0),
    DADDR("daddr", RuleField.WORD, 1),
    DADDR_1("daddr", RuleField.WORD, 1),
    DADDR_2("daddr", RuleField.WORD, 1),
    DADDR_3("daddr", RuleField.WORD, 1),
    PROTOCOL("protocol", 0xff, RuleField.ALONE),
    SPORT("sport", 0xffff, 2),
    DPORT("dport", 0xffff, 3),
    /** The TCP flags from the lowest bit on, 0 or 1 each. */
    FIN("tcpFlags", 1, RuleField.ALONE),
    SYN("tcpFlags", 1, RuleField.ALONE),
    RST("tcpFlags", 1, RuleField.ALONE),
    PSH("tcpFlags", 1, RuleField.ALONE),
    ACK("tcpFlags", 1, RuleField.ALONE),
    URG("tcpFlags", 1, RuleField.ALONE),
    ECE("tcpFlags", 1, RuleField.ALONE),
    CWR("tcpFlags", 1, RuleField.ALONE),
    ICMP_TYPE("icmpType", 0xff, RuleField.ALONE),
    ICMP_CODE("icmpCode", 0xff, RuleField.ALONE),
    IFINDEX("ifindex", RuleField.WORD, RuleField.ALONE);

    /** What a field holds that a packet does not have, such as a port of ICMP: no range of a rule's has it but the whole one. */
    static final long NONE = 0xffff_ffffL;

    /** All that a field can hold: of a rule that says nothing of it. */
    static final Rule.Range ANY = new Rule.Range(0, NONE);

    /** The kinds of fields by which rules are grouped. */
    static final int GROUPS = 4;

    /** The words of an address. */
    static final int WORDS = 4;

    private static final long WORD = 0xffff_ffffL;
    private static final int ALONE = -1;

    private final String word;
    private final long last;
    private final int group;

    RuleField(String word, long last, int group) {
        this.word = word;
        this.last = last;
        this.group = group;
    }

    /** {@return what a user calls it} */
    String word() {
        return word;
    }

    /** {@return the largest number that it can be asked for} */
    long last() {
        return last;
    }

    /** {@return which kind of field it is to the grouping of rules, below 0 if none: of few values, all groups can be cut by them} */
    int group() {
        return group;
    }

    /** {@return the field some rows further on: a word of an address, a bit of the flags} */
    RuleField plus(int rows) {
        return values()[ordinal() + rows];
    }
}
