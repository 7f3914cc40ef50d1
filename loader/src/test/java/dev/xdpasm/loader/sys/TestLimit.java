package dev.xdpasm.loader.sys;

import java.lang.ref.Reference;
import jnr.ffi.LibraryLoader;

/** The soft limit of open files of this process, which can be lowered and raised again. */
public final class TestLimit {
    private static final int RLIMIT_NOFILE = 7;

    private TestLimit() {}

    /** What jnr-ffi binds. */
    public interface LibC {
        /** getrlimit(2). */
        int getrlimit(int resource, long limit);

        /** setrlimit(2). */
        int setrlimit(int resource, long limit);
    }

    /** Sets it. {@return what it was} */
    public static long openFiles(long limit) {
        LibC c = LibraryLoader.create(LibC.class).load("c");
        NativeMemory memory = NativeMemory.allocate(2 * Long.BYTES);
        boolean read = c.getrlimit(RLIMIT_NOFILE, memory.address()) == 0;
        long before = memory.bytes().getLong(0);
        memory.bytes().putLong(0, limit);
        if (!read || c.setrlimit(RLIMIT_NOFILE, memory.address()) != 0) {
            throw new AssertionError("the limit of open files could not be set to " + limit);
        }
        Reference.reachabilityFence(memory);
        return before;
    }
}
