package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgramCalls;

/**
 * Has the kernel count the runs of all programs, and their time, until it is closed: {@link ProgramInfo#runs} tells them.
 * BPF_ENABLE_STATS, Linux 5.8. Costs each run of each program on the machine some nanoseconds meanwhile. Thread-safe.
 */
public final class RunStatistics implements AutoCloseable {
    private final Fd fd;

    private RunStatistics(Fd fd) {
        this.fd = fd;
    }

    /**
     * {@return what keeps counting on; the caller closes it}
     *
     * @throws KernelException if the kernel refuses; needs CAP_SYS_ADMIN
     */
    public static RunStatistics enable() {
        long answer = ProgramCalls.enableRunStats();
        if (answer < 0) {
            throw Refusal.bpf(
                    "statistics of programs could not be enabled",
                    BpfCommand.BPF_ENABLE_STATS,
                    answer,
                    Capability.CAP_SYS_ADMIN);
        }
        return new RunStatistics(new Fd((int) answer, "run statistics"));
    }

    /** Ends counting, unless others have it on; a second time does nothing. */
    @Override
    public void close() {
        fd.close();
    }
}
