package dev.xdpasm.loader.sys;

import java.util.Optional;

/**
 * The error numbers by name: those that the loader decides by, and the names and texts of all.
 *
 * <p>The numbers are those of include/uapi/asm-generic/errno.h, which all architectures with BPF share as far as the
 * constants here go (MIPS and PA-RISC apart).
 */
public final class Errno {
    /** Operation not permitted. */
    public static final int EPERM = 1;
    /** No such file, entry or object. */
    public static final int ENOENT = 2;
    /** A signal came in between. */
    public static final int EINTR = 4;
    /** No such device or address. */
    public static final int ENXIO = 6;
    /** Argument list too long; to BPF: the map is full, or the program is too large. */
    public static final int E2BIG = 7;
    /** Not a file descriptor, or not one of the right kind. */
    public static final int EBADF = 9;
    /** Try again. */
    public static final int EAGAIN = 11;
    /** No memory. */
    public static final int ENOMEM = 12;
    /** Permission denied; from BPF_PROG_LOAD also: the verifier refuses. */
    public static final int EACCES = 13;
    /** In use. */
    public static final int EBUSY = 16;
    /** Is there already. */
    public static final int EEXIST = 17;
    /** No such device. */
    public static final int ENODEV = 19;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** Too many files are open on this machine. */
    public static final int ENFILE = 23;
    /** Too many files are open in this process. */
    public static final int EMFILE = 24;
    /** No room, such as in the log's buffer. */
    public static final int ENOSPC = 28;
    /** Out of the range that the driver takes; to XDP: the MTU is too large. */
    public static final int ERANGE = 34;
    /** A link whose target is gone. */
    public static final int ENOLINK = 67;
    /** No such system call. */
    public static final int ENOSYS = 38;
    /** Not supported. */
    public static final int EOPNOTSUPP = 95;
    /** No such address family. */
    public static final int EAFNOSUPPORT = 97;
    /** The receive buffer was too small, messages were lost. */
    public static final int ENOBUFS = 105;
    /** Not supported, the kernel's own number, which should not but does reach users (include/linux/errno.h). */
    public static final int ENOTSUPP = 524;

    private Errno() {}

    /** {@return the name, such as {@code EPERM}, or {@code errno 999} where there is none} */
    public static String name(int errno) {
        return switch (errno) {
            case ENOTSUPP -> "ENOTSUPP";
            // It has two names, and this is the one that the kernel uses.
            case EOPNOTSUPP -> "EOPNOTSUPP";
            default -> known(errno).map(Enum::name).orElse("errno " + errno);
        };
    }

    /** {@return the C library's words, such as {@code Operation not permitted}} */
    public static String text(int errno) {
        return errno == ENOTSUPP
                ? "Not supported by the kernel"
                : known(errno).map(constant -> constant.description()).orElse("Unknown error");
    }

    private static Optional<jnr.constants.platform.Errno> known(int errno) {
        return Optional.of(jnr.constants.platform.Errno.valueOf(errno))
                .filter(constant -> constant != jnr.constants.platform.Errno.__UNKNOWN_CONSTANT__);
    }
}
