package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Errno;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kernel refused: which call, its errno, its own words where it gave some, and a reason only where one was found by
 * a check.
 */
public sealed class KernelException extends BpfException permits XdpOccupiedException {
    private static final long serialVersionUID = 1L;

    private final int errno;
    private final String call;
    private final @Nullable String extendedAck;
    private final @Nullable String hint;
    private final boolean permission;

    KernelException(
            String what,
            String call,
            int errno,
            Optional<String> extendedAck,
            Optional<String> hint,
            boolean permission) {
        super(text(what, call, errno, extendedAck, hint));
        this.errno = errno;
        this.call = call;
        this.extendedAck = extendedAck.orElse(null);
        this.hint = hint.orElse(null);
        this.permission = permission;
    }

    private static String text(
            String what, String call, int errno, Optional<String> extendedAck, Optional<String> hint) {
        return what + ": " + call + " failed with " + Errno.name(errno) + " (" + Errno.text(errno) + ")"
                + extendedAck.map(words -> ", the kernel says: " + words).orElse("")
                + hint.map(reason -> "; " + reason).orElse("");
    }

    /** {@return the error's number, such as 1} */
    public int errno() {
        return errno;
    }

    /** {@return the error's name, such as {@code EPERM}} */
    public String errnoName() {
        return Errno.name(errno);
    }

    /** {@return the system call and its command, such as {@code bpf(BPF_MAP_CREATE)}} */
    public String call() {
        return call;
    }

    /** {@return the text of netlink's extended ACK. Linux 4.12} */
    public Optional<String> extendedAck() {
        return Optional.ofNullable(extendedAck);
    }

    /** {@return the reason, if a check found one} */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /**
     * {@return whether it was refused for want of privileges: EPERM or EACCES, and a check found a capability missing,
     * or {@code bpf(2)} shut}
     */
    public boolean isPermission() {
        return permission;
    }
}
