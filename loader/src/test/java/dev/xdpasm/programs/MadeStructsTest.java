package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.struct;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structs that are put together: fields that some paths give, as the map holds them then. */
@KernelTest
class MadeStructsTest {
    static final class Made extends Struct {
        final NumField kind = u8();
        final NumField first = u8();
        final NetField port = be16();
        final NumField turns = u32();
    }

    private static final Type<Made, Made> MADE = struct(Made::new);
    private static final MapRef<Num, Made> KEPT = Maps.hash("kept", U32, MADE, 4);

    private static final BpfObject OBJECT = Xdp.program("makes", p -> {
        p.ethernet();
        var ip = p.ipv4();
        p.update(KEPT, p.num(U32, 1), p.make(MADE, made -> {
            made.kind.set(ip.protocol());
            p.when(ip.protocol().eq(17), () -> made.port.set(p.udp().dport())).otherwise(() -> {
                p.when(ip.protocol().ne(6), p::drop);
                made.kind.set(66);
            });
            p.repeat(5, (i, loop) -> {
                p.when(i.eq(ip.ttl().and(3)), loop::leave);
                made.turns.set(i.plus(1));
            });
            p.when(ip.protocol().eq(6), () -> made.first.set(1));
            p.when(ip.protocol().eq(6), () -> made.port.set(9));
        }));
    });

    @ParameterizedTest
    @CsvSource({"17, 11000035", "6, 42010009", "1, ''"})
    void fieldsAreWhatTheirPathsGave(int protocol, String begins) {
        try (Bpf bpf = Bpf.load(OBJECT)) {
            byte[] packet = Packets.ipv4(protocol, Packets.udp(2, 53, new byte[8]));
            assertEquals(begins.isEmpty() ? 1 : 2, bpf.xdp("makes").run(packet).retval());
            byte[] kept = bpf.map("kept").get(new byte[] {1, 0, 0, 0}).orElse(new byte[0]);
            byte[] wanted = begins.isEmpty() ? new byte[0] : java.util.HexFormat.of().parseHex(begins + "00000000");
            if (wanted.length > 0) {
                wanted[4] = (byte) (packet[22] & 3); // so many turns as the time to live says
            }
            assertArrayEquals(wanted, kept);
        }
    }
}
