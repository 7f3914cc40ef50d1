package dev.xdpasm.loader.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FdTest {
    private static final int TRIES = 100;
    private static final int STEP_MILLIS = 50;

    private static int open() {
        return (int) Syscalls.open("/proc/self/status");
    }

    private static boolean isOpen(int number) {
        return Files.exists(Path.of("/proc/self/fd/" + number), LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void closedOnceAndNotUsedAfter() {
        int number = open();
        Fd fd = new Fd(number, "test file");
        assertEquals(number, fd.use(used -> used));
        fd.close();
        fd.close();
        assertFalse(isOpen(number));
        assertTrue(fd.isClosed());
        assertEquals(
                "test file is closed",
                assertThrows(IllegalStateException.class, () -> fd.use(used -> used)).getMessage());
    }

    @Test
    void everyDescriptorIsClosedOnExec() {
        try (Fd fd = new Fd(open(), "test file");
                Fd copy = new Fd((int) fd.use(Syscalls::duplicate), "its copy")) {
            for (Fd each : new Fd[] {fd, copy}) {
                String flags = ProcFiles.descriptor((int) each.use(used -> used), "flags").orElse("0");
                assertTrue((Long.parseLong(flags, 8) & 02000000) != 0, () -> each + " has flags " + flags);
            }
        }
    }

    @Test
    void refusalIsTheNegatedErrno() {
        assertEquals(-Errno.ENOENT, Syscalls.open("/no/such/file"));
        assertEquals(-Errno.EBADF, Syscalls.duplicate(-1));
    }

    @Test
    void forgottenOneIsClosedByTheCleaner() throws InterruptedException {
        int number = open();
        forget(number);
        for (int i = 0; i < TRIES && isOpen(number); i++) {
            System.gc();
            Thread.sleep(STEP_MILLIS);
        }
        assertFalse(isOpen(number));
    }

    private static void forget(int number) {
        assertFalse(new Fd(number, "forgotten test file").isClosed());
    }
}
