package dev.xdpasm.dsl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Addresses that a rule asks for, IPv4 and IPv6 in one list, as people write them: {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code
 * 10.0.0.1-10.0.0.9}, {@code 2001:db8::/32}.
 *
 * @param ipv4 ranges of IPv4 addresses, sorted and apart
 * @param ipv6 ranges of IPv6 addresses, sorted and apart
 */
record AddressBlocks(List<Block> ipv4, List<Block> ipv6) {
    private static final int WORD = 32;

    /** Addresses from one to another, both included. */
    record Block(BigInteger low, BigInteger high) {}

    /** {@return the addresses of some texts} */
    static AddressBlocks of(String... texts) {
        List<Block> ipv4 = new ArrayList<>();
        List<Block> ipv6 = new ArrayList<>();
        for (String text : texts) {
            (Given.notNull(text, "networks").contains(":") ? ipv6 : ipv4).add(block(text));
        }
        return new AddressBlocks(apart(ipv4), apart(ipv6));
    }

    private static Block block(String text) {
        boolean isIpv6 = text.contains(":");
        int dash = text.indexOf('-');
        if (dash < 0) {
            return isIpv6 ? ipv6(text) : ipv4(text);
        }
        BigInteger low = (isIpv6 ? ipv6(text.substring(0, dash)) : ipv4(text.substring(0, dash))).low();
        BigInteger high = (isIpv6 ? ipv6(text.substring(dash + 1)) : ipv4(text.substring(dash + 1))).high();
        if (low.compareTo(high) > 0) {
            throw CallSite.refuse("no address is in " + text);
        }
        return new Block(low, high);
    }

    private static Block ipv4(String text) {
        Ipv4Net net = Ipv4Net.of(text);
        return new Block(BigInteger.valueOf(net.address()), BigInteger.valueOf(net.address() | ~net.mask() & 0xffff_ffffL));
    }

    private static Block ipv6(String text) {
        int slash = text.indexOf('/');
        BigInteger address = new BigInteger(1, AddressText.ipv6(slash < 0 ? text : text.substring(0, slash)));
        if (slash < 0) {
            return new Block(address, address);
        }
        String prefix = text.substring(slash + 1);
        int bits = prefix.matches("\\d{1,3}") ? Integer.parseInt(prefix) : 129;
        if (bits > 128) {
            throw CallSite.refuse("'" + text + "': a prefix is 0 to 128");
        }
        BigInteger hosts = BigInteger.ONE.shiftLeft(128 - bits).subtract(BigInteger.ONE);
        if (address.and(hosts).signum() != 0) {
            throw CallSite.refuse("'" + text + "' has bits set behind its prefix: no address is in it");
        }
        return new Block(address, address.or(hosts));
    }

    /** The same addresses in blocks that are sorted and neither meet nor follow each other. */
    private static List<Block> apart(List<Block> blocks) {
        List<Block> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparing(Block::low));
        List<Block> apart = new ArrayList<>();
        for (Block block : sorted) {
            Block before = apart.isEmpty() ? block : apart.get(apart.size() - 1);
            if (!apart.isEmpty() && block.low().compareTo(before.high().add(BigInteger.ONE)) <= 0) {
                apart.set(apart.size() - 1, new Block(before.low(), before.high().max(block.high())));
            } else {
                apart.add(block);
            }
        }
        return List.copyOf(apart);
    }

    /** {@return the addresses of the same families that are not these} */
    AddressBlocks others() {
        return new AddressBlocks(
                ipv4.isEmpty() ? ipv4 : others(ipv4, WORD), ipv6.isEmpty() ? ipv6 : others(ipv6, WORD * RuleField.WORDS));
    }

    private static List<Block> others(List<Block> blocks, int bits) {
        List<Block> others = new ArrayList<>();
        BigInteger next = BigInteger.ZERO;
        for (Block block : blocks) {
            if (block.low().compareTo(next) > 0) {
                others.add(new Block(next, block.low().subtract(BigInteger.ONE)));
            }
            next = block.high().add(BigInteger.ONE);
        }
        if (next.bitLength() <= bits) {
            others.add(new Block(next, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
        }
        return List.copyOf(others);
    }

    /** {@return a family's addresses as ranges of each word: an IPv4 address is one word, an IPv6 address four} */
    List<List<Rule.Range>> words(IpFamily family) {
        List<List<Rule.Range>> all = new ArrayList<>();
        for (Block block : family == IpFamily.IPV4 ? ipv4 : ipv6) {
            words(block.low(), block.high(), family == IpFamily.IPV4 ? 1 : RuleField.WORDS, List.of(), all);
        }
        return all;
    }

    /** Splits a range of several words: where the first differs, the rest is from low on, anything, or up to high. */
    private static void words(BigInteger low, BigInteger high, int words, List<Rule.Range> before, List<List<Rule.Range>> all) {
        int rest = WORD * (words - 1);
        BigInteger ones = BigInteger.ONE.shiftLeft(rest).subtract(BigInteger.ONE);
        long from = low.shiftRight(rest).longValueExact();
        long to = high.shiftRight(rest).longValueExact();
        boolean wholeLow = low.and(ones).signum() == 0;
        boolean wholeHigh = high.and(ones).equals(ones);
        if (from == to && !(wholeLow && wholeHigh)) {
            words(low.and(ones), high.and(ones), words - 1, and(before, from, from), all);
            return;
        }
        if (!wholeLow) {
            words(low.and(ones), ones, words - 1, and(before, from, from), all);
            from++;
        }
        if (!wholeHigh) {
            words(BigInteger.ZERO, high.and(ones), words - 1, and(before, to, to), all);
            to--;
        }
        if (from <= to) {
            all.add(and(before, from, to));
        }
    }

    private static List<Rule.Range> and(List<Rule.Range> before, long from, long to) {
        List<Rule.Range> longer = new ArrayList<>(before);
        longer.add(new Rule.Range(from, to));
        return longer;
    }
}
