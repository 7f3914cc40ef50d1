package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/** The kinds of program ({@code enum bpf_prog_type}, include/uapi/linux/bpf.h, Linux 6.18). */
public enum ProgramType implements UapiConstant {
    BPF_PROG_TYPE_UNSPEC("3.18"),
    BPF_PROG_TYPE_SOCKET_FILTER("3.19"),
    BPF_PROG_TYPE_KPROBE("4.1"),
    BPF_PROG_TYPE_SCHED_CLS("4.1"),
    BPF_PROG_TYPE_SCHED_ACT("4.1"),
    BPF_PROG_TYPE_TRACEPOINT("4.7"),
    BPF_PROG_TYPE_XDP("4.8"),
    BPF_PROG_TYPE_PERF_EVENT("4.9"),
    BPF_PROG_TYPE_CGROUP_SKB("4.10"),
    BPF_PROG_TYPE_CGROUP_SOCK("4.10"),
    BPF_PROG_TYPE_LWT_IN("4.10"),
    BPF_PROG_TYPE_LWT_OUT("4.10"),
    BPF_PROG_TYPE_LWT_XMIT("4.10"),
    BPF_PROG_TYPE_SOCK_OPS("4.13"),
    BPF_PROG_TYPE_SK_SKB("4.14"),
    BPF_PROG_TYPE_CGROUP_DEVICE("4.15"),
    BPF_PROG_TYPE_SK_MSG("4.17"),
    BPF_PROG_TYPE_RAW_TRACEPOINT("4.17"),
    BPF_PROG_TYPE_CGROUP_SOCK_ADDR("4.17"),
    BPF_PROG_TYPE_LWT_SEG6LOCAL("4.18"),
    BPF_PROG_TYPE_LIRC_MODE2("4.18"),
    BPF_PROG_TYPE_SK_REUSEPORT("4.19"),
    BPF_PROG_TYPE_FLOW_DISSECTOR("4.20"),
    BPF_PROG_TYPE_CGROUP_SYSCTL("5.2"),
    BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE("5.2"),
    BPF_PROG_TYPE_CGROUP_SOCKOPT("5.3"),
    BPF_PROG_TYPE_TRACING("5.5"),
    BPF_PROG_TYPE_STRUCT_OPS("5.6"),
    BPF_PROG_TYPE_EXT("5.6"),
    BPF_PROG_TYPE_LSM("5.7"),
    BPF_PROG_TYPE_SK_LOOKUP("5.9"),
    BPF_PROG_TYPE_SYSCALL("5.14"),
    BPF_PROG_TYPE_NETFILTER("6.4");

    private static final String PREFIX = "BPF_PROG_TYPE_";
    private static final ProgramType[] BY_VALUE = values();

    private final String since;

    ProgramType(String since) {
        this.since = since;
    }

    /** {@return the number that bpf(2) takes; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
    }

    /** {@return the first release of Linux that loads programs of the kind, such as {@code 5.8}} */
    public String since() {
        return since;
    }

    /** {@return the type of that number, empty where the kernel is newer than this table} */
    public static Optional<ProgramType> byValue(int value) {
        return value >= 0 && value < BY_VALUE.length ? Optional.of(BY_VALUE[value]) : Optional.empty();
    }

    /** {@return the name as bpftool prints it and {@code .xasm} text spells it, such as {@code sched_cls}} */
    public String shortName() {
        return name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** {@return the type of that {@link #shortName()}} */
    public static Optional<ProgramType> byShortName(String name) {
        for (ProgramType type : BY_VALUE) {
            if (type.shortName().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
