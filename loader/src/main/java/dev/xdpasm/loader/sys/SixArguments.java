package dev.xdpasm.loader.sys;

import jnr.ffi.provider.jffi.NoX86;

/**
 * The functions of the C library that take six integer arguments; {@link Syscalls} is their only caller.
 *
 * <p>The stubs that jnr-ffi 2.3.4 assembles on x86-64 hand over a wrong sixth integer argument; {@link NoX86} has it take
 * its slower way, through libffi, which does not.
 */
@NoX86
public interface SixArguments {

    /** mmap(2). */
    long mmap(long address, long length, int protection, int flags, int fd, long offset);

    /** syscall(2) with five arguments. */
    long syscall(long number, long first, long second, long third, long fourth, long fifth);
}
