package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The layouts are those that a C compiler gives {@code struct flow { __u32 id; short port; bool on; enum verdict v; __u16 a[2]; }}. */
class BtfCodecTest {
    private static final int U32 = 1;
    private static final int S16 = 2;
    private static final int BOOL = 3;
    private static final int VERDICT = 4;
    private static final int U16 = 5;
    private static final int PAIR = 6;
    private static final int FLOW = 7;
    private static final int FLOW_T = 8;
    private static final int BITS = 9;

    private static final Btf BTF = new Btf(List.of(
            new BtfType.Int("unsigned int", 4, 0, 0, 32),
            new BtfType.Int("short", 2, 1, 0, 16),
            new BtfType.Int("_Bool", 1, 4, 0, 8),
            new BtfType.Enum("verdict", 4, false, List.of(new BtfType.Enumerator("DROP", 1), new BtfType.Enumerator("PASS", 2))),
            new BtfType.Int("unsigned short", 2, 0, 0, 16),
            new BtfType.Array(U16, U32, 2),
            new BtfType.Struct("flow", 16, List.of(
                    new BtfType.Member("id", U32, 0, 0),
                    new BtfType.Member("port", S16, 32, 0),
                    new BtfType.Member("on", BOOL, 48, 0),
                    new BtfType.Member("v", VERDICT, 64, 0),
                    new BtfType.Member("a", PAIR, 96, 0))),
            new BtfType.Typedef("flow_t", FLOW),
            new BtfType.Struct("bits", 4, List.of(
                    new BtfType.Member("low", U32, 0, 3),
                    new BtfType.Member("high", U32, 3, 5)))));

    private static final String BYTES = "efbeaddefeff010002000000" + "0100ffff";

    private static Object decode(BtfCodec codec, String hex) {
        return codec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static String encode(BtfCodec codec, Object value) {
        ByteBuffer out = ByteBuffer.allocate(codec.size()).order(ByteOrder.LITTLE_ENDIAN);
        codec.encode(value, out);
        return HexFormat.of().formatHex(out.array());
    }

    @Test
    void structuresAreReadAndWrittenByName() {
        BtfCodec codec = BtfCodec.of(BTF, FLOW_T, 16);
        Object value = Map.of("id", 0xdeadbeefL, "port", -2L, "on", true, "v", "PASS", "a", List.of(1L, 65535L));
        assertEquals(value, decode(codec, BYTES));
        assertEquals(BYTES, encode(codec, value));
        assertEquals("00".repeat(8) + "01000000" + "00".repeat(4), encode(codec, Map.of("v", "DROP")));
    }

    @Test
    void bitFieldsAreRead() {
        assertEquals(Map.of("low", 5L, "high", 31L), decode(BtfCodec.of(BTF, BITS, 4), "fd000000"));
    }

    @Test
    void valuesWithoutANameStayNumbers() {
        assertEquals(9L, decode(BtfCodec.of(BTF, VERDICT, 4), "09000000"));
    }

    @Test
    void whatDoesNotFitIsRefusedAtItsPlace() {
        BtfCodec codec = BtfCodec.of(BTF, FLOW, 16);
        assertRefused("id: 4294967296 where a number of 4 bytes is expected", codec, Map.of("id", 1L << 32));
        assertRefused("v: MAYBE where one of DROP, PASS is expected", codec, Map.of("v", "MAYBE"));
        assertRefused("a: [1] where an array of 2 is expected", codec, Map.of("a", List.of(1L)));
        assertRefused("a[1]: x where a number is expected", codec, Map.of("a", List.of(1L, "x")));
        assertRefused("5 where an object of members is expected", codec, 5L);
        BpfException none = assertThrows(BpfException.class, () -> encode(codec, Map.of("ip", 1L)));
        assertTrue(none.getMessage().contains("one of the members id, port, on, v, a"), none::getMessage);
        assertThrows(BpfException.class, () -> BtfCodec.of(BTF, FLOW, 12));
    }

    private static void assertRefused(String message, BtfCodec codec, Object value) {
        assertEquals(message, assertThrows(BpfException.class, () -> encode(codec, value)).getMessage());
    }
}
