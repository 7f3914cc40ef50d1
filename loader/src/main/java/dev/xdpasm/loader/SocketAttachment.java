package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.SocketCalls;

/**
 * A program on a socket or on those that share its port, put there by us; closing takes it off. What is attached goes with the
 * socket. Sockets have one place for it and do not tell who is in it: a program that somebody else puts there in the meantime is
 * taken off in its stead. Thread-safe.
 */
public final class SocketAttachment implements AutoCloseable {
    private final LoadedProgram program;
    private final OpenSocket socket;
    private final SocketCalls.Place place;
    private boolean closed;

    SocketAttachment(LoadedProgram program, OpenSocket socket, SocketCalls.Place place) {
        this.program = program;
        this.socket = socket;
        this.place = place;
    }

    /** {@return the socket} */
    public OpenSocket socket() {
        return socket;
    }

    /**
     * Takes the program off; that the socket is closed is as good. A second time does nothing.
     *
     * @throws KernelException if the kernel refuses
     */
    @Override
    public synchronized void close() {
        if (!closed && socket.isOpen()) {
            long answer = SocketCalls.detach(socket.fd(), place);
            if (answer < 0 && answer != -Errno.ENOENT) {
                throw Refusal.call(
                        "program " + program.name() + " could not be taken off " + socket, place.detachCall(), answer);
            }
        }
        closed = true;
    }

    @Override
    public String toString() {
        return "SocketAttachment[" + program + " on " + socket + "]";
    }
}
