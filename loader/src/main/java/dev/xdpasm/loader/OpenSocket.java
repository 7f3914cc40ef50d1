package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.loader.sys.SocketCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A socket that this process has open, by its descriptor: what programs are attached to and maps of sockets hold. Java does not
 * tell the descriptors of its channels, so that one is found by its addresses.
 *
 * <p>It owns nothing: the descriptor is good for as long as whoever opened the socket keeps it open.
 *
 * @param fd the descriptor
 * @param inode which socket the kernel had under it when this was made
 */
public record OpenSocket(int fd, String inode) {
    private static final Path OWN = Path.of("/proc/self/fd");
    private static final String SOCKET = "socket:";
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;

    /**
     * {@return the socket of a descriptor}
     *
     * @throws BpfException if it is none
     */
    public static OpenSocket of(int fd) {
        return at(fd).orElseThrow(() -> new BpfException("descriptor " + fd + " is no open socket"));
    }

    /**
     * {@return the socket of a channel}
     *
     * @throws BpfException if the channel is not bound, or several sockets of this process have its addresses, as in a group that
     *     shares a port
     */
    public static OpenSocket of(NetworkChannel channel) {
        int type = channel instanceof DatagramChannel ? SOCK_DGRAM : SOCK_STREAM;
        Optional<InetSocketAddress> local = local(channel);
        if (local.isEmpty()) {
            throw new BpfException("the channel " + channel + " is not bound to an address: its socket cannot be told from others");
        }
        Optional<InetSocketAddress> remote = remote(channel);
        List<OpenSocket> found = ProcFiles.children(OWN, "*").stream()
                .map(link -> at(Integer.parseInt(link.getFileName().toString())))
                .flatMap(Optional::stream)
                .filter(socket -> SocketCalls.type(socket.fd).orElse(0) == type)
                .filter(socket -> SocketCalls.local(socket.fd).filter(address -> same(address, local.get())).isPresent())
                .filter(socket -> SocketCalls.remote(socket.fd).equals(remote))
                .toList();
        if (found.size() != 1) {
            throw new BpfException(found.size() + " sockets of this process have the addresses of " + channel
                    + ", expected one: name it by its descriptor");
        }
        return found.get(0);
    }

    private static Optional<OpenSocket> at(int fd) {
        return ProcFiles.link(OWN.resolve(Integer.toString(fd)))
                .filter(inode -> inode.startsWith(SOCKET))
                .map(inode -> new OpenSocket(fd, inode));
    }

    /** {@return whether the descriptor still is this socket's} */
    boolean isOpen() {
        return at(fd).filter(this::equals).isPresent();
    }

    /** The address of all interfaces is one in IPv4 and another in IPv6, and Java shows an IPv6 socket's as either. */
    private static boolean same(InetSocketAddress a, InetSocketAddress b) {
        return a.getPort() == b.getPort()
                && (a.getAddress().equals(b.getAddress())
                        || a.getAddress().isAnyLocalAddress() && b.getAddress().isAnyLocalAddress());
    }

    private static Optional<InetSocketAddress> local(NetworkChannel channel) {
        try {
            return inet(channel.getLocalAddress());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetSocketAddress> remote(NetworkChannel channel) {
        try {
            if (channel instanceof SocketChannel stream) {
                return inet(stream.getRemoteAddress());
            }
            return channel instanceof DatagramChannel datagram ? inet(datagram.getRemoteAddress()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetSocketAddress> inet(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? Optional.of(inet) : Optional.empty();
    }

    /** {@return such as {@code socket 27 (socket:[81723])}} */
    @Override
    public String toString() {
        return "socket " + fd + " (" + inode + ")";
    }
}
