package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/** The kinds of link ({@code enum bpf_link_type}, include/uapi/linux/bpf.h, Linux 6.18). */
public enum LinkType implements UapiConstant {
    BPF_LINK_TYPE_UNSPEC,
    BPF_LINK_TYPE_RAW_TRACEPOINT,
    BPF_LINK_TYPE_TRACING,
    BPF_LINK_TYPE_CGROUP,
    BPF_LINK_TYPE_ITER,
    BPF_LINK_TYPE_NETNS,
    BPF_LINK_TYPE_XDP,
    BPF_LINK_TYPE_PERF_EVENT,
    BPF_LINK_TYPE_KPROBE_MULTI,
    BPF_LINK_TYPE_STRUCT_OPS,
    BPF_LINK_TYPE_NETFILTER,
    BPF_LINK_TYPE_TCX,
    BPF_LINK_TYPE_UPROBE_MULTI,
    BPF_LINK_TYPE_NETKIT,
    BPF_LINK_TYPE_SOCKMAP;

    private static final String PREFIX = "BPF_LINK_TYPE_";
    private static final LinkType[] BY_VALUE = values();

    /** {@return the number that bpf(2) gives; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
    }

    /** {@return the type of that number, empty where the kernel is newer than this table} */
    public static Optional<LinkType> byValue(int value) {
        return value >= 0 && value < BY_VALUE.length ? Optional.of(BY_VALUE[value]) : Optional.empty();
    }

    /** {@return the name as bpftool prints it, such as {@code kprobe_multi}} */
    public String shortName() {
        return name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
