package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;

/**
 * The id that the kernel gave a program or a map: asked for when it is first wanted, since most are never looked at and each
 * costs a system call. Thread-safe.
 */
final class KernelId {
    private final Fd fd;

    /** 0 until it is known, as ids begin at 1. */
    private volatile int known;

    private KernelId(Fd fd, int known) {
        this.fd = fd;
        this.known = known;
    }

    static KernelId known(Fd fd, int id) {
        return new KernelId(fd, id);
    }

    static KernelId unknown(Fd fd) {
        return new KernelId(fd, 0);
    }

    /**
     * {@return the id}
     *
     * @throws IllegalStateException if it was not asked for before the descriptor was closed
     * @throws KernelException if the kernel refuses
     */
    int get() {
        if (known == 0) {
            long answer = fd.use(ObjectCalls::id);
            if (answer < 0) {
                throw Refusal.bpf(fd.what() + " could not be described", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, answer);
            }
            known = (int) answer;
        }
        return known;
    }

    /** {@return {@code , id=} and the id; empty if it is not known and can no longer be asked for} */
    String shown() {
        return known == 0 && fd.isClosed() ? "" : ", id=" + get();
    }
}
