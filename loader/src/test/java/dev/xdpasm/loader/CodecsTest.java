package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.struct.Be16;
import dev.xdpasm.struct.Be32;
import dev.xdpasm.struct.U8;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes are those of a little-endian machine. */
class CodecsTest {

    private static <T> void holds(Codec<T> codec, T value, String hex) {
        ByteBuffer out = ByteBuffer.allocate(codec.size()).order(ByteOrder.LITTLE_ENDIAN);
        codec.encode(value, out);
        assertEquals(hex, HexFormat.of().formatHex(out.array()));
        assertEquals(value, codec.decode(ByteBuffer.wrap(out.array()).order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static <T> void refuses(Codec<T> codec, T value, String message) {
        ByteBuffer out = ByteBuffer.allocate(codec.size());
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> codec.encode(value, out)).getMessage());
    }

    record FlowKey(@Be32 int source, @Be16 int port, @U8 int protocol) {}

    @Test
    void recordsAreStructs() {
        Codec<FlowKey> codec = Codecs.record(FlowKey.class);
        holds(codec, new FlowKey(0x0a000001, 443, 6), "0a000001" + "01bb" + "06" + "00");
        refuses(codec, new FlowKey(0, 65536, 6), "FlowKey.port: 65536 does not fit __be16");
    }

    @Test
    void numbersInTheMachinesOrder() {
        holds(Codecs.U8, 255, "ff");
        holds(Codecs.U32, 0x0102_0304L, "04030201");
        holds(Codecs.U32, 0xffff_ffffL, "ffffffff");
        holds(Codecs.U64, 0x0102_0304_0506_0708L, "0807060504030201");
        holds(Codecs.U64, -1L, "ffffffffffffffff");
    }

    @Test
    void numbersAndAddressesInTheNetworksOrder() {
        holds(Codecs.BE16, 443, "01bb");
        holds(Codecs.BE32, 0x0a00_0001L, "0a000001");
        holds(Codecs.IPV4, VethFixture.address("192.0.2.1"), "c0000201");
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        refuses(Codecs.U8, 256, "256 does not fit u8, which takes 0 to 255");
        refuses(Codecs.U8, -1, "-1 does not fit u8, which takes 0 to 255");
        refuses(Codecs.U32, 1L << 32, "4294967296 does not fit u32, which takes 0 to 4294967295");
        refuses(Codecs.BE16, 65536, "65536 does not fit be16, which takes 0 to 65535");
        refuses(Codecs.BE32, -1L, "-1 does not fit be32, which takes 0 to 4294967295");
        refuses(Codecs.bytes(3), new byte[4], "4 bytes given where 3 are taken");
    }

    @Test
    void bytesAreCopied() {
        byte[] given = {1, 2, 3};
        ByteBuffer out = ByteBuffer.allocate(3);
        Codecs.bytes(3).encode(given, out);
        assertArrayEquals(given, Codecs.bytes(3).decode(out.flip()));
    }

    @Test
    void moreNumbers() {
        holds(Codecs.U16, 0x0102, "0201");
        holds(Codecs.S32, -2, "feffffff");
        holds(Codecs.BE64, 0x0102_0304_0506_0708L, "0102030405060708");
        holds(Codecs.BOOL, true, "01");
        refuses(Codecs.U16, 65536, "65536 does not fit u16, which takes 0 to 65535");
    }

    @Test
    void addressesAndPrefixes() throws UnknownHostException {
        holds(Codecs.IPV6, (Inet6Address) InetAddress.getByName("2001:db8::1"), "20010db8000000000000000000000001");
        assertEquals(
                "0:0:0:0:0:ffff:a00:1",
                Codecs.IPV6.decode(ByteBuffer.wrap(HexFormat.of().parseHex("00000000000000000000ffff0a000001")))
                        .getHostAddress());
        holds(Codecs.MAC, MacAddress.parse("02:00:5e:10:00:f1"), "02005e1000f1");
        holds(Codecs.CIDR4, Cidr.parse("10.128.0.0/9"), "090000000a800000");
        holds(Codecs.CIDR6, Cidr.parse("2001:db8::/32"), "2000000020010db8000000000000000000000000");
        assertEquals("10.0.0.7/32", Cidr.of(VethFixture.address("10.0.0.7")).toString());
        refuses(
                Codecs.CIDR6,
                Cidr.parse("10.0.0.0/8"),
                "10.0.0.0/8 is not IPv6, which the map's keys are");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1/8 | 10.0.0.1/8: bit 32 is set, behind the prefix of 8",
                "10.0.0.0/33 | 10.0.0.0/33: the prefix has 0 to 32 bits",
                "10.0.0.0 | '10.0.0.0' is no prefix, expected the form 10.0.0.0/8 or 2001:db8::/32",
                "host/8 | 'host/8' is no prefix, expected the form 10.0.0.0/8 or 2001:db8::/32",
                "300.1.1.1/8 | '300.1.1.1/8' is no prefix: 300.1.1.1 is no address",
            })
    void prefixesThatAreNoneAreRefused(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text)).getMessage());
    }

    @Test
    void ethernetAddressesAreReadAndWritten() {
        assertEquals("0a:0b:0c:0d:0e:0f", MacAddress.parse("A-B-C-D-E-F").toString());
        assertThrows(IllegalArgumentException.class, () -> MacAddress.parse("02:00:5e:10:00"));
        assertThrows(IllegalArgumentException.class, () -> new MacAddress(1L << 48));
    }

    @Test
    void textsAndArrays() {
        holds(Codecs.string(6), "eth0", "657468300000");
        holds(Codecs.string(4), "eth0", "65746830");
        refuses(Codecs.string(3), "eth0", "'eth0' is not a text of at most 3 bytes without zero");
        refuses(Codecs.string(9), "a\0b", "'a\\0b' is not a text of at most 9 bytes without zero");
        holds(Codecs.array(Codecs.BE16, 2), List.of(80, 443), "005001bb");
        holds(Codecs.array(Codecs.array(Codecs.U8, 2), 2), List.of(List.of(1, 2), List.of(3, 4)), "01020304");
        refuses(Codecs.array(Codecs.U8, 3), List.of(1, 2), "2 elements given where 3 are taken");
    }

    @Test
    void perCpuValuesArePaddedToWords() {
        PerCpu<Integer> values = new PerCpu<>(
                IntStream.range(0, PerCpu.cpus()).mapToObj(cpu -> cpu + 1).toList());
        StringBuilder hex = new StringBuilder();
        values.values().forEach(value -> hex.append(String.format("%04x000000000000", value)));
        holds(Codecs.perCpu(Codecs.BE16), values, hex.toString());
        assertEquals(PerCpu.cpus() * (PerCpu.cpus() + 1) / 2, values.sum(Integer::longValue));
        refuses(
                Codecs.perCpu(Codecs.BE16),
                new PerCpu<>(List.of()),
                "0 values given where this machine has " + PerCpu.cpus() + " CPUs");
    }
}
