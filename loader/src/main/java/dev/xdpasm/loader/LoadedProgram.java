package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgInfo;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program in the kernel.
 *
 * <p>Those from {@link Bpf#program} are closed with their {@link Bpf}, those from {@link Pins#program} by whoever asked
 * for them. Thread-safe.
 */
public abstract sealed class LoadedProgram implements AutoCloseable permits XdpProgram, TcProgram, CgroupProgram, NetnsProgram, NetfilterProgram, ProbeProgram,
                RawTracepointProgram, TracingProgram, SocketProgram, SockmapProgram, SyscallProgram, OtherProgram {
    /** Room for a packet that the program makes longer; what is longer still is asked for again. */
    private static final int GROWTH_ROOM = 512;

    private final Fd fd;
    private final String name;
    private final KernelId id;

    LoadedProgram(Fd fd, String name, KernelId id) {
        this.fd = fd;
        this.name = name;
        this.id = id;
    }

    /** Takes over a program that was loaded just now. */
    static LoadedProgram of(Fd fd, BpfProgram loadedFrom) {
        return of(fd, loadedFrom.name(), KernelId.unknown(fd), loadedFrom.type(), Optional.of(loadedFrom));
    }

    /** Takes over an open program, of which only the kernel knows what it is; closes it if it cannot be described. */
    static LoadedProgram of(Fd fd) {
        try {
            ProgInfo info = ProgramInfo.read(fd);
            ProgramType type = ProgramType.byValue(info.type()).orElse(ProgramType.BPF_PROG_TYPE_UNSPEC);
            return of(fd, info.name(), KernelId.known(fd, info.id()), type, Optional.empty());
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    private static LoadedProgram of(
            Fd fd, String name, KernelId id, ProgramType type, Optional<BpfProgram> loadedFrom) {
        return switch (type) {
            case BPF_PROG_TYPE_XDP -> new XdpProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_SCHED_CLS -> new TcProgram(fd, name, id);
            case BPF_PROG_TYPE_CGROUP_SKB,
                    BPF_PROG_TYPE_CGROUP_SOCK,
                    BPF_PROG_TYPE_CGROUP_SOCK_ADDR,
                    BPF_PROG_TYPE_CGROUP_SOCKOPT,
                    BPF_PROG_TYPE_CGROUP_SYSCTL,
                    BPF_PROG_TYPE_CGROUP_DEVICE,
                    BPF_PROG_TYPE_SOCK_OPS -> new CgroupProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_SK_LOOKUP, BPF_PROG_TYPE_FLOW_DISSECTOR -> new NetnsProgram(fd, name, id, type);
            case BPF_PROG_TYPE_NETFILTER -> new NetfilterProgram(fd, name, id);
            case BPF_PROG_TYPE_KPROBE, BPF_PROG_TYPE_TRACEPOINT, BPF_PROG_TYPE_PERF_EVENT ->
                new ProbeProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_RAW_TRACEPOINT, BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE ->
                new RawTracepointProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_LSM -> isOfCgroup(loadedFrom)
                    ? new CgroupProgram(fd, name, id, loadedFrom)
                    : new TracingProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_TRACING, BPF_PROG_TYPE_EXT -> new TracingProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_SOCKET_FILTER, BPF_PROG_TYPE_SK_REUSEPORT -> new SocketProgram(fd, name, id, type);
            case BPF_PROG_TYPE_SK_SKB, BPF_PROG_TYPE_SK_MSG -> new SockmapProgram(fd, name, id, loadedFrom);
            case BPF_PROG_TYPE_SYSCALL -> new SyscallProgram(fd, name, id);
            default -> new OtherProgram(fd, name, id);
        };
    }

    private static boolean isOfCgroup(Optional<BpfProgram> lsm) {
        return lsm.flatMap(program -> program.kind().attachType()).filter(AttachType.BPF_LSM_CGROUP::equals).isPresent();
    }

    /**
     * {@return the program of an id, an {@link XdpProgram} if it is one; the caller closes it} BPF_PROG_GET_FD_BY_ID, Linux
     * 4.13. Needs CAP_SYS_ADMIN.
     *
     * @throws BpfException if there is none
     * @throws KernelException if the kernel refuses
     */
    public static LoadedProgram byId(int id) {
        Fd fd = ProgramInfo.open(id)
                .orElseThrow(() -> new BpfException("no program has the id " + Integer.toUnsignedString(id)));
        return of(fd);
    }

    /** {@return its instructions and lines as the kernel holds them} Needs CAP_BPF or so. */
    public ProgramDump dump() {
        return ProgramDump.of(fd);
    }

    /** {@return its full name, or of a pinned program the kernel's, the first 15 characters} */
    public String name() {
        return name;
    }

    /**
     * {@return its id in the kernel} Of a program that was loaded here it is asked of the kernel when it is first wanted
     * (BPF_OBJ_GET_INFO_BY_FD, Linux 4.13).
     *
     * @throws IllegalStateException if it is closed, and was never asked for its id before
     */
    public int id() {
        return id.get();
    }

    /** {@return what the kernel says about it} BPF_OBJ_GET_INFO_BY_FD, Linux 4.13. */
    public ProgramInfo info() {
        return ProgramInfo.of(fd);
    }

    Fd fd() {
        return fd;
    }

    /**
     * Gives it a name on bpffs, under which it outlives this process. BPF_OBJ_PIN, Linux 4.4.
     *
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public void pin(Path path) {
        Pins.pin(fd, path);
    }

    /** Runs it once: {@link #run(byte[], int)}. */
    public RunResult run(byte[] packet) {
        return run(packet, 1);
    }

    /**
     * Runs it on a packet, which it sees anew each time: {@link #run(RunRequest)}.
     *
     * @param repeat how often, at least 1
     */
    public RunResult run(byte[] packet, int repeat) {
        return run(RunRequest.of(packet).withRepeat(repeat));
    }

    /**
     * Runs it without its being attached. BPF_PROG_RUN, Linux 4.12; which types can be run, and what they may be given, has
     * grown since.
     *
     * @throws KernelException if the kernel refuses, or does not run programs of the type
     */
    public RunResult run(RunRequest request) {
        int room = request.packet().length == 0 || request.liveFrames() ? 0 : request.packet().length + GROWTH_ROOM;
        ProgramCalls.Run run = run(request, room);
        if (run.answer() == -Errno.ENOSPC) {
            run = run(request, run.size());
        }
        if (run.answer() < 0) {
            throw refused(request, run.answer());
        }
        return new RunResult(run.retval(), run.nanos(), run.data(), run.context());
    }

    private KernelException refused(RunRequest request, long answer) {
        String what = "program " + name + " could not be run on " + request.packet().length + " bytes";
        if (answer == -Errno.ENOTSUPP || answer == -Errno.EOPNOTSUPP) {
            return Refusal.bpf(what, BpfCommand.BPF_PROG_RUN, answer, "the kernel does not run programs of its type by hand");
        }
        return request.problem(answer)
                .map(reason -> Refusal.bpf(what, BpfCommand.BPF_PROG_RUN, answer, reason))
                .orElseGet(() ->
                        Refusal.bpf(what, BpfCommand.BPF_PROG_RUN, answer, Capability.CAP_BPF, Capability.CAP_NET_ADMIN));
    }

    private ProgramCalls.Run run(RunRequest request, int room) {
        ProgramCalls.Run[] run = new ProgramCalls.Run[1];
        fd.use(number -> {
            run[0] = ProgramCalls.run(number, request.input(room));
            return run[0].answer();
        });
        return run[0];
    }

    /** Closes the descriptor; a second time does nothing. An attached or pinned program lives on in the kernel. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name + id.shown() + "]";
    }
}
