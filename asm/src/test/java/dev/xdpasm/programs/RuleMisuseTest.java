package dev.xdpasm.programs;

import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.Rule;
import dev.xdpasm.dsl.RuleSet;
import dev.xdpasm.dsl.Tcp;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.TcAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be a rule or a set of rules is refused at its Java line. */
class RuleMisuseTest {
    private static final Rule RULE = Rule.of(XDP_PASS);

    static Stream<Arguments> misuses() {
        return Stream.of(
                misuse("an action is a byte", () -> Rule.of(256), "a rule's action is 0 to 255, not 256"),
                misuse("TC_ACT_UNSPEC is below 0", () -> Rule.of(TcAction.TC_ACT_UNSPEC), "a rule's action is 0 to 255, not -1"),
                misuse("no value", () -> RULE.dport(), "a rule for no dport at all is never met"),
                misuse("a port is 16 bits", () -> RULE.sport(80, 65536), "sport 65536: expected 0 to 65535"),
                misuse("ports from and to", () -> RULE.dports(90, 80), "no number is in 90 to 80"),
                misuse("no network", () -> RULE.saddr("10.0.0.0/33"), "'10.0.0.0/33': a prefix is 0 to 32"),
                misuse("no IPv6 network", () -> RULE.daddr("2001:db8::/129"), "'2001:db8::/129': a prefix is 0 to 128"),
                misuse(
                        "no IPv6 address",
                        () -> RULE.daddr("2001:db8::g"),
                        "'2001:db8::g' is no IPv6 address, expected one such as 2001:db8::1"),
                misuse(
                        "bits behind the prefix",
                        () -> RULE.daddr("2001:db8::1/64"),
                        "'2001:db8::1/64' has bits set behind its prefix: no address is in it"),
                misuse("no address", () -> RULE.saddr("10.0.0.9-10.0.0.1"), "no address is in 10.0.0.9-10.0.0.1"),
                misuse(
                        "addresses of two families",
                        () -> RULE.saddr("10.0.0.9-2001:db8::1"),
                        "'10.0.0.9' is no IPv6 address, expected one such as 2001:db8::1"),
                misuse("a type is a byte", () -> RULE.icmpType(256), "icmpType 256: expected 0 to 255"),
                misuse(
                        "flags that are not asked for",
                        () -> RULE.tcpFlags(Tcp.SYN, Tcp.ACK),
                        "tcpFlags(2, 16): expected flags, 1 to 255, and of these the ones that are set"),
                misuse(
                        "a field twice",
                        () -> RULE.dport(22).notDport(80),
                        "dport is said twice of a rule: say all of its values at once, any one of them is enough"),
                misuse(
                        "addresses twice",
                        () -> RULE.saddr("10.0.0.1").saddr("10.0.0.2"),
                        "saddr is said twice of a rule: say all of its values at once, any one of them is enough"),
                misuse("no rules", () -> RuleSet.of("rules", XDP_PASS, List.of()), "0 rules, a set has 1 to 8388607"),
                misuse("a default", () -> RuleSet.of("rules", 256, List.of(RULE)), "a default action is 0 to 255, not 256"));
    }

    private static Arguments misuse(String called, Supplier<Object> what, String text) {
        return Arguments.of(called, what, text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void isRefused(String called, Supplier<Object> what, String text) {
        AssemblyException error = assertThrows(AssemblyException.class, what::get);
        assertEquals(text, problem(error));
    }

    @Test
    void valuesThatMultiplyAreForMaps() {
        String[] addresses = IntStream.range(0, 300).mapToObj(i -> "10.0." + i / 100 + "." + 2 * (i % 100)).toArray(String[]::new);
        RuleSet rules = RuleSet.of("rules", XDP_PASS, List.of(RULE.saddr(addresses).daddr(addresses)));
        AssemblyException error = assertThrows(AssemblyException.class, () -> program(IsaLevel.DEFAULT, rules));
        assertEquals(
                "a rule of 90000 combinations of its values, at most 65536: make several rules of it, or keep its addresses in a map"
                        + " (p.lookup)",
                problem(error));
    }

    @Test
    void whatAPacketIsNotGivenForCannotBeAsked() {
        RuleSet rules = RuleSet.of("rules", XDP_PASS, List.of(RULE.tcpFlags(Tcp.SYN, Tcp.SYN | Tcp.ACK)));
        AssemblyException error = assertThrows(AssemblyException.class, () -> program(IsaLevel.DEFAULT, rules));
        assertEquals("rules of rules ask for tcpFlags, which only p.decide(rules) finds for itself", problem(error));
    }

    @Test
    void tenThousandConditionsInARowAreForARuleSet() {
        AssemblyException whens = assertThrows(AssemblyException.class, () -> Xdp.program("whens", p -> {
            p.ethernet();
            var ip = p.ipv4();
            for (int i = 0; i < 10_000; i++) {
                p.when(ip.saddr().eq(0x0a000000L + i).and(ip.protocol().ne(i & 255)), () -> p.drop());
            }
        }));
        AssemblyException cases = assertThrows(AssemblyException.class, () -> Xdp.program("cases", p -> {
            p.ethernet();
            p.match(p.ipv4().saddr(), networks -> {
                for (int i = 0; i < 10_000; i++) {
                    networks.onRange(100L * i, 100L * i + 9, () -> p.drop());
                }
            });
        }));
        String expected = "condition 8193 in a row: the verifier keeps at most 8192 ways open, and each packet would be asked one by one:"
                + " make rules of them and use p.decide, or keep keys in a map (p.lookup)";
        assertEquals(List.of(expected, expected), List.of(problem(whens), problem(cases)));
    }

    @Test
    void comparisonsOf32BitsAreOfLevel3() {
        RuleSet rules = RuleSet.of("rules", XDP_PASS, List.of(RULE.dport(80)));
        AssemblyException error = assertThrows(AssemblyException.class, () -> program(IsaLevel.V2, rules));
        assertEquals("rules are compared in 32 bits, which is of ISA level v3 (Linux 5.1), not of v2", problem(error));
    }

    @Test
    void rulesThatAllOverlapAreTooMany() {
        Random random = new Random(1);
        List<Rule> overlapping = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int sport = random.nextInt(20_000);
            int dport = random.nextInt(20_000);
            String saddr = random.nextInt(64) + ".0.0.0-" + (192 + random.nextInt(64)) + ".0.0.0";
            String daddr = random.nextInt(64) + ".0.0.0-" + (192 + random.nextInt(64)) + ".0.0.0";
            overlapping.add(Rule.of(XDP_PASS).saddr(saddr).daddr(daddr).sports(sport, sport + 45_000).dports(dport, dport + 45_000));
        }
        RuleSet rules = RuleSet.of("rules", XDP_PASS, overlapping);
        AssemblyException error = assertThrows(AssemblyException.class, () -> program(IsaLevel.DEFAULT, rules));
        String text = problem(error).replaceFirst("asked \\d+ questions", "asked many questions");
        assertEquals("rules_ip4: some packets would be asked many questions, and the verifier follows 4000: the rules overlap in too many"
                + " fields at once, make sets of fewer rules", text);
    }

    private static BpfObject program(IsaLevel level, RuleSet rules) {
        return Xdp.program("firewall", level, XDP_PASS, p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            p.action(p.decide(rules, ip, udp.sport(), udp.dport()).action());
        });
    }

    /** What an error says behind the line in this file. */
    private static String problem(AssemblyException error) {
        assertTrue(error.getMessage().startsWith("RuleMisuseTest.java:"), error.getMessage());
        return error.getMessage().substring(error.getMessage().indexOf(' ') + 1);
    }
}
