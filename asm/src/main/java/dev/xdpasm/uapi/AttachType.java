package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/**
 * Where programs are attached ({@code enum bpf_attach_type}, include/uapi/linux/bpf.h, Linux 6.18): BPF_PROG_LOAD takes it as
 * {@code expected_attach_type}, BPF_LINK_CREATE and BPF_PROG_ATTACH as {@code attach_type}.
 *
 * <p>The first is number 0, which the kernel also reads where nothing is said.
 */
public enum AttachType implements UapiConstant {
    BPF_CGROUP_INET_INGRESS("4.10"),
    BPF_CGROUP_INET_EGRESS("4.10"),
    BPF_CGROUP_INET_SOCK_CREATE("4.10"),
    BPF_CGROUP_SOCK_OPS("4.13"),
    BPF_SK_SKB_STREAM_PARSER("4.14"),
    BPF_SK_SKB_STREAM_VERDICT("4.14"),
    BPF_CGROUP_DEVICE("4.15"),
    BPF_SK_MSG_VERDICT("4.17"),
    BPF_CGROUP_INET4_BIND("4.17"),
    BPF_CGROUP_INET6_BIND("4.17"),
    BPF_CGROUP_INET4_CONNECT("4.17"),
    BPF_CGROUP_INET6_CONNECT("4.17"),
    BPF_CGROUP_INET4_POST_BIND("4.17"),
    BPF_CGROUP_INET6_POST_BIND("4.17"),
    BPF_CGROUP_UDP4_SENDMSG("4.18"),
    BPF_CGROUP_UDP6_SENDMSG("4.18"),
    BPF_LIRC_MODE2("4.18"),
    BPF_FLOW_DISSECTOR("4.20"),
    BPF_CGROUP_SYSCTL("5.2"),
    BPF_CGROUP_UDP4_RECVMSG("5.2"),
    BPF_CGROUP_UDP6_RECVMSG("5.2"),
    BPF_CGROUP_GETSOCKOPT("5.3"),
    BPF_CGROUP_SETSOCKOPT("5.3"),
    BPF_TRACE_RAW_TP("5.5"),
    BPF_TRACE_FENTRY("5.5"),
    BPF_TRACE_FEXIT("5.5"),
    BPF_MODIFY_RETURN("5.7"),
    BPF_LSM_MAC("5.7"),
    BPF_TRACE_ITER("5.8"),
    BPF_CGROUP_INET4_GETPEERNAME("5.8"),
    BPF_CGROUP_INET6_GETPEERNAME("5.8"),
    BPF_CGROUP_INET4_GETSOCKNAME("5.8"),
    BPF_CGROUP_INET6_GETSOCKNAME("5.8"),
    BPF_XDP_DEVMAP("5.8"),
    BPF_CGROUP_INET_SOCK_RELEASE("5.9"),
    BPF_XDP_CPUMAP("5.9"),
    BPF_SK_LOOKUP("5.9"),
    BPF_XDP("5.9"),
    BPF_SK_SKB_VERDICT("5.13"),
    BPF_SK_REUSEPORT_SELECT("5.14"),
    BPF_SK_REUSEPORT_SELECT_OR_MIGRATE("5.14"),
    BPF_PERF_EVENT("5.15"),
    BPF_TRACE_KPROBE_MULTI("5.18"),
    BPF_LSM_CGROUP("6.0"),
    BPF_STRUCT_OPS("6.4"),
    BPF_NETFILTER("6.4"),
    BPF_TCX_INGRESS("6.6"),
    BPF_TCX_EGRESS("6.6"),
    BPF_TRACE_UPROBE_MULTI("6.6"),
    BPF_CGROUP_UNIX_CONNECT("6.7"),
    BPF_CGROUP_UNIX_SENDMSG("6.7"),
    BPF_CGROUP_UNIX_RECVMSG("6.7"),
    BPF_CGROUP_UNIX_GETPEERNAME("6.7"),
    BPF_CGROUP_UNIX_GETSOCKNAME("6.7"),
    BPF_NETKIT_PRIMARY("6.7"),
    BPF_NETKIT_PEER("6.7"),
    BPF_TRACE_KPROBE_SESSION("6.10"),
    BPF_TRACE_UPROBE_SESSION("6.13");

    private static final String PREFIX = "BPF_";
    private static final AttachType[] BY_VALUE = values();

    private final String since;

    AttachType(String since) {
        this.since = since;
    }

    /** {@return the number that bpf(2) takes; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
    }

    /**
     * {@return the first release of Linux that has the number, such as {@code 5.8}} What was attached before there was one is told by
     * the type of the program: BPF_XDP and BPF_SK_REUSEPORT_SELECT.
     */
    public String since() {
        return since;
    }

    /** {@return the type of that number, empty where the kernel is newer than this table} */
    public static Optional<AttachType> byValue(int value) {
        return value >= 0 && value < BY_VALUE.length ? Optional.of(BY_VALUE[value]) : Optional.empty();
    }

    /** {@return the name in short, such as {@code tcx_ingress}} */
    public String shortName() {
        return name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
