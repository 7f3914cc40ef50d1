package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/** The kinds of program ({@code enum bpf_prog_type}, include/uapi/linux/bpf.h, Linux 6.18). */
public enum ProgramType implements UapiConstant {
    BPF_PROG_TYPE_UNSPEC,
    BPF_PROG_TYPE_SOCKET_FILTER,
    BPF_PROG_TYPE_KPROBE,
    BPF_PROG_TYPE_SCHED_CLS,
    BPF_PROG_TYPE_SCHED_ACT,
    BPF_PROG_TYPE_TRACEPOINT,
    BPF_PROG_TYPE_XDP,
    BPF_PROG_TYPE_PERF_EVENT,
    BPF_PROG_TYPE_CGROUP_SKB,
    BPF_PROG_TYPE_CGROUP_SOCK,
    BPF_PROG_TYPE_LWT_IN,
    BPF_PROG_TYPE_LWT_OUT,
    BPF_PROG_TYPE_LWT_XMIT,
    BPF_PROG_TYPE_SOCK_OPS,
    BPF_PROG_TYPE_SK_SKB,
    BPF_PROG_TYPE_CGROUP_DEVICE,
    BPF_PROG_TYPE_SK_MSG,
    BPF_PROG_TYPE_RAW_TRACEPOINT,
    BPF_PROG_TYPE_CGROUP_SOCK_ADDR,
    BPF_PROG_TYPE_LWT_SEG6LOCAL,
    BPF_PROG_TYPE_LIRC_MODE2,
    BPF_PROG_TYPE_SK_REUSEPORT,
    BPF_PROG_TYPE_FLOW_DISSECTOR,
    BPF_PROG_TYPE_CGROUP_SYSCTL,
    BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE,
    BPF_PROG_TYPE_CGROUP_SOCKOPT,
    BPF_PROG_TYPE_TRACING,
    BPF_PROG_TYPE_STRUCT_OPS,
    BPF_PROG_TYPE_EXT,
    BPF_PROG_TYPE_LSM,
    BPF_PROG_TYPE_SK_LOOKUP,
    BPF_PROG_TYPE_SYSCALL,
    BPF_PROG_TYPE_NETFILTER;

    private static final String PREFIX = "BPF_PROG_TYPE_";
    private static final ProgramType[] BY_VALUE = values();

    /** {@return the number that bpf(2) takes; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
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
