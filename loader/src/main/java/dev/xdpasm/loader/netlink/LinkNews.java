package dev.xdpasm.loader.netlink;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.NativeMemory;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A socket on which the kernel tells that interfaces come, change and go (RTMGRP_LINK), in the network namespace of the
 * thread that opened it. Not thread-safe.
 *
 * <p>News only say that there is something to look at: what is there is asked for with {@link Links}, since news may be
 * lost (ENOBUFS) and are old when they are read.
 */
public final class LinkNews implements AutoCloseable {
    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int NL_GROUPS = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Fd socket;
    private final NativeMemory buffer = NativeMemory.allocate(BUFFER_BYTES);

    private LinkNews(Fd socket) {
        this.socket = socket;
    }

    /** The outcome of opening: a socket, or the kernel's refusal as a negated errno. */
    public record Opened(long answer) {

        /** {@return the news, if the answer is a descriptor} */
        public LinkNews news() {
            return new LinkNews(new Fd((int) answer, "the news of interfaces"));
        }
    }

    /** Opens it: from here on no news are missed. */
    public static Opened open() {
        long fd = Syscalls.socket(Rtnetlink.AF_NETLINK, SOCK_RAW, Rtnetlink.NETLINK_ROUTE);
        if (fd < 0) {
            return new Opened(fd);
        }
        NativeMemory address = NativeMemory.allocate(SOCKADDR_NL_BYTES);
        address.bytes().putShort(0, (short) Rtnetlink.AF_NETLINK).putInt(NL_GROUPS, Rtnetlink.RTMGRP_LINK);
        long bound = Syscalls.bind((int) fd, address);
        if (bound < 0) {
            Syscalls.close((int) fd);
            return new Opened(bound);
        }
        return new Opened(fd);
    }

    /** {@return whether an interface came or changed, or news were lost, within that time} */
    public boolean await(int millis) {
        long length = socket.use(fd -> {
            Syscalls.setReceiveTimeout(fd, Math.max(1, millis));
            return Syscalls.receive(fd, buffer, 0);
        });
        if (length < 0) {
            return length == -Errno.ENOBUFS;
        }
        ByteBuffer datagram = ByteBuffer.wrap(buffer.copy(0, (int) length)).order(ByteOrder.nativeOrder());
        return NetlinkMessage.parse(datagram).stream().anyMatch(message -> message.type() == Rtnetlink.RTM_NEWLINK);
    }

    @Override
    public void close() {
        socket.close();
    }
}
