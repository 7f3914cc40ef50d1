package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import java.util.Optional;

/**
 * Another program is on the interface, which {@link IfOccupied#REFUSE} leaves there: the message names it by id and name,
 * {@link IfOccupied#REPLACE} would take its place.
 */
public final class XdpOccupiedException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final transient XdpStatus status;

    XdpOccupiedException(String what, Answer answer, XdpStatus status) {
        super(what, answer.call(), answer.errno(), answer.extendedAck(), Optional.empty(), false);
        this.status = status;
    }

    /** {@return the programs that were seen on the interface} */
    public XdpStatus status() {
        return status;
    }
}
