package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.AttachType;
import java.util.Optional;

/**
 * A program that was loaded for one place that the kernel's BTF knows: {@code fentry}, {@code fexit}, {@code fmod_ret}, {@code
 * tp_btf}, {@code lsm}, {@code freplace}, {@code iter}. Where it runs was said at load.
 */
public final class TracingProgram extends LoadedProgram {
    private final Optional<BpfProgram> loadedFrom;

    TracingProgram(Fd fd, String name, KernelId id, Optional<BpfProgram> loadedFrom) {
        super(fd, name, id);
        this.loadedFrom = loadedFrom;
    }

    /**
     * Attaches it to what it was loaded for by a link, which goes with its last descriptor or pin. Linux 5.5; LSM 5.7, freplace
     * 5.6. An iterator is attached by {@link #iterator}.
     *
     * @throws KernelException if the kernel refuses, as it does where it is attached already (EBUSY)
     */
    public BpfLink attach() {
        return LinkAttaching.attach(
                this,
                where(),
                KernelFeature.TRACING,
                BpfCommand.BPF_RAW_TRACEPOINT_OPEN,
                fd -> AttachCalls.openRawTracepoint(fd, ""),
                LinkAttaching::unknown);
    }

    /**
     * Makes an iterator of a program of section {@code iter/KIND}, to be {@linkplain #read read} as often as one likes, or pinned
     * for {@code cat} to read. Linux 5.8.
     *
     * @throws KernelException if the kernel refuses, as it does a program that is none (EINVAL)
     */
    public BpfLink iterator() {
        return LinkAttaching.attach(
                this,
                where(),
                KernelFeature.ITERATOR,
                BpfCommand.BPF_LINK_CREATE,
                fd -> LinkCalls.create(fd, 0, AttachType.BPF_TRACE_ITER.value(), 0),
                LinkAttaching::unknown);
    }

    /**
     * {@return what the iterator's program writes, all of it} BPF_ITER_CREATE, Linux 5.8.
     *
     * @param link from {@link #iterator}
     * @throws KernelException if the kernel refuses, as it does a link that is no iterator's (EINVAL)
     */
    public static String read(BpfLink link) {
        return IteratorReader.read(link);
    }

    private String where() {
        return loadedFrom.map(program -> program.kind().target())
                .filter(target -> !target.isEmpty())
                .orElse("what it was loaded for");
    }
}
