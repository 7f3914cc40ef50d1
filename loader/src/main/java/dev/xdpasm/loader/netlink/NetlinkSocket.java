package dev.xdpasm.loader.netlink;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.NativeMemory;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One question to the kernel and its whole answer: a netlink socket, opened for it and closed after it.
 *
 * <p>The socket, and so the question, belongs to the network namespace of the calling thread. A dump that the kernel
 * says was disturbed (NLM_F_DUMP_INTR) or that overran the receive buffer (ENOBUFS) is asked for again a few times.
 */
final class NetlinkSocket {
    private static final int SOCK_RAW = 3;
    private static final int MSG_PEEK = 2;
    private static final int MSG_TRUNC = 0x20;
    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DUMP_TRIES = 10;

    /** A new one for each request would be tens of MiB before the collector gives them back. What is read is copied out at once. */
    private static final ThreadLocal<NativeMemory> BUFFER =
            ThreadLocal.withInitial(() -> NativeMemory.allocate(BUFFER_BYTES));

    private NetlinkSocket() {}

    /**
     * {@return the kernel's answer to a request that is made once, since it may have been done though its answer was
     * lost}
     *
     * @param call what is asked, as an error is to name it
     */
    static Answer ask(String call, byte[] request) {
        List<Link> links = new ArrayList<>();
        Answer answer = ask(
                Rtnetlink.NETLINK_ROUTE,
                call,
                request,
                message -> Link.parse(message).ifPresent(links::add));
        return new Answer(answer.call(), answer.errno(), answer.extendedAck(), List.copyOf(links));
    }

    /**
     * {@return the kernel's answer, without the messages before it, which each are handed over as they come}
     *
     * @param protocol NETLINK_*
     */
    static Answer ask(int protocol, String call, byte[] request, Consumer<NetlinkMessage> each) {
        long fd = Syscalls.socket(Rtnetlink.AF_NETLINK, SOCK_RAW, protocol);
        if (fd < 0) {
            return Answer.refused("socket(AF_NETLINK) for " + call, fd);
        }
        try {
            return exchange((int) fd, call, request, each);
        } finally {
            Syscalls.close((int) fd);
        }
    }

    /** {@return the kernel's answer to a dump, which is asked for again if it was disturbed} */
    static Answer dump(String call, byte[] request) {
        return undisturbed(() -> ask(call, request));
    }

    static Answer undisturbed(Supplier<Answer> dump) {
        Answer answer = dump.get();
        for (int i = 1; i < DUMP_TRIES && isDisturbed(answer); i++) {
            answer = dump.get();
        }
        return answer;
    }

    private static boolean isDisturbed(Answer answer) {
        return answer.errno() == Errno.ENOBUFS || answer.errno() == Errno.EINTR;
    }

    private static Answer exchange(int fd, String call, byte[] request, Consumer<NetlinkMessage> each) {
        NativeMemory on = NativeMemory.of(1);
        // Both are comforts of Linux 4.12 and 4.3: an older kernel answers without the words.
        Syscalls.setSocketOption(fd, Rtnetlink.SOL_NETLINK, Rtnetlink.NETLINK_EXT_ACK, on);
        Syscalls.setSocketOption(fd, Rtnetlink.SOL_NETLINK, Rtnetlink.NETLINK_CAP_ACK, on);
        NativeMemory kernel = NativeMemory.allocate(SOCKADDR_NL_BYTES);
        kernel.bytes().putShort(0, (short) Rtnetlink.AF_NETLINK);
        long done = Syscalls.connect(fd, kernel);
        if (done >= 0) {
            done = Syscalls.send(fd, NativeMemory.of(request), request.length);
        }
        return done < 0 ? Answer.refused(call, done) : gather(fd, call, each);
    }

    /** Reads datagrams up to the ACK, or a dump's end. */
    private static Answer gather(int fd, String call, Consumer<NetlinkMessage> each) {
        boolean disturbed = false;
        NativeMemory buffer = BUFFER.get();
        while (true) {
            long length = Syscalls.receive(fd, buffer, MSG_PEEK | MSG_TRUNC);
            if (length > buffer.size()) {
                buffer = NativeMemory.allocate((int) length);
            }
            length = length < 0 ? length : Syscalls.receive(fd, buffer, 0);
            if (length < 0) {
                return Answer.refused(call, length);
            }
            ByteBuffer datagram = ByteBuffer.wrap(buffer.copy(0, (int) length)).order(ByteOrder.nativeOrder());
            for (NetlinkMessage message : NetlinkMessage.parse(datagram)) {
                disturbed |= (message.flags() & Rtnetlink.NLM_F_DUMP_INTR) != 0;
                if (!message.isLast()) {
                    each.accept(message);
                } else if (message.errno() == 0 && disturbed) {
                    return Answer.refused(call, -Errno.EINTR);
                } else {
                    Optional<String> words = message.extendedAck();
                    return new Answer(call, message.errno(), words, List.of());
                }
            }
        }
    }
}
