package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.TcFilters;
import dev.xdpasm.loader.sys.Errno;
import java.util.Optional;

/**
 * A program that is a filter of an interface's clsact qdisc, put there by us; closing removes it, and never another. It is the
 * interface's, not the process's: a process that ends without closing leaves it. Thread-safe.
 */
public final class TcFilter implements AutoCloseable {
    private static final int MOST = 0xffff;

    private final NetDevice device;
    private final TcDirection direction;
    private final int priority;
    private final int handle;
    private final int programId;
    private final String programName;
    private boolean closed;

    private TcFilter(LoadedProgram program, NetDevice device, TcDirection direction, int priority, int handle) {
        this.programId = program.id();
        this.programName = program.name();
        this.device = device;
        this.direction = direction;
        this.priority = priority;
        this.handle = handle;
    }

    static TcFilter attach(LoadedProgram program, NetDevice device, TcDirection direction, int priority, int handle) {
        if (priority < 1 || priority > MOST || handle < 1) {
            throw new IllegalArgumentException("a filter has a priority of 1 to " + MOST + " and a handle of at least 1, not "
                    + priority + " and " + handle);
        }
        String failed = "program " + program.name() + " could not be made a filter of " + device + " " + direction
                + " (priority " + priority + ", handle " + handle + ")";
        Answer qdisc = device.namespace().call(() -> TcFilters.addClsact(device.ifindex()));
        if (!qdisc.ok() && qdisc.errno() != Errno.EEXIST) {
            throw Refusal.netlink(failed, qdisc);
        }
        Answer[] answer = new Answer[1];
        device.namespace().call(() -> program.fd().use(fd -> {
            answer[0] = TcFilters.add(device.ifindex(), direction.parent(), priority, handle, fd, program.name());
            return answer[0].errno();
        }));
        if (!answer[0].ok()) {
            throw refusal(failed, answer[0], device, direction, priority, handle);
        }
        return new TcFilter(program, device, direction, priority, handle);
    }

    private static KernelException refusal(
            String failed, Answer answer, NetDevice device, TcDirection direction, int priority, int handle) {
        Optional<String> there = answer.errno() != Errno.EEXIST
                ? Optional.empty()
                : find(device, direction, priority, handle)
                        .map(filter -> "there is a filter of that priority and handle already: " + filter.kind()
                                + (filter.programId() == 0 ? "" : ", program " + filter.programId() + " (" + filter.name() + ")"));
        return there.isEmpty()
                ? Refusal.netlink(failed, answer)
                : new KernelException(failed, answer.call(), answer.errno(), answer.extendedAck(), there, false);
    }

    private static Optional<TcFilters.Filter> find(NetDevice device, TcDirection direction, int priority, int handle) {
        return device.namespace().call(() -> TcFilters.list(device.ifindex(), direction.parent())).filters().stream()
                .filter(filter -> filter.priority() == priority && filter.handle() == handle)
                .findFirst();
    }

    /** {@return whether our program is still the filter of that priority and handle} */
    public boolean isAttached() {
        return !device.namespace().isClosed()
                && find(device, direction, priority, handle)
                        .filter(filter -> filter.programId() == programId)
                        .isPresent();
    }

    /**
     * Removes the filter, if its program is still ours. The kernel cannot compare and remove in one step: what another puts into
     * the same priority and handle in between goes too. A second time does nothing.
     *
     * @throws KernelException if the kernel refuses
     */
    @Override
    public synchronized void close() {
        if (!closed && isAttached()) {
            Answer answer = device.namespace()
                    .call(() -> TcFilters.delete(device.ifindex(), direction.parent(), priority, handle));
            if (!answer.ok() && answer.errno() != Errno.ENOENT && answer.errno() != Errno.ENODEV) {
                throw Refusal.netlink("filter " + this + " could not be removed", answer);
            }
        }
        closed = true;
    }

    @Override
    public String toString() {
        return "TcFilter[program " + programId + " (" + programName + ") on " + device + ", " + direction + ", priority "
                + priority + ", handle " + handle + "]";
    }
}
