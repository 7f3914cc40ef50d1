package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.loader.sys.Syscalls;
import java.util.Arrays;
import java.util.Optional;

/** Whether a limit of the process is why a call failed: one row a limit (getrlimit(2)). */
enum Shortage {
    /** RLIMIT_NOFILE. */
    OPEN_FILES(7) {
        @Override
        Optional<String> check(int errno, long limit, KernelRelease kernel) {
            return errno == Errno.EMFILE
                    ? Optional.of("RLIMIT_NOFILE is " + limit
                            + ", and so many files are open: raise it (ulimit -n), or close what is no longer needed")
                    : Optional.empty();
        }
    },
    /** RLIMIT_MEMLOCK, which kernels before 5.11 charge maps and programs to; they answer EPERM. */
    LOCKED_MEMORY(8) {
        @Override
        Optional<String> check(int errno, long limit, KernelRelease kernel) {
            boolean charged = kernel.major() > 0 && !kernel.isAtLeast(5, 11);
            return errno == Errno.EPERM && charged && limit >= 0 && limit < MUCH
                    ? Optional.of("this kernel is " + kernel + ", which charges maps and programs to RLIMIT_MEMLOCK, and that is "
                            + limit + " bytes: raise it (ulimit -l unlimited)")
                    : Optional.empty();
        }
    };

    /** A limit of this many bytes keeps no ordinary object out. */
    private static final long MUCH = 1L << 30;

    /** {@code RLIMIT_*}, include/uapi/asm-generic/resource.h. */
    private final int resource;

    Shortage(int resource) {
        this.resource = resource;
    }

    /** {@return the reason and the next step, if this limit is it} */
    abstract Optional<String> check(int errno, long limit, KernelRelease kernel);

    /** {@return the reason and the next step, if a limit is it} */
    static Optional<String> of(int errno) {
        // Nothing is opened for it: where files are short, that would fail.
        return Arrays.stream(values())
                .map(row -> row.check(errno, Syscalls.softLimit(row.resource), KernelRelease.running()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
