package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.Ipv4;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumVar;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Udp;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.RunRequest;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of tests one behind the other are taken by the verifier, and soon. */
@KernelTest
class LongListsTest {
    private static final MapRef<Num, NumField> COUNTS = Maps.array("counts", U64, 100_000);

    private interface List {
        void say(Xdp p, Ipv4 ip, Udp udp, int size);
    }

    private static BpfObject program(IsaLevel level, Consumer<Xdp> body) {
        return Programs.object(level, o -> o.xdp("list", body));
    }

    private static BpfObject program(List list, int size) {
        return program(IsaLevel.DEFAULT, p -> {
            p.ethernet();
            Ipv4 ip = p.ipv4();
            list.say(p, ip, p.udp(), size);
        });
    }

    private static Arguments row(String name, int size, List list) {
        return Arguments.of(name, size, list);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                row("one field", 8000, (p, ip, udp, size) -> {
                    for (int i = 0; i < size; i++) {
                        p.when(ip.saddr().eq(0x0a000000L + i), () -> p.drop());
                    }
                }),
                row("two fields", 8000, (p, ip, udp, size) -> {
                    for (int i = 0; i < size; i++) {
                        p.when(ip.saddr().eq(0x0a000000L + i).and(ip.daddr().eq(0x0b000000L + i)), () -> p.drop());
                    }
                }),
                row("a variable is set", 8000, (p, ip, udp, size) -> {
                    NumVar met = p.var(U32, 0);
                    for (int i = 0; i < size; i++) {
                        int which = i;
                        p.when(ip.saddr().eq(0x0a000000L + i), () -> met.set(which));
                    }
                    p.action(met.and(3));
                }),
                row("networks", 8000, (p, ip, udp, size) -> {
                    NumVar met = p.var(U32, 0);
                    for (int i = 0; i < size; i++) {
                        int which = i;
                        p.when(ip.saddr().in("10." + i / 256 + "." + i % 256 + ".0/24"), () -> met.set(which));
                    }
                    p.action(met.and(3));
                }),
                row("fields in any order", 4000, (p, ip, udp, size) -> {
                    Random random = new Random(1);
                    for (int i = 0; i < size; i++) {
                        long address = random.nextInt() & 0xffff_ffffL;
                        int port = random.nextInt(65536);
                        p.when(switch (random.nextInt(4)) {
                            case 0 -> ip.saddr().eq(address);
                            case 1 -> ip.daddr().eq(address).and(udp.dport().eq(port));
                            case 2 -> udp.sport().eq(port).and(ip.saddr().eq(address));
                            default -> udp.sport().eq(port).and(udp.dport().eq(port)).and(ip.daddr().eq(address));
                        }, () -> p.drop());
                    }
                }));
    }

    /** Where each test is gone on from anew, 1,000 are half a million instructions, and 2,000 more than the verifier takes. */
    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("lists")
    void theVerifierFollowsAListOnce(String name, int size, List list) {
        try (Bpf bpf = Bpf.load(program(list, size))) {
            int verified = bpf.program("list", XdpProgram.class).info().verifiedInsns();
            assertTrue(verified < 200 * size, () -> verified + " instructions were verified");
        }
    }

    @Test
    void theListDecidesAsItSays() {
        List list = (p, ip, udp, size) -> {
            NumVar met = p.var(U32, 0);
            for (int i = 0; i < size; i++) {
                int which = 2 + i % 2;
                p.when(ip.saddr().eq(0xc0000200L + i).and(udp.dport().eq(i + 1)), () -> met.set(which));
            }
            p.when(met.eq(2), () -> p.drop());
            p.when(met.eq(3), () -> p.tx());
        };
        try (Bpf bpf = Bpf.load(program(list, 700))) {
            XdpProgram program = bpf.program("list", XdpProgram.class);
            assertEquals(XdpAction.XDP_DROP, run(program, 0, 1));
            assertEquals(XdpAction.XDP_TX, run(program, 1, 2));
            assertEquals(XdpAction.XDP_TX, run(program, 255, 256));
            assertEquals(XdpAction.XDP_PASS, run(program, 255, 255));
        }
    }

    private static XdpAction run(XdpProgram program, int saddr, int dport) {
        byte[] packet = Packets.ipv4(0xc0000200 + saddr, 0xc0000201, 17, Packets.udp(12345, dport, new byte[0]));
        return XdpAction.values()[program.run(RunRequest.of(packet)).retval()];
    }

    /** The kernel writes lookups in arrays out, which jumps over 3,000 of them have to bear. */
    @ParameterizedTest
    @EnumSource(value = IsaLevel.class, names = {"V3", "V4"})
    void jumpsReachOverWhatTheKernelWritesOut(IsaLevel level) {
        Needs.level(level);
        Bpf.load(program(level, p -> {
            for (int i = 0; i < 3000; i++) {
                p.lookup(COUNTS, i).ifPresent(count -> p.when(count.eq(5), () -> p.drop()));
            }
        })).close();
    }
}
