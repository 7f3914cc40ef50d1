package dev.xdpasm.loader.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedMemoryTest {
    @TempDir
    Path folder;

    /** Each page is filled with its number. */
    private Fd file(int pages) throws IOException {
        byte[] content = new byte[pages * Syscalls.pageSize()];
        for (int page = 0; page < pages; page++) {
            Arrays.fill(content, page * Syscalls.pageSize(), (page + 1) * Syscalls.pageSize(), (byte) page);
        }
        Path path = Files.write(folder.resolve("pages"), content);
        return new Fd((int) Syscalls.open(path.toString()), "test file");
    }

    /** The offset is mmap's sixth argument, which jnr-ffi's own stubs get wrong on x86-64. */
    @Test
    void sixthArgumentArrives() throws IOException {
        int page = Syscalls.pageSize();
        try (Fd file = file(8)) {
            for (int number = 0; number < 8; number++) {
                long offset = (long) number * page;
                try (MappedMemory memory = MappedMemory.of(file.use(fd -> Syscalls.map(fd, offset, page, false)), page)) {
                    assertEquals(number, memory.bytes().get(page - 1));
                }
            }
        }
    }

    /** PERF_FLAG_FD_CLOEXEC is the sixth argument of syscall(2): without it, a child would inherit the event. */
    @Test
    void sixthArgumentOfSyscallArrives() {
        long answer = PerfEvent.openBpfOutput(0);
        assertTrue(answer >= 0 || answer == -Errno.EACCES || answer == -Errno.EPERM, () -> Errno.name((int) -answer));
        if (answer >= 0) {
            try (Fd event = new Fd((int) answer, "test event")) {
                long flags = event.use(fd -> Long.parseLong(ProcFiles.descriptor(fd, "flags").orElseThrow(), 8));
                assertEquals(02000000, flags & 02000000);
            }
        }
    }

    @Test
    void closedMappingReadsZerosAndCanStillBeWritten() throws IOException {
        int page = Syscalls.pageSize();
        try (Fd file = file(2)) {
            MappedMemory memory = MappedMemory.of(file.use(fd -> Syscalls.map(fd, page, page, false)), page);
            ByteBuffer kept = memory.bytes().slice(16, 16);
            assertEquals(1, kept.get(0));
            memory.close();
            memory.close();
            assertEquals(0, kept.get(0));
            kept.put(0, (byte) 9);
            assertEquals(9, kept.get(0));
        }
    }

    @Test
    void addressesAreGivenBackOnceNoBufferIsLeft() throws Exception {
        int page = Syscalls.pageSize();
        try (Fd file = file(1)) {
            long before = mappings();
            for (int i = 0; i < 300; i++) {
                MappedMemory.of(file.use(fd -> Syscalls.map(fd, 0, page, false)), page).close();
            }
            for (int i = 0; i < 100 && mappings() > before + 100; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertTrue(mappings() <= before + 100, () -> mappings() + " mappings, " + before + " before");
        }
    }

    /** vm.max_map_count is 65,530 mostly: those that were closed must not use it up. */
    @Test
    void mappingsCanBeMadeAndClosedForEver() throws IOException {
        int page = Syscalls.pageSize();
        try (Fd file = file(2)) {
            for (int i = 0; i < 70_000; i++) {
                long address = file.use(fd -> Syscalls.map(fd, 0, page, false));
                assertTrue(address > 0, () -> Errno.name((int) -address));
                MappedMemory.of(address, page).close();
            }
        }
    }

    private static long mappings() {
        return ProcFiles.read("/proc/self/maps").orElse("").lines().count();
    }
}
