package dev.xdpasm.programs;

import java.nio.ByteBuffer;

/** Packets for tests of programs, written by hand and not by what is tested. */
final class Packets {
    static final byte[] DESTINATION = {2, 0, 0, 0, 0, 1};
    static final byte[] SOURCE = {2, 0, 0, 0, 0, 2};

    private Packets() {}

    /** {@return an Ethernet frame of a type with so many bytes of 0, 1, 2 ... behind its header} */
    static byte[] ethernet(int type, int payload) {
        byte[] content = new byte[payload];
        for (int i = 0; i < payload; i++) {
            content[i] = (byte) i;
        }
        return ethernet(type, content);
    }

    static byte[] ethernet(int type, byte[] content) {
        return ByteBuffer.allocate(14 + content.length)
                .put(DESTINATION)
                .put(SOURCE)
                .putShort((short) type)
                .put(content)
                .array();
    }

    /** {@return an IPv4 packet with a right checksum, from 192.0.2.1 to 192.0.2.2} */
    static byte[] ipv4(int protocol, byte[] content) {
        return ipv4(0xc0000201, 0xc0000202, protocol, content);
    }

    static byte[] ipv4(int source, int destination, int protocol, byte[] content) {
        ByteBuffer ip = ByteBuffer.allocate(20 + content.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + content.length))
                .putInt(0x12344000)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source)
                .putInt(destination)
                .put(content);
        ip.putShort(10, (short) checksum(ip.array(), 0, 20));
        return ethernet(0x0800, ip.array());
    }

    /** {@return a UDP datagram without a checksum} */
    static byte[] udp(int source, int destination, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putShort((short) source)
                .putShort((short) destination)
                .putShort((short) (8 + content.length))
                .putShort((short) 0)
                .put(content)
                .array();
    }

    /** {@return a TCP segment of 20 bytes with those flags, without a checksum} */
    static byte[] tcp(int source, int destination, int sequence, int flags) {
        return ByteBuffer.allocate(20)
                .putShort((short) source)
                .putShort((short) destination)
                .putInt(sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 1024)
                .putInt(0)
                .array();
    }

    /** {@return the internet checksum (RFC 1071) of some bytes} */
    static int checksum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (i + 1 < to ? bytes[i + 1] & 0xff : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
