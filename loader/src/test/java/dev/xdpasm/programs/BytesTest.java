package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.IPV6;
import static dev.xdpasm.dsl.Types.MAC;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are compared and kept in variables. */
@KernelTest
class BytesTest {
    /** The addresses of an Ethernet header in their order, as bits: before, behind, not behind, not before. */
    private static final BpfObject ORDER = Xdp.program("order", p -> {
        var eth = p.ethernet();
        var answer = p.var(U32, 0);
        p.when(eth.dhost().lt(eth.shost()), () -> answer.add(1));
        p.when(eth.dhost().gt(eth.shost()), () -> answer.add(2));
        p.when(eth.dhost().le(eth.shost()), () -> answer.add(4));
        p.when(eth.dhost().ge(eth.shost()), () -> answer.add(8));
        p.when(eth.dhost().lt("80:00:00:00:80:00"), () -> answer.add(16));
        p.when(eth.dhost().gt("80:00:00:00:80:00"), () -> answer.add(32));
        p.action(answer);
    });

    private static int expected(byte[] first, byte[] second) {
        int order = Integer.signum(Arrays.compareUnsigned(first, second));
        int fixed = Integer.signum(Arrays.compareUnsigned(first, new byte[] {-128, 0, 0, 0, -128, 0}));
        return (order < 0 ? 1 : 0) + (order > 0 ? 2 : 0) + (order <= 0 ? 4 : 0) + (order >= 0 ? 8 : 0) + (fixed < 0 ? 16 : 0)
                + (fixed > 0 ? 32 : 0);
    }

    @Test
    void theirOrderIsThatOfTheirBytes() {
        Random random = new Random(7);
        byte[] values = {0, 1, 127, -128, -1};
        try (Bpf bpf = Bpf.load(ORDER)) {
            for (int run = 0; run < 300; run++) {
                byte[] packet = Packets.ethernet(0x0800, 46);
                for (int i = 0; i < 6; i++) {
                    packet[i] = values[random.nextInt(values.length)];
                    packet[6 + i] = random.nextInt(4) > 0 ? packet[i] : values[random.nextInt(values.length)];
                }
                int answer = bpf.xdp("order").run(packet).retval();
                assertEquals(expected(Arrays.copyOf(packet, 6), Arrays.copyOfRange(packet, 6, 12)), answer, () ->
                        java.util.HexFormat.of().formatHex(packet, 0, 12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 020000000007", "3, 020000000009", "4, 020000000001"})
    void variablesHoldWhatAPathGaveThem(int last, String sent) {
        BpfObject object = Xdp.program("routes", p -> {
            var eth = p.ethernet();
            var next = p.var(MAC, eth.dhost());
            p.when(eth.shost().eq("02:00:00:00:00:02"), () -> next.set("02:00:00:00:00:07"));
            p.repeat(9, (i, loop) -> p.when(eth.shost().eq("02:00:00:00:00:03"), () -> next.set("02:00:00:00:00:09")));
            p.when(next.isZero(), p::drop);
            eth.dhost(next);
            p.tx();
        });
        byte[] packet = Packets.ethernet(0x0800, 46);
        packet[11] = (byte) last;
        try (Bpf bpf = Bpf.load(object)) {
            assertArrayEquals(
                    java.util.HexFormat.of().parseHex(sent), Arrays.copyOf(bpf.xdp("routes").run(packet).data(), 6));
        }
    }

    @Test
    void misuseIsRefused() {
        refused("6 bytes are compared with 16", () -> Xdp.program("x", p ->
                p.when(p.ethernet().dhost().lt(p.ipv6().saddr()), p::drop)));
        refused("16 bytes for a variable of 6", () -> Xdp.program("x", p -> p.var(MAC, p.ipv6().saddr())));
        refused("'2001:db8::1' is no Ethernet address", () -> Xdp.program("x", p -> p.var(MAC, "2001:db8::1")));
        refused("4 bytes for a variable of 16", () -> Xdp.program("x", p ->
                p.var(IPV6, "::1").set(p.header(Four::new).bytes)));
    }

    static final class Four extends dev.xdpasm.dsl.Header {
        final dev.xdpasm.dsl.BytesField bytes = bytes(4);
    }
}
