package dev.xdpasm.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfDiff;
import dev.xdpasm.btf.BtfRules;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.struct.StructLayout.Padding;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StructLayoutTest {

    record FlowKey(@Be32 int source, @Be32 int target, @Be16 int sourcePort, @Be16 int targetPort, @U8 int protocol) {}

    record Counters(@U64 long packets, @U64 long bytes) {}

    record Everything(
            byte a, short b, char c, int d, long e, boolean f, @U8 short g, @U32 long h, @U64 long i, @Be64 long j,
            FlowKey flow, @U16 @Length(3) int[] ports, @Length(16) String name, @Length(2) Counters[] perQueue,
            @U8 @Length(6) byte[] mac) {}

    private static final FlowKey FLOW = new FlowKey(0x0a000001, 0xc0a80001, 443, 65535, 17);

    /** Sizes, places and types are clang's of the same structs. */
    @Test
    void liesAsClangLaysIt() throws IOException {
        Path file = Testdata.path("btf/records.o");
        ElfImage image = ElfImage.read("records.o", Files.readAllBytes(file));
        Btf clang = Btf.decode(image.bytes(image.section(".BTF").orElseThrow()));
        Btf ours = StructLayout.of(Everything.class).btf();
        BtfRules.check(ours);
        // clang also has the variable that makes it write the types
        assertEquals(List.of("- section .bss", "- variable everything"), BtfDiff.of(clang, ours));
    }

    @Test
    void numbersAreInTheirByteOrderAndPaddingIsZero() {
        StructLayout<FlowKey> layout = StructLayout.of(FlowKey.class);
        assertEquals(16, layout.size());
        assertEquals(4, layout.alignment());
        assertEquals(List.of(new Padding(13, 3)), layout.padding());
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer out = ByteBuffer.wrap(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).order(order);
            out.position(1);
            layout.encode(FLOW, out);
            assertEquals("01" + "0a000001" + "c0a80001" + "01bb" + "ffff" + "11" + "000000" + "01",
                    HexFormat.of().formatHex(out.array()));
            assertEquals(17, out.position());
            assertEquals(FLOW, layout.decode(out.position(1)));
        }
        assertEquals("0807060504030201" + "ffffffffffffffff",
                HexFormat.of().formatHex(StructLayout.of(Counters.class).toBytes(new Counters(0x0102030405060708L, -1))));
    }

    @Test
    void everyTypeComesBack() {
        Everything value = new Everything(
                (byte) -1, (short) -2, '\uffff', -3, -4, true, (short) 255, 0xffff_ffffL, -1, 1, FLOW, new int[] {1, 2, 65535},
                "Grüße", new Counters[] {new Counters(1, 2), new Counters(3, 4)}, new byte[] {-1, 0, 1, 2, 3, 4});
        StructLayout<Everything> layout = StructLayout.of(Everything.class);
        Everything back = layout.decode(ByteBuffer.wrap(layout.toBytes(value)));
        assertArrayEquals(layout.toBytes(value), layout.toBytes(back));
        assertEquals(value.name(), back.name());
        assertEquals(value.h(), back.h());
        assertEquals(value.flow(), back.flow());
        assertArrayEquals(value.ports(), back.ports());
        assertArrayEquals(value.perQueue(), back.perQueue());
        assertArrayEquals(value.mac(), back.mac());
    }

    record Empty() {}

    record WithFloat(float x) {}

    record WithList(List<Integer> x) {}

    record WithoutLength(int[] x) {}

    record WithoutTextLength(String x) {}

    record LengthOfNumber(@Length(3) int x) {}

    record LengthZero(@Length(0) int[] x) {}

    record LengthHuge(@Length(Integer.MAX_VALUE) long[] x) {}

    record TooNarrow(@U32 short x) {}

    record TwoTypes(@U32 @Be32 int x) {}

    record NumberedTruth(@U8 boolean x) {}

    record NumberedStruct(@U8 Counters x) {}

    record Endless(@Length(1) Endless[] x) {}

    static Stream<Arguments> noStructs() {
        return Stream.of(
                Arguments.of(Empty.class, "Empty has no components, expected the fields of a struct"),
                Arguments.of(WithFloat.class,
                        "WithFloat.x is of Java's float, expected a whole number, boolean, String, record or array of these"),
                Arguments.of(WithList.class,
                        "WithList.x is of Java's List, expected a whole number, boolean, String, record or array of these"),
                Arguments.of(WithoutLength.class, "WithoutLength.x has no @Length, expected one, as C's arrays have"),
                Arguments.of(WithoutTextLength.class, "WithoutTextLength.x has no @Length, expected one, as C's arrays have"),
                Arguments.of(LengthOfNumber.class,
                        "LengthOfNumber.x has a @Length, expected one of arrays and String only"),
                Arguments.of(LengthZero.class,
                        "LengthZero.x has a @Length of 0, expected at least 1 and at most 268435456 bytes"),
                Arguments.of(LengthHuge.class,
                        "LengthHuge.x has a @Length of 2147483647, expected at least 1 and at most 268435456 bytes"),
                Arguments.of(TooNarrow.class, "TooNarrow.x is of Java's short, which does not hold a __u32"),
                Arguments.of(TwoTypes.class, "TwoTypes.x is a __u32 and a __be32, expected one of them"),
                Arguments.of(NumberedTruth.class, "NumberedTruth.x is of Java's boolean, which does not hold a __u8"),
                Arguments.of(NumberedStruct.class, "NumberedStruct.x is a struct, which is no __u8"),
                Arguments.of(Endless.class, "Endless contains itself"));
    }

    @ParameterizedTest
    @MethodSource("noStructs")
    void whatIsNoStructIsNamed(Class<? extends Record> type, String message) {
        assertEquals(message, assertThrows(LayoutException.class, () -> StructLayout.of(type)).getMessage());
    }

    @Test
    void valuesThatDoNotFitAreNamed() {
        StructLayout<FlowKey> flow = StructLayout.of(FlowKey.class);
        assertEquals(
                "FlowKey.sourcePort: 65536 does not fit __be16",
                assertThrows(IllegalArgumentException.class, () -> flow.toBytes(new FlowKey(0, 0, 65536, 0, 0))).getMessage());
        assertEquals(
                "FlowKey.protocol: -1 does not fit __u8",
                assertThrows(IllegalArgumentException.class, () -> flow.toBytes(new FlowKey(0, 0, 0, 0, -1))).getMessage());
        StructLayout<Named> named = StructLayout.of(Named.class);
        assertEquals(
                "Named.text: 'Grüße' is not a text of at most 6 bytes without zero",
                assertThrows(IllegalArgumentException.class, () -> named.toBytes(new Named("Grüße", new int[2]))).getMessage());
        assertEquals(
                "Named.numbers: 1 elements, expected 2",
                assertThrows(IllegalArgumentException.class, () -> named.toBytes(new Named("", new int[1]))).getMessage());
    }

    record Named(@Length(6) String text, @Length(2) int[] numbers) {}

    record Odd(int x) {
        Odd {
            if (x % 2 == 0) {
                throw new IllegalArgumentException(x + " is even");
            }
        }
    }

    @Test
    void whatARecordRefusesIsItsOwn() {
        assertEquals(
                "0 is even",
                assertThrows(IllegalArgumentException.class,
                        () -> StructLayout.of(Odd.class).decode(ByteBuffer.allocate(4))).getMessage());
    }
}
