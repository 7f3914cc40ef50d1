package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.NativeMemory;
import dev.xdpasm.loader.sys.Syscalls;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Ping: one ICMP echo request (RFC 792), and whether its reply comes. */
public final class IcmpEcho {
    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_ICMP = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SOCKADDR_IN_BYTES = 16;
    private static final int SIN_ADDR = 4;

    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REPLY = 0;
    private static final int HEADER_BYTES = 8;
    private static final int CHECKSUM_AT = 2;
    private static final int PAYLOAD_BYTES = 48;
    private static final int ROOM = 2048;
    private static final int NANOS_PER_MICRO = 1000;

    private IcmpEcho() {}

    /**
     * {@return whether the reply to one echo request came in time: the one with the request's id, number and payload}
     *
     * @param namespace where it is sent from
     * @param from the source address, one of the namespace's
     * @param to the destination
     * @param timeout how long to wait for the reply
     * @throws KernelException if it cannot be sent: no such source address, no route, no CAP_NET_RAW
     */
    public static boolean ping(NetNamespace namespace, Inet4Address from, Inet4Address to, Duration timeout) {
        return namespace.call(() -> {
            String failed =
                    "the ping from " + from.getHostAddress() + " to " + to.getHostAddress() + " could not be sent";
            long fd = Syscalls.socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
            if (fd < 0) {
                throw Refusal.call(failed, "socket(SOCK_RAW, IPPROTO_ICMP)", fd, Capability.CAP_NET_RAW);
            }
            try {
                byte[] request = request();
                require(failed, "bind", Syscalls.bind((int) fd, socketAddress(from)));
                require(failed, "connect", Syscalls.connect((int) fd, socketAddress(to)));
                require(failed, "send", Syscalls.send((int) fd, NativeMemory.of(request), request.length));
                return replyComes((int) fd, request, System.nanoTime() + timeout.toNanos());
            } finally {
                Syscalls.close((int) fd);
            }
        });
    }

    private static void require(String failed, String call, long answer) {
        if (answer < 0) {
            throw Refusal.call(failed, call, answer);
        }
    }

    private static boolean replyComes(int fd, byte[] request, long deadline) {
        NativeMemory packet = NativeMemory.allocate(ROOM);
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            NativeMemory timeval = NativeMemory.allocate(2 * Long.BYTES);
            // Zero would mean for ever.
            long micros = Math.max(1, left / NANOS_PER_MICRO);
            timeval.bytes().putLong(0, micros / 1_000_000).putLong(Long.BYTES, micros % 1_000_000);
            Syscalls.setSocketOption(fd, SOL_SOCKET, SO_RCVTIMEO, timeval);
            long length = Syscalls.receive(fd, packet, 0);
            if (length < 0 && length != -Errno.EAGAIN) {
                // "No route to host" and the like, which an ICMP error or ARP brought: no reply will come.
                return false;
            }
            if (length > 0 && isReply(packet.copy(0, (int) length), request)) {
                return true;
            }
        }
    }

    /** Beside our replies a raw socket gets each ICMP message from that host, others' replies too. */
    private static boolean isReply(byte[] packet, byte[] request) {
        int header = (packet[0] & 0xf) * Integer.BYTES;
        int idAt = header + CHECKSUM_AT + Short.BYTES;
        return packet.length == header + request.length
                && packet[header] == ECHO_REPLY
                && Arrays.equals(packet, idAt, packet.length, request, CHECKSUM_AT + Short.BYTES, request.length);
    }

    /** An echo request with an id, number and payload that no other has. */
    static byte[] request() {
        byte[] message = new byte[HEADER_BYTES + PAYLOAD_BYTES];
        ThreadLocalRandom.current().nextBytes(message);
        message[0] = ECHO_REQUEST;
        message[1] = 0;
        ByteBuffer bytes = ByteBuffer.wrap(message);
        bytes.putShort(CHECKSUM_AT, (short) 0).putShort(CHECKSUM_AT, checksum(message));
        return message;
    }

    /** The internet checksum of an even number of bytes (RFC 1071). */
    static short checksum(byte[] message) {
        int sum = 0;
        ByteBuffer bytes = ByteBuffer.wrap(message);
        while (bytes.hasRemaining()) {
            sum += bytes.getShort() & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        return (short) ~sum;
    }

    /**
     * {@code struct sockaddr_in} (include/uapi/linux/in.h): family in the machine's order, address in the network's.
     */
    private static NativeMemory socketAddress(Inet4Address address) {
        NativeMemory memory = NativeMemory.allocate(SOCKADDR_IN_BYTES);
        memory.bytes().order(ByteOrder.nativeOrder()).putShort(0, (short) AF_INET).put(SIN_ADDR, address.getAddress());
        return memory;
    }
}
