package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Fd;

/**
 * A program that is attached to nothing but called by hand, and may itself make some calls of {@code bpf(2)} (section {@code
 * syscall}). Linux 5.14.
 */
public final class SyscallProgram extends LoadedProgram {

    SyscallProgram(Fd fd, String name, KernelId id) {
        super(fd, name, id);
    }

    /**
     * Calls it once (BPF_PROG_RUN).
     *
     * @param context the bytes that its {@code ctx} points to, at most 65535; may be none
     * @return what it answered, and as {@link RunResult#context} what it left of the bytes
     * @throws KernelException if the kernel refuses, as it does fewer bytes than the program reaches for (EINVAL)
     */
    public RunResult call(byte[] context) {
        return run(RunRequest.ofContext(context));
    }
}
