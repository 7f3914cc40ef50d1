package dev.xdpasm.programs;

import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.Rule;
import dev.xdpasm.dsl.RuleSet;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.uapi.TcAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
    void tooManyAddressesAreForMaps() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            rules.add(RULE.saddr("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));
        }
        AssemblyException error = assertThrows(AssemblyException.class, () -> RuleSet.of("rules", XDP_PASS, rules));
        assertEquals(
                "200000 rules become more than 500000 instructions, and the kernel follows 1000000 in all, some more than once:"
                        + " keep large sets of addresses in maps and look them up (p.lookup)",
                problem(error));
    }

    @Test
    void comparisonsOf32BitsAreOfLevel3() {
        RuleSet rules = RuleSet.of("rules", XDP_PASS, List.of(RULE.dport(80)));
        AssemblyException error = assertThrows(AssemblyException.class, () -> Xdp.program("old", IsaLevel.V2, XDP_PASS, p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            p.action(p.decide(rules, ip, udp.sport(), udp.dport()).action());
        }));
        assertEquals("rules are compared in 32 bits, which is of ISA level v3 (Linux 5.1), not of v2", problem(error));
    }

    /** What an error says behind the line in this file. */
    private static String problem(AssemblyException error) {
        assertTrue(error.getMessage().startsWith("RuleMisuseTest.java:"), error.getMessage());
        return error.getMessage().substring(error.getMessage().indexOf(' ') + 1);
    }
}
