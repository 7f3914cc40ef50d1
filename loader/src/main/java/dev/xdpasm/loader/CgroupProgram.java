package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.AttachType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * A program that decides about what the processes of a cgroup (version 2) do: packets, sockets, addresses, options, devices,
 * sysctls, and with {@code lsm_cgroup} (Linux 6.0) what a hook of the security modules is asked. Attached by a link, or in the
 * way of before Linux 5.7.
 */
public final class CgroupProgram extends LoadedProgram {
    /** {@code BPF_F_ALLOW_MULTI}: others, and those of cgroups below, run as well. Linux 4.15. */
    private static final int BPF_F_ALLOW_MULTI = 1 << 1;

    private final Optional<AttachType> attachType;

    CgroupProgram(Fd fd, String name, KernelId id, Optional<BpfProgram> loadedFrom) {
        super(fd, name, id);
        this.attachType = loadedFrom.flatMap(program -> program.kind().attachType());
    }

    /**
     * Attaches it where its section says: {@link #attach(Path, AttachType)}.
     *
     * @throws BpfException if its section does not say, or it is a pinned one, whose section is not known
     */
    public BpfLink attach(Path cgroup) {
        return attach(cgroup, ownType());
    }

    /**
     * Attaches it to a cgroup by a link, which goes with its last descriptor or pin. Linux 5.7.
     *
     * @param cgroup a folder of the cgroup2 file system
     * @throws KernelException if the kernel refuses; says so where the folder is no cgroup
     */
    public BpfLink attach(Path cgroup, AttachType type) {
        return withCgroup(cgroup, target -> LinkAttaching.attach(
                this,
                "cgroup " + cgroup + " (" + type.shortName() + ")",
                KernelFeature.CGROUP_LINK,
                BpfCommand.BPF_LINK_CREATE,
                fd -> LinkCalls.create(fd, target, type.value(), 0),
                () -> reason(cgroup)));
    }

    /**
     * Attaches it to a cgroup beside others (BPF_PROG_ATTACH with BPF_F_ALLOW_MULTI): it stays until it is detached or the cgroup
     * goes. Linux 4.15.
     *
     * @return what takes it off when closed
     * @throws KernelException if the kernel refuses, as it does where it is attached already (EINVAL)
     */
    public CgroupAttachment attachForKeeps(Path cgroup) {
        AttachType type = ownType();
        long answer = call(cgroup, target -> fd().use(fd -> AttachCalls.attach(fd, target, type.value(), BPF_F_ALLOW_MULTI)));
        if (answer < 0) {
            throw LinkAttaching.refusal(
                    "program " + name() + " could not be attached to cgroup " + cgroup,
                    KernelFeature.RAW_TRACEPOINT,
                    BpfCommand.BPF_PROG_ATTACH,
                    answer,
                    () -> reason(cgroup));
        }
        return new CgroupAttachment(this, cgroup, type);
    }

    /**
     * {@return the ids of the programs that are attached to a cgroup itself, in their order} BPF_PROG_QUERY, Linux 4.15.
     *
     * @throws KernelException if the kernel refuses
     */
    public static List<Integer> attached(Path cgroup, AttachType type) {
        AttachCalls.Attached attached = withCgroup(cgroup, target -> AttachCalls.query(target, type.value()));
        if (attached.answer() < 0) {
            throw LinkAttaching.refusal(
                    "cgroup " + cgroup + " could not be asked for its programs",
                    KernelFeature.RAW_TRACEPOINT,
                    BpfCommand.BPF_PROG_QUERY,
                    attached.answer(),
                    () -> reason(cgroup));
        }
        return attached.programIds();
    }

    private AttachType ownType() {
        return attachType.orElseThrow(() -> new BpfException("program " + name()
                + " does not say where in a cgroup it runs: attach it with an attach type"));
    }

    private static Optional<String> reason(Path cgroup) {
        return Files.exists(cgroup.resolve("cgroup.controllers"))
                ? Optional.empty()
                : Optional.of(cgroup + " is no folder of cgroup2 (there is no cgroup.controllers in it)");
    }

    static long call(Path cgroup, IntToLongFunction call) {
        return withCgroup(cgroup, call::applyAsLong);
    }

    /** A call that needs a cgroup's descriptor. */
    private interface Call<T> {
        T with(int cgroup);
    }

    private static <T> T withCgroup(Path cgroup, Call<T> call) {
        long fd = Syscalls.open(cgroup.toString());
        if (fd < 0) {
            throw fd == -Errno.ENOENT
                    ? new BpfException("there is no cgroup " + cgroup)
                    : Refusal.call("cgroup " + cgroup + " could not be opened", "open", fd);
        }
        try {
            return call.with((int) fd);
        } finally {
            Syscalls.close((int) fd);
        }
    }
}
