package dev.xdpasm.loader.sys;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/** What sockets are asked and told beyond what Java has for it: their addresses by descriptor, and their BPF programs. */
public final class SocketCalls {
    /** include/uapi/asm-generic/socket.h. */
    private static final int SO_TYPE = 3;

    private static final int SO_GET_FILTER = 26;
    private static final int SO_DETACH_BPF = 27;
    private static final int SO_ATTACH_BPF = 50;
    private static final int SO_ATTACH_REUSEPORT_EBPF = 52;
    private static final int SO_DETACH_REUSEPORT_BPF = 68;

    /** Room for {@code struct sockaddr_storage}. */
    private static final int ADDRESS_ROOM = 128;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    /** Of {@code struct sockaddr_in} and {@code struct sockaddr_in6}. */
    private static final int PORT = 2;

    private static final int ADDRESS4 = 4;
    private static final int ADDRESS4_BYTES = 4;
    private static final int ADDRESS6 = 8;
    private static final int ADDRESS6_BYTES = 16;

    private SocketCalls() {}

    /** What a socket's program decides about. */
    public enum Place {
        /** What the socket receives: a socket filter, Linux 3.19. */
        RECEIVED("SO_ATTACH_BPF", SO_ATTACH_BPF, "SO_DETACH_BPF", SO_DETACH_BPF),
        /** Which socket of those that share a port receives: Linux 4.5, taken off since 5.3. */
        REUSEPORT(
                "SO_ATTACH_REUSEPORT_EBPF",
                SO_ATTACH_REUSEPORT_EBPF,
                "SO_DETACH_REUSEPORT_BPF",
                SO_DETACH_REUSEPORT_BPF);

        private final String attachName;
        private final int attach;
        private final String detachName;
        private final int detach;

        Place(String attachName, int attach, String detachName, int detach) {
            this.attachName = attachName;
            this.attach = attach;
            this.detachName = detachName;
            this.detach = detach;
        }

        /** {@return the call that attaches, as messages name it} */
        public String attachCall() {
            return "setsockopt(" + attachName + ")";
        }

        /** {@return the call that detaches, as messages name it} */
        public String detachCall() {
            return "setsockopt(" + detachName + ")";
        }
    }

    /** {@return 0, or a negated errno} */
    public static long attach(int socket, int program, Place place) {
        return Syscalls.setSocketOption(socket, Syscalls.SOL_SOCKET, place.attach, NativeMemory.of(program));
    }

    /** {@return 0, or a negated errno} Takes off whatever is there. */
    public static long detach(int socket, Place place) {
        return Syscalls.setSocketOption(socket, Syscalls.SOL_SOCKET, place.detach, NativeMemory.of(0));
    }

    /** {@return whether the socket has a filter, classic or not} A classic one can be read, the other answers EACCES. */
    public static boolean hasFilter(int socket) {
        NativeMemory length = NativeMemory.of(0);
        long answer = Syscalls.socketOption(socket, SO_GET_FILTER, NativeMemory.allocate(0), length);
        return answer == -Errno.EACCES || answer == 0 && length.bytes().getInt(0) > 0;
    }

    /** {@return {@code SOCK_STREAM}, {@code SOCK_DGRAM}..., empty if it is no socket} */
    public static OptionalInt type(int socket) {
        NativeMemory type = NativeMemory.of(0);
        long answer = Syscalls.socketOption(socket, SO_TYPE, type, NativeMemory.of(Integer.BYTES));
        return answer < 0 ? OptionalInt.empty() : OptionalInt.of(type.bytes().getInt(0));
    }

    /** {@return the address that an internet socket is bound to} */
    public static Optional<InetSocketAddress> local(int socket) {
        return address(socket, false);
    }

    /** {@return the address that an internet socket is connected to} */
    public static Optional<InetSocketAddress> remote(int socket) {
        return address(socket, true);
    }

    private static Optional<InetSocketAddress> address(int socket, boolean peer) {
        NativeMemory address = NativeMemory.allocate(ADDRESS_ROOM);
        if (Syscalls.socketName(socket, peer, address, NativeMemory.of(ADDRESS_ROOM)) < 0) {
            return Optional.empty();
        }
        int port = Short.toUnsignedInt(address.bytes().order(ByteOrder.BIG_ENDIAN).getShort(PORT));
        int family = address.bytes().order(ByteOrder.nativeOrder()).getShort(0);
        return switch (family) {
            case AF_INET -> Optional.of(new InetSocketAddress(inet(address.copy(ADDRESS4, ADDRESS4_BYTES)), port));
            case AF_INET6 -> Optional.of(new InetSocketAddress(inet(address.copy(ADDRESS6, ADDRESS6_BYTES)), port));
            default -> Optional.empty();
        };
    }

    /** An IPv4 address that an IPv6 socket has becomes an IPv4 one, as Java has it. */
    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
