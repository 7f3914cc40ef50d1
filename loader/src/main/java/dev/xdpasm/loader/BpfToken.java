package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A BPF token: rights to make maps, types and programs that whoever has them hands to a user namespace, as a bpffs mounted for it with
 * the options {@code delegate_cmds}, {@code delegate_maps}, {@code delegate_progs} and {@code delegate_attachs}. A process in that
 * namespace, with CAP_BPF there, loads by it what it may not otherwise: {@link LoadOptions#withToken}. Linux 6.9.
 */
public final class BpfToken implements AutoCloseable {
    private static final KernelRelease FIRST = new KernelRelease(6, 9);

    private final Fd fd;

    private BpfToken(Fd fd) {
        this.fd = fd;
    }

    /**
     * {@return a token of the rights that a bpffs hands on (BPF_TOKEN_CREATE)} The caller closes it.
     *
     * @param bpffs the folder that it is mounted on
     * @throws KernelException if the kernel refuses; says so where the bpffs hands on nothing, is not this user namespace's, or is none
     */
    public static BpfToken of(Path bpffs) {
        String what = "a token of " + bpffs + " could not be made";
        long folder = Syscalls.open(bpffs.toString());
        if (folder < 0) {
            throw Refusal.call(what, "open", folder);
        }
        try {
            long answer = ObjectCalls.createToken((int) folder);
            if (answer < 0) {
                throw reason((int) -answer, bpffs)
                        .map(why -> Refusal.bpf(what, BpfCommand.BPF_TOKEN_CREATE, answer, why))
                        .orElseGet(() -> Refusal.bpf(what, BpfCommand.BPF_TOKEN_CREATE, answer, Capability.CAP_BPF));
            }
            return new BpfToken(new Fd((int) answer, "token of " + bpffs));
        } finally {
            Syscalls.close((int) folder);
        }
    }

    /** kernel/bpf/token.c, Linux 6.18. */
    private static Optional<String> reason(int errno, Path bpffs) {
        if (!KernelRelease.running().isAtLeast(FIRST.major(), FIRST.minor())) {
            return Optional.of("this kernel is " + KernelRelease.running() + ", tokens need " + FIRST);
        }
        return switch (errno) {
            case Errno.EINVAL -> Optional.of(bpffs + " is not where a bpffs is mounted");
            case Errno.EOPNOTSUPP -> Optional.of("it was not mounted for another user namespace, and the first one's capabilities need"
                    + " no token");
            case Errno.ENOENT -> Optional.of("it was mounted without the options delegate_cmds and so on, and hands on nothing");
            case Errno.EPERM -> Privileges.missing(Capability.CAP_BPF)
                    .or(() -> Optional.of("it was mounted for another user namespace than this process's"));
            default -> Optional.empty();
        };
    }

    int number() {
        return (int) fd.use(number -> number);
    }

    /** Closes the descriptor; a second time does nothing. What was made by it stays. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "BpfToken[" + fd.what() + "]";
    }
}
