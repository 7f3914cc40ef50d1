package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.object.BpfProgram;
import java.util.Optional;

/** A program on a raw tracepoint: it is given the arguments as the kernel's code has them. Linux 4.17. */
public final class RawTracepointProgram extends LoadedProgram {
    private final String target;

    RawTracepointProgram(Fd fd, String name, KernelId id, Optional<BpfProgram> loadedFrom) {
        super(fd, name, id);
        this.target = loadedFrom.map(program -> program.kind().target()).orElse("");
    }

    /**
     * Attaches it to the tracepoint that its section names: {@link #attach(String)}.
     *
     * @throws BpfException if its section names none, or it is a pinned one, whose section is not known
     */
    public BpfLink attach() {
        if (target.isEmpty()) {
            throw new BpfException("program " + name() + " does not say which raw tracepoint it is for: name one");
        }
        return attach(target);
    }

    /**
     * Attaches it to a raw tracepoint by a link, which goes with its last descriptor or pin.
     *
     * @param tracepoint its name without the group, such as {@code sys_enter} or {@code sched_switch}
     * @throws KernelException if the kernel refuses; ENOENT is a tracepoint that it does not have
     */
    public BpfLink attach(String tracepoint) {
        return LinkAttaching.attach(
                this,
                "raw tracepoint " + tracepoint,
                KernelFeature.RAW_TRACEPOINT,
                BpfCommand.BPF_RAW_TRACEPOINT_OPEN,
                fd -> AttachCalls.openRawTracepoint(fd, tracepoint),
                () -> Tracefs.withoutEvent(tracepoint));
    }
}
