package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.loader.sys.ProgInfo;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.uapi.ProgramType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel says about a loaded program (BPF_OBJ_GET_INFO_BY_FD, Linux 4.13). Which processes hold it the kernel
 * does not say: {@link Holders} looks for them.
 *
 * @param id the id
 * @param typeNumber {@code enum bpf_prog_type}
 * @param name the kernel's name, the first 15 characters; empty for a program without
 * @param tag the hash over its instructions, 16 hex digits
 * @param gplCompatible whether its license is. Linux 4.18
 * @param loadTime when it was loaded
 * @param uid the user who loaded it
 * @param xlatedBytes size after the verifier rewrote it
 * @param jitedBytes size of the machine code, 0 if it is interpreted
 * @param memlockBytes memory that is accounted to it ({@code memlock} of its fdinfo)
 * @param mapIds the maps that it uses
 * @param btfId the BTF that it was loaded with, 0 for none. Linux 5.0
 * @param verifiedInsns how many instructions the verifier looked at, each path anew. Linux 5.16, 0 before
 * @param runs how often it ran and how long, while statistics were on ({@link RunStatistics}). Linux 5.1
 */
public record ProgramInfo(
        int id,
        int typeNumber,
        String name,
        String tag,
        boolean gplCompatible,
        Instant loadTime,
        int uid,
        int xlatedBytes,
        int jitedBytes,
        long memlockBytes,
        List<Integer> mapIds,
        int btfId,
        int verifiedInsns,
        Runs runs) {

    /**
     * How often a program ran, and how long.
     *
     * @param count the runs, on all CPUs
     * @param nanos nanoseconds in all
     */
    public record Runs(long count, long nanos) {
        /** None were counted. */
        public static final Runs NONE = new Runs(0, 0);

        /** {@return the runs since an earlier look} */
        public Runs since(Runs earlier) {
            return new Runs(count - earlier.count, nanos - earlier.nanos);
        }

        /** {@return nanoseconds a run, 0 if there was none} */
        public double nanosPerRun() {
            return count == 0 ? 0 : (double) nanos / count;
        }
    }

    /** Creates a description. */
    public ProgramInfo {
        mapIds = List.copyOf(mapIds);
    }

    /** {@return the type, empty where the kernel is newer than our table} */
    public Optional<ProgramType> type() {
        return ProgramType.byValue(typeNumber);
    }

    /** {@return the type as bpftool prints it, such as {@code xdp}; {@code type N} where the kernel is newer than our table} */
    public String typeName() {
        return type().map(ProgramType::shortName).orElse("type " + typeNumber);
    }

    /**
     * {@return the program of that id} Needs CAP_SYS_ADMIN.
     *
     * @throws BpfException if there is none
     * @throws KernelException if the kernel refuses
     */
    public static ProgramInfo byId(int id) {
        Optional<Fd> program = open(id);
        if (program.isEmpty()) {
            throw new BpfException("no program has the id " + Integer.toUnsignedString(id));
        }
        try (Fd fd = program.get()) {
            return of(fd);
        }
    }

    /**
     * {@return all programs in the kernel, in the order of their ids; those that go meanwhile are left out} Needs
     * CAP_SYS_ADMIN.
     *
     * @throws KernelException if the kernel refuses
     */
    public static List<ProgramInfo> all() {
        List<ProgramInfo> all = new ArrayList<>();
        int id = 0;
        while (true) {
            long next = ObjectCalls.nextProgramId(id);
            if (next == -Errno.ENOENT) {
                return all;
            }
            if (next < 0) {
                throw Refusal.bpf(
                        "the programs could not be listed",
                        BpfCommand.BPF_PROG_GET_NEXT_ID,
                        next,
                        Capability.CAP_SYS_ADMIN);
            }
            id = (int) next;
            Optional<Fd> program = open(id);
            if (program.isPresent()) {
                try (Fd fd = program.get()) {
                    all.add(of(fd));
                }
            }
        }
    }

    /** {@return a program by its id, empty if it is gone} */
    static Optional<Fd> open(int programId) {
        long answer = ObjectCalls.programById(programId);
        if (answer == -Errno.ENOENT) {
            return Optional.empty();
        }
        if (answer < 0) {
            throw Refusal.bpf(
                    "program " + programId + " could not be opened",
                    BpfCommand.BPF_PROG_GET_FD_BY_ID,
                    answer,
                    Capability.CAP_SYS_ADMIN);
        }
        return Optional.of(new Fd((int) answer, "program " + programId));
    }
    static ProgramInfo of(Fd program) {
        ProgInfo info = read(program);
        String[] memlock = {"0"};
        program.use(fd -> {
            memlock[0] = ProcFiles.descriptor(fd, "memlock").orElse("0");
            return 0;
        });
        return new ProgramInfo(
                info.id(),
                info.type(),
                info.name(),
                HexFormat.of().formatHex(info.tag()),
                info.gplCompatible(),
                Instant.now().minusNanos(Syscalls.bootNanos() - info.loadTime()),
                info.uid(),
                info.xlatedBytes(),
                info.jitedBytes(),
                Long.parseLong(memlock[0]),
                info.mapIds(),
                info.btfId(),
                info.verifiedInsns(),
                new Runs(info.runCount(), info.runNanos()));
    }

    static ProgInfo read(Fd program) {
        ProgInfo[] info = new ProgInfo[1];
        program.use(fd -> {
            info[0] = ProgInfo.read(fd);
            return info[0].errno();
        });
        if (info[0].errno() != 0) {
            throw Refusal.bpf(
                    program.what() + " could not be described", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -info[0].errno());
        }
        return info[0];
    }

    /** {@return the kernel's name of a program with a comma behind it, for messages; empty if it cannot be told} */
    static String shownName(int id) {
        try {
            Optional<Fd> program = open(id);
            if (program.isEmpty()) {
                return "";
            }
            try (Fd fd = program.get()) {
                String name = read(fd).name();
                return name.isEmpty() ? "" : name + ", ";
            }
        } catch (KernelException e) {
            // A message about something else is being written: without the name then.
            return "";
        }
    }
}
