package dev.xdpasm.loader;

import java.util.Optional;

/**
 * Another program is on the interface, which {@link IfOccupied#REFUSE} leaves there: the message names it by id, name and
 * the processes that hold it, {@link IfOccupied#REPLACE} would take its place.
 */
public final class XdpOccupiedException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final transient XdpStatus status;

    XdpOccupiedException(String what, XdpAttempt attempt, XdpStatus status) {
        super(what, attempt.call(), attempt.errno(), attempt.words(), Optional.empty(), false);
        this.status = status;
    }

    /** {@return the programs that were seen on the interface} */
    public XdpStatus status() {
        return status;
    }
}
