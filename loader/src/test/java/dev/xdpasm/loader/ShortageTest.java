package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.KernelRelease;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits are named where they are the cause, and nowhere else. */
class ShortageTest {
    private static final long SMALL = 65536;

    private static Optional<String> memory(int errno, long limit, String kernel) {
        return Shortage.LOCKED_MEMORY.check(errno, limit, KernelRelease.parse(kernel));
    }

    @Test
    void lockedMemoryIsBlamedOnKernelsThatChargeIt() {
        assertEquals(
                Optional.of("this kernel is 5.4, which charges maps and programs to RLIMIT_MEMLOCK, and that is 65536 bytes:"
                        + " raise it (ulimit -l unlimited)"),
                memory(Errno.EPERM, SMALL, "5.4.0"));
    }

    @Test
    void lockedMemoryIsNotBlamedElsewhere() {
        assertEquals(Optional.empty(), memory(Errno.EPERM, SMALL, "5.11.0"));
        assertEquals(Optional.empty(), memory(Errno.EPERM, SMALL, "6.18.1"));
        assertEquals(Optional.empty(), memory(Errno.EINVAL, SMALL, "5.4.0"));
        assertEquals(Optional.empty(), memory(Errno.EPERM, -1, "5.4.0"), "no limit");
        assertEquals(Optional.empty(), memory(Errno.EPERM, SMALL, "no number"));
    }

    @Test
    void openFilesAreBlamedForTheirOwnError() {
        assertEquals(Optional.empty(), Shortage.of(Errno.EPERM));
        assertEquals(Optional.empty(), Shortage.of(Errno.EINVAL));
        assertEquals(true, Shortage.of(Errno.EMFILE).orElse("").startsWith("RLIMIT_NOFILE is "));
    }
}
