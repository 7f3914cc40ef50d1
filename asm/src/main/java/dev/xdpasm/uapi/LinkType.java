package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/** The kinds of link ({@code enum bpf_link_type}, include/uapi/linux/bpf.h, Linux 6.18). */
public enum LinkType implements UapiConstant {
    BPF_LINK_TYPE_UNSPEC("5.7"),
    BPF_LINK_TYPE_RAW_TRACEPOINT("5.7"),
    BPF_LINK_TYPE_TRACING("5.7"),
    BPF_LINK_TYPE_CGROUP("5.7"),
    BPF_LINK_TYPE_ITER("5.8"),
    BPF_LINK_TYPE_NETNS("5.8"),
    BPF_LINK_TYPE_XDP("5.9"),
    BPF_LINK_TYPE_PERF_EVENT("5.15"),
    BPF_LINK_TYPE_KPROBE_MULTI("5.18"),
    BPF_LINK_TYPE_STRUCT_OPS("6.4"),
    BPF_LINK_TYPE_NETFILTER("6.4"),
    BPF_LINK_TYPE_TCX("6.6"),
    BPF_LINK_TYPE_UPROBE_MULTI("6.6"),
    BPF_LINK_TYPE_NETKIT("6.7"),
    BPF_LINK_TYPE_SOCKMAP("6.10");

    private static final String PREFIX = "BPF_LINK_TYPE_";
    private static final LinkType[] BY_VALUE = values();

    private final String since;

    LinkType(String since) {
        this.since = since;
    }

    /** {@return the number that bpf(2) gives; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
    }

    /** {@return the first release of Linux that has links of the kind, such as {@code 5.8}} */
    public String since() {
        return since;
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
