package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

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
}
