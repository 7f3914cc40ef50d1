package dev.xdpasm.loader.sys;

import java.lang.ref.Reference;
import jnr.ffi.LibraryLoader;

/** CAP_NET_ADMIN of one thread, which can be laid down and taken up again. */
public final class TestCapability {
    private static final int VERSION_3 = 0x20080522;
    private static final int HEADER_BYTES = 8;
    private static final int DATA_BYTES = 24;
    private static final int CAP_NET_ADMIN = 1 << 12;

    private TestCapability() {}

    /** What jnr-ffi binds. */
    public interface LibC {
        /** capget(2). */
        int capget(long header, long data);

        /** capset(2). */
        int capset(long header, long data);
    }

    /** Makes it effective for the calling thread, or not; it stays permitted. */
    public static void netAdmin(boolean effective) {
        LibC c = LibraryLoader.create(LibC.class).load("c");
        NativeMemory header = NativeMemory.allocate(HEADER_BYTES);
        header.bytes().putInt(0, VERSION_3);
        NativeMemory data = NativeMemory.allocate(DATA_BYTES);
        boolean read = c.capget(header.address(), data.address()) == 0;
        int others = data.bytes().getInt(0) & ~CAP_NET_ADMIN;
        data.bytes().putInt(0, effective ? others | CAP_NET_ADMIN : others);
        if (!read || c.capset(header.address(), data.address()) != 0) {
            throw new AssertionError("the thread's capabilities could not be changed");
        }
        Reference.reachabilityFence(header);
        Reference.reachabilityFence(data);
    }
}
