package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.loader.sys.PerfEvent;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.SectionType;
import dev.xdpasm.uapi.AttachType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A program that runs at an event of perf: a tracepoint, a place in the kernel's or a process's code, or the ticks of a clock.
 * Each is attached by a link on the event (Linux 5.15), which goes with its last descriptor or pin.
 */
public final class ProbeProgram extends LoadedProgram {
    /** {@code BPF_F_KPROBE_MULTI_RETURN} and {@code BPF_F_UPROBE_MULTI_RETURN}. */
    private static final int RETURNS = 1;

    private static final int ALL_PROCESSES = -1;

    private final Optional<BpfProgram> loadedFrom;

    ProbeProgram(Fd fd, String name, KernelId id, Optional<BpfProgram> loadedFrom) {
        super(fd, name, id);
        this.loadedFrom = loadedFrom;
    }

    /** Whether a probe is hit where code begins or where it returns. */
    public enum At {
        /** kprobe, uprobe. */
        ENTRY,
        /** kretprobe, uretprobe. */
        RETURN;

        boolean returns() {
            return this == RETURN;
        }
    }

    /**
     * Attaches it to the tracepoint that its section names, {@code tracepoint/GROUP/NAME}.
     *
     * @throws BpfException if its section names none, or it is a pinned one, whose section is not known
     */
    public BpfLink attachTracepoint() {
        String[] target = loadedFrom.map(program -> program.kind().target()).orElse("").split("/");
        if (target.length != 2) {
            throw new BpfException("program " + name() + " does not say which tracepoint it is for: name its group and name");
        }
        return attachTracepoint(target[0], target[1]);
    }

    /**
     * Attaches it to a tracepoint, for all processes: {@code attachTracepoint("syscalls", "sys_enter_getpid")}.
     *
     * @throws BpfException if there is no such tracepoint, or tracefs is not mounted
     * @throws KernelException if the kernel refuses
     */
    public BpfLink attachTracepoint(String group, String tracepoint) {
        long id = Tracefs.id(group, tracepoint);
        return onEvent("tracepoint " + group + "/" + tracepoint, PerfEvent.openTracepoint(id));
    }

    /**
     * Attaches it to a function of the kernel (kprobe).
     *
     * @param offset bytes behind the function's beginning; 0 for {@link At#RETURN}
     * @throws BpfException if the kernel was built without kprobes
     * @throws KernelException if the kernel refuses; ENOENT is a function that it does not have
     */
    public BpfLink attachKprobe(String function, long offset, At at) {
        int type = Tracefs.probeType("kprobe");
        return onEvent(
                "function " + function + (offset == 0 ? "" : "+" + offset),
                PerfEvent.openProbe(type, at.returns(), function, offset, ALL_PROCESSES));
    }

    /**
     * Attaches it to a place in a file of machine code (uprobe), for one process or all.
     *
     * @param offset of the place in the file, in bytes
     * @param pid the process; empty for all
     * @throws BpfException if the kernel was built without uprobes
     * @throws KernelException if the kernel refuses; ENOENT is a file that is not there
     */
    public BpfLink attachUprobe(Path file, long offset, Optional<Long> pid, At at) {
        int type = Tracefs.probeType("uprobe");
        int process = pid.map(Long::intValue).orElse(ALL_PROCESSES);
        return onEvent(
                file + "+" + offset, PerfEvent.openProbe(type, at.returns(), file.toString(), offset, process));
    }

    /**
     * Attaches it to a CPU's clock: it runs so many times a second, whatever the CPU does.
     *
     * @throws KernelException if the kernel refuses, as it does for a CPU that is not there (ENODEV)
     */
    public BpfLink attachClock(int cpu, long hertz) {
        return onEvent("the clock of CPU " + cpu, PerfEvent.openClock(cpu, hertz));
    }

    /** The link keeps the event, whose descriptor is not needed any more then. */
    private BpfLink onEvent(String where, long event) {
        if (event < 0) {
            throw Refusal.call(
                    "program " + name() + " could not be attached to " + where,
                    "perf_event_open",
                    event,
                    Capability.CAP_PERFMON);
        }
        try (Fd open = new Fd((int) event, "the event of " + where)) {
            return LinkAttaching.attach(
                    this,
                    where,
                    KernelFeature.PERF_LINK,
                    BpfCommand.BPF_LINK_CREATE,
                    fd -> open.use(perf -> {
                        long answer = LinkCalls.createPerf(fd, perf, AttachType.BPF_PERF_EVENT.value(), 0);
                        return answer < 0 ? answer : enabled(perf, answer);
                    }),
                    LinkAttaching::unknown);
        }
    }

