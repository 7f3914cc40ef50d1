package dev.xdpasm.dsl;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Where a program finds what rules ask of a packet. */
final class PacketFields {
    private final Map<RuleField, Supplier<Num>> all = new EnumMap<>(RuleField.class);

    Map<RuleField, Supplier<Num>> all() {
        return all;
    }

    PacketFields ipv4(Ipv4 ip) {
        all.put(RuleField.SADDR, () -> ip.saddr().host());
        all.put(RuleField.DADDR, () -> ip.daddr().host());
        return this;
    }

    PacketFields ipv6(Ipv6 ip) {
        for (int word = 0; word < RuleField.WORDS; word++) {
            int number = word;
            all.put(RuleField.SADDR.plus(word), () -> ip.sourceWord(number).host());
            all.put(RuleField.DADDR.plus(word), () -> ip.destinationWord(number).host());
        }
        return this;
    }

    PacketFields protocol(Supplier<Num> protocol) {
        all.put(RuleField.PROTOCOL, protocol);
        return this;
    }

    PacketFields ports(Net sport, Net dport) {
        all.put(RuleField.SPORT, sport::host);
        all.put(RuleField.DPORT, dport::host);
        return this;
    }
}
