package dev.xdpasm.loader.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The system calls, each giving what the kernel answered: a result of 0 or more, or a negated errno.
 *
 * <p>EINTR is not seen by callers: what was interrupted is called again, except close(2), which has closed by then.
 * Every file descriptor that is made here has O_CLOEXEC. Thread-safe.
 */
public final class Syscalls {
    private static final LibC C = LibraryLoader.create(LibC.class).load("c");
    private static final SixArguments WIDE = LibraryLoader.create(SixArguments.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(C);

    /** {@code F_DUPFD_CLOEXEC}, include/uapi/linux/fcntl.h. */
    private static final int F_DUPFD_CLOEXEC = 1030;

    /** {@code O_RDONLY | O_CLOEXEC}, include/uapi/asm-generic/fcntl.h. */
    private static final int OPEN_FLAGS = 0x80000;

    /** {@code EFD_CLOEXEC} and {@code EPOLL_CLOEXEC}, which are O_CLOEXEC. */
    private static final int CLOEXEC = 0x80000;

    /** {@code SOCK_CLOEXEC}, include/linux/net.h. */
    private static final int SOCK_CLOEXEC = 0x80000;

    /** {@code SOL_SOCKET} and {@code SO_RCVTIMEO}, include/uapi/asm-generic/socket.h. */
    static final int SOL_SOCKET = 1;

    private static final int SO_RCVTIMEO = 20;

    /** {@code CLONE_NEWNET}, include/uapi/linux/sched.h. */
    private static final int CLONE_NEWNET = 0x4000_0000;

    /** {@code CLOCK_BOOTTIME}, include/uapi/linux/time.h. */
    private static final int CLOCK_BOOTTIME = 7;

    /** include/uapi/asm-generic/mman-common.h and mman.h. */
    private static final int PROT_READ = 1;

    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_FIXED = 0x10;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_FIXED_NOREPLACE = 0x10_0000;

    /** include/uapi/linux/eventpoll.h. */
    private static final int EPOLL_CTL_ADD = 1;

    private static final int EPOLLIN = 1;

    /** Time for the cleaner's thread. */
    private static final long SWEEP_NANOS = 200_000_000;

    /** {@code struct epoll_event} is 12 bytes on x86-64, 16 elsewhere. */
    public static final int EPOLL_EVENT_ROOM = 16;

    /** include/uapi/linux/perf_event.h. */
    private static final int PERF_FLAG_FD_CLOEXEC = 8;

    /** Room for {@code struct statfs}, which is 120 bytes on 64-bit machines. */
    private static final int STATFS_ROOM = 256;

    private Syscalls() {}

    /** A call of the C library, which answers -1 and sets errno where it fails. */
    private interface Call {
        long run();
    }

    /** The errno must be read at once: the next call of this thread overwrites it. */
    private static long answer(Call call) {
        while (true) {
            long result = call.run();
            if (result != -1) {
                return result;
            }
            int errno = RUNTIME.getLastError();
            if (errno != Errno.EINTR) {
                return -errno;
            }
        }
    }

    /** {@return the answer of {@code bpf(command, attr, size)}} */
    static long bpf(int command, NativeMemory attr, int size) {
        long number = SyscallNumbers.here().bpf();
        try {
            // Written out, as this one must allocate nothing however it is compiled.
            while (true) {
                long result = C.syscall(number, command, attr.address(), size);
                if (result != -1) {
                    return result;
                }
                int errno = RUNTIME.getLastError();
                if (errno != Errno.EINTR) {
                    return -errno;
                }
            }
        } finally {
            Reference.reachabilityFence(attr);
        }
    }

    /** Closes a file descriptor; what the kernel says about it is of no use to anyone. */
    public static void close(int fd) {
        C.close(fd);
    }

    /** {@return a second descriptor of the same open file, or a negated errno} */
    public static long duplicate(int fd) {
        return answer(() -> C.fcntl(fd, F_DUPFD_CLOEXEC, 0));
    }

    /** {@return a descriptor to read an existing file, or a negated errno} */
    public static long open(String path) {
        return answer(() -> C.open(path, OPEN_FLAGS));
    }

    /** {@return a new socket, or a negated errno} */
    public static long socket(int domain, int type, int protocol) {
        return answer(() -> C.socket(domain, type | SOCK_CLOEXEC, protocol));
    }

    /** {@return 0, or a negated errno} */
    public static long bind(int fd, NativeMemory address) {
        try {
            return answer(() -> C.bind(fd, address.address(), address.size()));
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    /** {@return 0, or a negated errno} */
    public static long connect(int fd, NativeMemory address) {
        try {
            return answer(() -> C.connect(fd, address.address(), address.size()));
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    /** {@return 0, or a negated errno} */
    public static long setSocketOption(int fd, int level, int option, NativeMemory value) {
        try {
            return answer(() -> C.setsockopt(fd, level, option, value.address(), value.size()));
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    /** {@return 0, or a negated errno} An option of SOL_SOCKET; {@code length} says how much room there is, and then was needed. */
    static long socketOption(int fd, int option, NativeMemory value, NativeMemory length) {
        try {
            return answer(() -> C.getsockopt(fd, SOL_SOCKET, option, value.address(), length.address()));
        } finally {
            Reference.reachabilityFence(value);
            Reference.reachabilityFence(length);
        }
    }

    /** {@return 0, or a negated errno} The socket's own address, or that of what it is connected to. */
    static long socketName(int fd, boolean peer, NativeMemory address, NativeMemory length) {
        try {
            return answer(() -> peer
                    ? C.getpeername(fd, address.address(), length.address())
                    : C.getsockname(fd, address.address(), length.address()));
        } finally {
            Reference.reachabilityFence(address);
            Reference.reachabilityFence(length);
        }
    }

    /** {@return 0, or a negated errno} From here on a receive that has waited this long answers EAGAIN. */
    public static long setReceiveTimeout(int fd, int millis) {
        NativeMemory timeval = NativeMemory.allocate(2 * Long.BYTES);
        timeval.bytes().putLong(0, millis / 1000).putLong(Long.BYTES, millis % 1000 * 1000L);
        return setSocketOption(fd, SOL_SOCKET, SO_RCVTIMEO, timeval);
    }

    /** {@return the number of bytes sent of the first {@code length}, or a negated errno} */
    public static long send(int fd, NativeMemory bytes, int length) {
        try {
            return answer(() -> C.send(fd, bytes.address(), length, 0));
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** {@return the number of bytes read, 0 at the end, or a negated errno} */
    public static long read(int fd, NativeMemory bytes) {
        try {
            return answer(() -> C.read(fd, bytes.address(), bytes.size()));
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** {@return the number of bytes received, or a negated errno} */
    public static long receive(int fd, NativeMemory bytes, int flags) {
        try {
            return answer(() -> C.recv(fd, bytes.address(), bytes.size(), flags));
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** {@return 0, or a negated errno} Moves the calling thread, and no other, into a new network namespace. */
    public static long unshareNetwork() {
        return answer(() -> C.unshare(CLONE_NEWNET));
    }

    /** {@return 0, or a negated errno} Moves the calling thread, and no other, into an existing network namespace. */
    public static long enterNetwork(int namespaceFd) {
        return answer(() -> C.setns(namespaceFd, CLONE_NEWNET));
    }

    /** {@return the magic number of the file system that a path is on ({@code f_type}), or a negated errno} */
    public static long fileSystem(String path) {
        NativeMemory statfs = NativeMemory.allocate(STATFS_ROOM);
        try {
            long answer = answer(() -> C.statfs(path, statfs.address()));
            return answer < 0 ? answer : statfs.bytes().getLong(0) & 0xffff_ffffL;
        } finally {
            Reference.reachabilityFence(statfs);
        }
    }

    /** {@return the soft limit of a resource ({@code RLIMIT_*}), -1 for none, as an unsigned number} */
    public static long softLimit(int resource) {
        NativeMemory rlimit = NativeMemory.allocate(2 * Long.BYTES);
        try {
            return answer(() -> C.getrlimit(resource, rlimit.address())) < 0 ? -1 : rlimit.bytes().getLong(0);
        } finally {
            Reference.reachabilityFence(rlimit);
        }
    }

    /** {@return nanoseconds since boot, time asleep included: the clock of a program's load time} */
    public static long bootNanos() {
        NativeMemory timespec = NativeMemory.allocate(2 * Long.BYTES);
        try {
            answer(() -> C.clock_gettime(CLOCK_BOOTTIME, timespec.address()));
            ByteBuffer time = timespec.bytes().order(ByteOrder.nativeOrder());
            return time.getLong(0) * 1_000_000_000L + time.getLong(Long.BYTES);
        } finally {
            Reference.reachabilityFence(timespec);
        }
    }

    /** {@return bytes of a page} */
    public static int pageSize() {
        return C.getpagesize();
    }

    /**
     * {@return the address of a new mapping that is shared with the kernel, or a negated errno} {@link MappedMemory#of}
     * takes it over.
     */
    public static long map(int fd, long offset, int length, boolean writable) {
        int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        long address = answer(() -> WIDE.mmap(0, length, protection, MAP_SHARED, fd, offset));
        if (address != -Errno.ENOMEM) {
            return address;
        }
        // There are only so many mappings (vm.max_map_count), and closed ones are given back when nobody can reach them.
        sweep();
        return answer(() -> WIDE.mmap(0, length, protection, MAP_SHARED, fd, offset));
    }

    /**
     * {@return the address of a new shared mapping that can be written, or a negated errno} {@link MappedMemory#of} takes it over.
     *
     * @param address where it is to be, if nothing is there (MAP_FIXED_NOREPLACE, Linux 4.17); 0 for anywhere
     */
    public static long mapAt(int fd, long address, int length) {
        int flags = address == 0 ? MAP_SHARED : MAP_SHARED | MAP_FIXED_NOREPLACE;
        long mapped = answer(() -> WIDE.mmap(address, length, PROT_READ | PROT_WRITE, flags, fd, 0));
        if (mapped != -Errno.EEXIST) {
            return mapped;
        }
        // One of ours that was closed may be there still, as zeros.
        sweep();
        return answer(() -> WIDE.mmap(address, length, PROT_READ | PROT_WRITE, flags, fd, 0));
    }

    /** Has closed mappings given back that nobody can reach. */
    private static void sweep() {
        System.gc();
        LockSupport.parkNanos(SWEEP_NANOS);
    }

    /** Puts zeros of our own in the place of a mapping; the kernel can only refuse for want of memory. */
    static void mapZeros(long address, int length) {
        int flags = MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS;
        answer(() -> WIDE.mmap(address, length, PROT_READ | PROT_WRITE, flags, -1, 0));
    }

    static void unmap(long address, int length) {
        C.munmap(address, length);
    }

    /** {@return 0 or more, or a negated errno} */
    public static long ioctl(int fd, long request, long argument) {
        return answer(() -> C.ioctl(fd, request, argument));
    }

    /** {@return a new eventfd that holds 0, or a negated errno} */
    public static long eventFd() {
        return answer(() -> C.eventfd(0, CLOEXEC));
    }

    /** {@return bytes written, or a negated errno} */
    public static long write(int fd, NativeMemory bytes) {
        try {
            return answer(() -> C.write(fd, bytes.address(), bytes.size()));
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** {@return a new epoll descriptor, or a negated errno} */
    public static long epollCreate() {
        return answer(() -> C.epoll_create1(CLOEXEC));
    }

    /** {@return 0, or a negated errno} Has {@code epoll} wait for {@code fd} to be readable. */
    public static long epollAdd(int epoll, int fd) {
        NativeMemory event = NativeMemory.allocate(EPOLL_EVENT_ROOM);
        event.bytes().putInt(0, EPOLLIN);
        try {
            return answer(() -> C.epoll_ctl(epoll, EPOLL_CTL_ADD, fd, event.address()));
        } finally {
            Reference.reachabilityFence(event);
        }
    }

    /**
     * {@return whether anything is readable: 0 for no, 1 for yes, or a negated errno; EINTR among them, as the caller knows
     * how long there is still to wait}
     *
     * @param timeoutMillis how long to wait; -1 for ever
     * @param event room for one event, 16 bytes
     */
    public static long epollWait(int epoll, NativeMemory event, int timeoutMillis) {
        try {
            int result = C.epoll_wait(epoll, event.address(), 1, timeoutMillis);
            return result == -1 ? -RUNTIME.getLastError() : result;
        } finally {
            Reference.reachabilityFence(event);
        }
    }

    /** {@return a new perf event's descriptor, or a negated errno} perf_event_open(2). */
    public static long perfEventOpen(NativeMemory attr, int pid, int cpu) {
        long number = SyscallNumbers.here().perfEventOpen();
        try {
            return answer(() -> WIDE.syscall(number, attr.address(), pid, cpu, -1, PERF_FLAG_FD_CLOEXEC));
        } finally {
            Reference.reachabilityFence(attr);
        }
    }

    /** {@return 0, or a negated errno} Mounts a file system of the kernel's own on a folder. */
    public static long mount(String type, String folder) {
        return answer(() -> C.mount(type, folder, type, 0, 0));
    }

    static Runtime runtime() {
        return RUNTIME;
    }
}