    /** Attaching starts a tracepoint and a probe, and a clock runs from the beginning; to enable them again does no harm. */
    private static long enabled(int event, long link) {
        PerfEvent.enable(event);
        return link;
    }

    /**
     * Attaches it to many functions of the kernel at once (kprobe.multi), which its section has to have said. Linux 5.18.
     *
     * @throws KernelException if the kernel refuses; ESRCH or EINVAL is a function that it does not have
     */
    public BpfLink attachKprobes(List<String> functions, At at) {
        return onFunctions(functions, AttachType.BPF_TRACE_KPROBE_MULTI, KernelFeature.KPROBE_MULTI, at);
    }

    /**
     * Attaches it to many functions of the kernel for both where they begin and where they return (kprobe.session), which its section
     * has to have said: where it answers 1 at the beginning, it is not run at that return. Linux 6.10.
     *
     * @throws KernelException if the kernel refuses; ESRCH or EINVAL is a function that it does not have
     */
    public BpfLink attachKprobeSession(List<String> functions) {
        return onFunctions(functions, AttachType.BPF_TRACE_KPROBE_SESSION, KernelFeature.KPROBE_SESSION, At.ENTRY);
    }

    private BpfLink onFunctions(List<String> functions, AttachType type, KernelFeature feature, At at) {
        return LinkAttaching.attach(
                this,
                functions.size() + " functions",
                feature,
                BpfCommand.BPF_LINK_CREATE,
                fd -> LinkCalls.createKprobeMulti(fd, type.value(), at.returns() ? RETURNS : 0, functions),
                () -> loadedForOther(type));
    }

    /**
     * Attaches it to many places of a file of machine code at once (uprobe.multi), which its section has to have said. Linux 6.6.
     *
     * @param pid the process; empty for all
     * @throws KernelException if the kernel refuses
     */
    public BpfLink attachUprobes(Path file, List<Long> offsets, Optional<Long> pid, At at) {
        return onPlaces(file, offsets, pid, AttachType.BPF_TRACE_UPROBE_MULTI, KernelFeature.UPROBE_MULTI, at);
    }

    /**
     * Attaches it to many functions in a file of machine code for both where they begin and where they return (uprobe.session),
     * which its section has to have said: where it answers 1 at the beginning, it is not run at that return. Linux 6.13.
     *
     * @param offsets where the functions begin in the file, in bytes
     * @param pid the process; empty for all
     * @throws KernelException if the kernel refuses
     */
    public BpfLink attachUprobeSession(Path file, List<Long> offsets, Optional<Long> pid) {
        return onPlaces(file, offsets, pid, AttachType.BPF_TRACE_UPROBE_SESSION, KernelFeature.UPROBE_SESSION, At.ENTRY);
    }

    private BpfLink onPlaces(
            Path file, List<Long> offsets, Optional<Long> pid, AttachType type, KernelFeature feature, At at) {
        return LinkAttaching.attach(
                this,
                offsets.size() + " places of " + file,
                feature,
                BpfCommand.BPF_LINK_CREATE,
                fd -> LinkCalls.createUprobeMulti(
                        fd,
                        type.value(),
                        at.returns() ? RETURNS : 0,
                        file.toString(),
                        offsets,
                        pid.map(Long::intValue).orElse(0)),
                () -> loadedForOther(type));
    }

    /** Why a program does not fit a kind of link, if it is of a section of another kind. */
    private Optional<String> loadedForOther(AttachType wanted) {
        return loadedFrom
                .filter(program -> !program.kind().attachType().equals(Optional.of(wanted)))
                .map(program -> "it was loaded from section " + program.section() + ", expected "
                        + Arrays.stream(SectionType.values())
                                .filter(section -> section.attachType().equals(Optional.of(wanted)))
                                .map(SectionType::sectionName)
                                .collect(Collectors.joining(" or ")));
    }
}
