package dev.xdpasm.programs;

import dev.xdpasm.dsl.Ipv4Net;
import dev.xdpasm.dsl.Rule;
import dev.xdpasm.dsl.RuleSet;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.IpProtocol;
import dev.xdpasm.uapi.XdpAction;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a {@link Firewall} of about 1,000 instructions costs from the first call of the DSL on, and a set of 10,000 rules of networks,
 * ports and protocols until they are a program.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 2)
public class BuildBenchmark {
    private final List<Rule> rules = rules(new Random(1));

    private static List<Rule> rules(Random random) {
        return Stream.generate(() -> rule(random)).limit(10_000).toList();
    }

    /** To the object, ready to be loaded. */
    @Benchmark
    public BpfObject build() {
        return Firewall.object();
    }

    /** To the bytes of an ELF file. */
    @Benchmark
    public byte[] buildAndWrite() {
        return ElfWriter.write(Firewall.object());
    }

    /** 10,000 rules to the object of the program that asks for them. */
    @Benchmark
    public BpfObject rules() {
        RuleSet set = RuleSet.of("rules", XdpAction.XDP_PASS, rules);
        return Xdp.program("firewall", p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            p.action(p.decide(set, ip, udp.sport(), udp.dport()).action());
        });
    }

    private static Rule rule(Random random) {
        Rule rule = Rule.of(XdpAction.XDP_DROP).saddr(network(random)).daddr(network(random));
        int port = random.nextInt(60_000);
        return switch (random.nextInt(4)) {
            case 0 -> rule.protocol(IpProtocol.IPPROTO_TCP).dport(port);
            case 1 -> rule.protocol(IpProtocol.IPPROTO_UDP).dports(port, port + 200);
            case 2 -> rule.sport(port);
            default -> rule;
        };
    }

    private static String network(Random random) {
        int prefix = random.nextInt(4) == 0 ? 0 : 16 + random.nextInt(17);
        return new Ipv4Net(prefix == 0 ? 0 : (random.nextInt() & -1L << 32 - prefix) & 0xffff_ffffL, prefix).toString();
    }
}
