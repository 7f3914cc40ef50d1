package dev.xdpasm.programs;

import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.XdpAction.XDP_DROP;
import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.Rule;
import dev.xdpasm.dsl.RuleSet;
import dev.xdpasm.dsl.Tcp;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.TcAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in a text file are those that Java would say; lines that are none are refused where they stand. */
class RuleTextTest {
    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("rules.txt"), text);
    }

    private static BpfObject program(RuleSet rules) {
        return Xdp.program("firewall", p -> p.action(p.decide(rules).rule()));
    }

    @Test
    void linesAreRules() throws IOException {
        RuleSet read = RuleSet.read("rules", XDP_PASS, file("""
                # what comes from there is never wanted
                XDP_DROP saddr 198.51.100.0/24,203.0.113.7-203.0.113.9,2001:db8::/32
                XDP_PASS protocol tcp,udp,132 dport 22,8000-8099 sport !0-1023   # people

                \tTC_ACT_SHOT\tdaddr !10.0.0.0/8 protocol !tcp
                XDP_DROP tcpFlags syn/syn,ack
                7 icmpType 8,128 icmpCode 0 ifindex 2
                XDP_DROP tcpFlags /fin,syn,rst,psh,ack,urg
                255
                """));
        List<Rule> rules = List.of(
                Rule.of(XDP_DROP).saddr("198.51.100.0/24", "203.0.113.7-203.0.113.9", "2001:db8::/32"),
                Rule.of(XDP_PASS)
                        .protocol(6, 17, 132)
                        .dports(new Rule.Range(22, 22), new Rule.Range(8000, 8099))
                        .sports(1024, 65535),
                Rule.of(TcAction.TC_ACT_SHOT).notDaddr("10.0.0.0/8").notProtocol(IPPROTO_TCP),
                Rule.of(XDP_DROP).tcpFlags(Tcp.SYN, Tcp.SYN | Tcp.ACK),
                Rule.of(7).icmpType(8, 128).icmpCode(0).ifindex(2),
                Rule.of(XDP_DROP).tcpFlags(0, 0x3f),
                Rule.of(255));
        assertEquals(rules.size(), read.rules().size());
        for (int i = 0; i < rules.size(); i++) {
            RuleSet expected = RuleSet.of("rules", XDP_PASS, rules.subList(i, i + 1));
            RuleSet single = RuleSet.of("rules", XDP_PASS, read.rules().subList(i, i + 1));
            assertEquals(program(expected), program(single), "rule " + i);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "DROP dport 22                     | 1:  'DROP' is no action, expected one such as XDP_DROP or TC_ACT_SHOT, or 0 to 255",
        "256 dport 22                      | 1:  a rule's action is 0 to 255, not 256",
        "XDP_DROP port 22                  | 10: 'port' is no field, expected one of daddr, dport, icmpCode, icmpType, ifindex,"
                + " protocol, saddr, sport, tcpFlags",
        "XDP_DROP dport                    | 10: no value behind dport",
        "XDP_DROP dport 22 dport 23        | 25: dport is said twice of a rule: say all of its values at once, any one of them is enough",
        "XDP_DROP dport ssh                | 16: 'ssh' is no dport, expected a number, or two as in 8000-8099",
        "XDP_DROP dport 22,                | 16: '' is no dport, expected a number, or two as in 8000-8099",
        "XDP_DROP dport 65536              | 16: dport 65536: expected 0 to 65535",
        "XDP_DROP dport 90-80              | 16: no number is in 90 to 80",
        "XDP_DROP dport !0-65535           | 16: a rule for no dport at all is never met",
        "XDP_DROP protocol TCP             | 19: 'TCP' is no protocol, expected one such as tcp, or a number",
        "XDP_DROP saddr 10.0.0.0/33        | 16: '10.0.0.0/33': a prefix is 0 to 32",
        "XDP_DROP saddr 10.0.0.1,::g       | 16: '::g' is no IPv6 address, expected one such as 2001:db8::1",
        "XDP_DROP tcpFlags syn             | 19: 'syn' are no flags, expected those that are set and those that are looked at: syn/syn,ack",
        "XDP_DROP tcpFlags syn/syn,urgent  | 19: 'urgent' is no TCP flag, expected fin, syn, rst, psh, ack, urg, ece or cwr"
    })
    void whatIsNoRuleIsRefusedWhereItStands(String line, String columnAndProblem) throws IOException {
        Path file = file("XDP_PASS\n" + line + "\n");
        AssemblyException error = assertThrows(AssemblyException.class, () -> RuleSet.read("rules", XDP_PASS, file));
        String[] expected = columnAndProblem.split(":\\s+", 2);
        assertEquals(file + ":2:" + expected[0] + ": " + expected[1], error.getMessage().lines().findFirst().orElseThrow());
    }
}
