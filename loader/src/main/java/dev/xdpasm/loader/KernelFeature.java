package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.KernelRelease;
import java.util.Optional;

/** What only newer kernels have, with the first version that has it: one row a feature, to tell an old kernel by. */
public enum KernelFeature {
    XDP_LINK("XDP by a bpf_link", 5, 9),
    CGROUP_LINK("a bpf_link on a cgroup", 5, 7),
    NETNS_LINK("a bpf_link on a network namespace", 5, 8),
    PERF_LINK("a bpf_link on a perf event", 5, 15),
    KPROBE_MULTI("kprobe.multi", 5, 18),
    KPROBE_SESSION("kprobe.session", 6, 10),
    UPROBE_MULTI("uprobe.multi", 6, 6),
    UPROBE_SESSION("uprobe.session", 6, 13),
    RAW_TRACEPOINT("a raw tracepoint", 4, 17),
    TRACING("fentry, fexit, tp_btf and LSM programs", 5, 5),
    ITERATOR("an iterator", 5, 8),
    TCX("tcx", 6, 6),
    NETKIT("netkit", 6, 7),
    NETFILTER("a netfilter program", 6, 4),
    SK_LOOKUP("an sk_lookup program", 5, 9),
    FRAGS("xdp.frags", 5, 18),
    SOCKET_FILTER("a BPF program as a socket filter", 3, 19),
    REUSEPORT("a BPF program of sockets that share a port", 4, 5),
    SK_REUSEPORT("an sk_reuseport program", 4, 19),
    SOCKMAP("a program on the sockets of a map", 4, 14),
    SOCKMAP_QUERY("asking a map of sockets for its programs", 5, 17),
    SOCKMAP_LINK("a bpf_link on the sockets of a map", 6, 10),
    SYSCALL("a syscall program", 5, 14),
    FREPLACE("an freplace program", 5, 6),
    STRUCT_OPS_LINK("a struct of functions that is registered by a link", 6, 4),
    ARENA("an arena", 6, 9);

    private final String shown;
    private final int major;
    private final int minor;

    KernelFeature(String shown, int major, int minor) {
        this.shown = shown;
        this.major = major;
        this.minor = minor;
    }

    /** {@return whether the running kernel's version has it} What the kernel was built without, it has not all the same. */
    public boolean isInVersion() {
        return KernelRelease.running().isAtLeast(major, minor);
    }

    /** {@return why the running kernel cannot have it, if its version is too old} */
    public Optional<String> tooOld() {
        return isInVersion()
                ? Optional.empty()
                : Optional.of("this kernel is " + KernelRelease.running() + ", " + shown + " needs " + major + "." + minor);
    }

    /** {@return such as {@code tcx (Linux 6.6)}} */
    @Override
    public String toString() {
        return shown + " (Linux " + major + "." + minor + ")";
    }
}
