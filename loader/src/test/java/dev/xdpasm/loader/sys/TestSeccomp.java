package dev.xdpasm.loader.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;

/** A seccomp filter over one thread, under which one system call answers EPERM, as container engines set it. */
public final class TestSeccomp {
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int PR_SET_SECCOMP = 22;
    private static final long SECCOMP_MODE_FILTER = 2;
    private static final int SECCOMP_RET_ALLOW = 0x7fff_0000;
    private static final int SECCOMP_RET_ERRNO = 0x0005_0000;

    private TestSeccomp() {}

    /** What jnr-ffi binds. */
    public interface Prctl {
        /** prctl(2). */
        int prctl(int option, long first, long second, long third, long fourth);
    }

    /** Denies {@code bpf(2)} to the calling thread, for the rest of its life. */
    public static void denyBpf() {
        deny(SyscallNumbers.here().bpf());
    }

    /** Denies {@code fcntl(2)} to the calling thread, for the rest of its life. */
    public static void denyFcntl() {
        // Its number on x86-64, and in include/uapi/asm-generic/unistd.h.
        deny(System.getProperty("os.arch").equals("amd64") ? 72 : 25);
    }

    private static void deny(int systemCall) {
        Prctl c = LibraryLoader.create(Prctl.class).load("c");
        NativeMemory filter = NativeMemory.allocate(4 * Long.BYTES);
        sockFilter(filter.bytes(), 0, 0x20, 0, 0, 0); // A = the system call's number
        sockFilter(filter.bytes(), 1, 0x15, 0, 1, systemCall); // another: over the next
        sockFilter(filter.bytes(), 2, 0x06, 0, 0, SECCOMP_RET_ERRNO | Errno.EPERM);
        sockFilter(filter.bytes(), 3, 0x06, 0, 0, SECCOMP_RET_ALLOW);
        NativeMemory program = NativeMemory.allocate(2 * Long.BYTES);
        program.bytes().putShort(0, (short) 4).putLong(Long.BYTES, filter.address());
        if (c.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
                || c.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program.address(), 0, 0) != 0) {
            throw new AssertionError("the seccomp filter could not be set");
        }
        Reference.reachabilityFence(filter);
        Reference.reachabilityFence(program);
    }

    /** {@code struct sock_filter}, include/uapi/linux/filter.h. */
    private static void sockFilter(ByteBuffer out, int at, int code, int ifTrue, int ifFalse, int k) {
        int start = at * Long.BYTES;
        out.putShort(start, (short) code)
                .put(start + 2, (byte) ifTrue)
                .put(start + 3, (byte) ifFalse)
                .putInt(start + 4, k);
    }
}
