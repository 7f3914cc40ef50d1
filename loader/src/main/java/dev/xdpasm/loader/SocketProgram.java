package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.SocketCalls;
import dev.xdpasm.uapi.ProgramType;
import java.util.Optional;

/**
 * A program of a socket: {@code socket_filter} (how much of what comes in the socket receives, Linux 3.19) or {@code
 * sk_reuseport} (which of the sockets that share a port receives, Linux 4.19). There are no links for either.
 */
public final class SocketProgram extends LoadedProgram {
    private final boolean filters;

    SocketProgram(Fd fd, String name, KernelId id, ProgramType type) {
        super(fd, name, id);
        this.filters = type == ProgramType.BPF_PROG_TYPE_SOCKET_FILTER;
    }

    /**
     * Attaches it to what a socket receives (SO_ATTACH_BPF): it answers with how many bytes of each packet to keep, 0 for none. It
     * stays until it is taken off or the socket is closed.
     *
     * @return what takes it off when closed
     * @throws BpfException if it is no {@code socket_filter}, or the socket has a filter already
     * @throws KernelException if the kernel refuses, as it does where the socket's filter is locked (SO_LOCK_FILTER, EPERM)
     */
    public SocketAttachment attach(OpenSocket socket) {
        if (!filters) {
            throw new BpfException("program " + name() + " is of type sk_reuseport, which a socket does not take for itself:"
                    + " attach it to its group");
        }
        if (SocketCalls.hasFilter(socket.fd())) {
            throw new BpfException("program " + name() + " could not be attached to " + socket
                    + ": it has a filter already, which would be replaced; take that one off before");
        }
        return attach(socket, SocketCalls.Place.RECEIVED, KernelFeature.SOCKET_FILTER);
    }

    /**
     * Attaches it to the sockets that share the port of a bound one by SO_REUSEPORT (SO_ATTACH_REUSEPORT_EBPF). A {@code
     * socket_filter} answers with the number of the socket, in the order in which they were bound; an {@code sk_reuseport} picks it
     * from a map, or lets the kernel choose (SK_PASS) or nobody (SK_DROP). It stays until it is taken off or the last of the sockets
     * is closed; the kernel does not tell whether there is one already, and replaces that. Linux 4.5, {@code sk_reuseport} 4.19.
     *
     * @return what takes it off when closed, Linux 5.3
     * @throws KernelException if the kernel refuses, as it does where the socket shares no port (EINVAL)
     */
    public SocketAttachment attachReuseport(OpenSocket socket) {
        return attach(socket, SocketCalls.Place.REUSEPORT, filters ? KernelFeature.REUSEPORT : KernelFeature.SK_REUSEPORT);
    }

    private SocketAttachment attach(OpenSocket socket, SocketCalls.Place place, KernelFeature feature) {
        long answer = fd().use(program -> SocketCalls.attach(socket.fd(), program, place));
        if (answer < 0) {
            String what = "program " + name() + " could not be attached to " + socket;
            throw feature.tooOld()
                    .or(() -> reason(socket, place, answer))
                    .map(reason -> Refusal.because(what, place.attachCall(), answer, reason))
                    .orElseGet(() -> Refusal.call(what, place.attachCall(), answer, Capability.CAP_BPF));
        }
        return new SocketAttachment(this, socket, place);
    }

    private static Optional<String> reason(OpenSocket socket, SocketCalls.Place place, long answer) {
        if (!socket.isOpen()) {
            return Optional.of("the socket is closed by now");
        }
        if (answer == -Errno.EPERM && place == SocketCalls.Place.RECEIVED) {
            return Optional.of("the socket's filter is locked (SO_LOCK_FILTER)");
        }
        return answer == -Errno.EINVAL && place == SocketCalls.Place.REUSEPORT
                ? Optional.of("the socket shares no port: set SO_REUSEPORT, then bind it")
                : Optional.empty();
    }
}
