package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.uapi.AttachType;

/**
 * A program on the sockets of a map without a link, put there by us; closing takes it off, and never another. It is the map's: a
 * process that ends without closing leaves it there for as long as the map lives. Thread-safe. Close it before the handles of the
 * program and the map.
 */
public final class SockmapAttachment implements AutoCloseable {
    private final SockmapProgram program;
    private final BpfMap<?, ?> sockets;
    private final AttachType type;
    private boolean closed;

    SockmapAttachment(SockmapProgram program, BpfMap<?, ?> sockets, AttachType type) {
        this.program = program;
        this.sockets = sockets;
        this.type = type;
    }

    /** {@return whether it is still attached} Linux 5.17; before, false. */
    public boolean isAttached() {
        return SockmapProgram.attached(sockets, type).contains(program.id());
    }

    /**
     * Takes the program off; that another is there by now is as good. A second time does nothing.
     *
     * @throws KernelException if the kernel refuses
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        long answer =
                sockets.fd().use(map -> program.fd().use(fd -> AttachCalls.detach(fd, map, type.value())));
        Refusal.requireDetached(program.name(), sockets.toString(), answer);
        closed = true;
    }

    @Override
    public String toString() {
        return "SockmapAttachment[" + program + " on " + sockets + ", " + type.shortName() + "]";
    }
}
