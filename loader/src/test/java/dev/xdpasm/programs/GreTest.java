package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** GRE headers and what their flags say of the bytes behind them. */
@KernelTest
class GreTest {
    static final class One extends Header {
        final NumField value = u8();
    }

    @Test
    void theCursorIsBehindWhatTheFlagsSay() {
        try (Bpf bpf = Bpf.load(Xdp.program("gre", p -> {
            p.ethernet();
            p.ipv4();
            var gre = p.gre();
            var flags = gre.hasChecksum().toNum().shl(2).plus(gre.hasKey().toNum().shl(1)).plus(gre.hasSequence().toNum());
            p.action(flags.shl(8).plus(p.header(One::new).value));
        }))) {
            for (int has = 0; has < 8; has++) {
                ByteBuffer gre = ByteBuffer.allocate(32)
                        .putShort((short) ((has & 4) << 13 | (has & 2) << 12 | (has & 1) << 12))
                        .putShort((short) 0x6558);
                int behind = 4 + 4 * Integer.bitCount(has);
                gre.put(behind, (byte) 99);
                assertEquals(has << 8 | 99, bpf.xdp("gre").run(Packets.ipv4(47, gre.array())).retval(), "flags " + has);
            }
        }
    }
}
