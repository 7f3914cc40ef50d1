package dev.xdpasm.loader;

import static java.util.Map.entry;

import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.LinkType;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.util.Map;
import java.util.Optional;

/**
 * What probing has to know about each type: the first version that had it, and the least that the kernel asks of one (the
 * kernel's history; kernel/bpf/syscall.c and the file of each map type, Linux 6.18).
 */
final class ProbeFacts {
    /** {@code BPF_F_NO_PREALLOC}, {@code BPF_F_MMAPABLE} and {@code BPF_F_SLEEPABLE}, include/uapi/linux/bpf.h. */
    private static final int BPF_F_NO_PREALLOC = 1;

    private static final int BPF_F_MMAPABLE = 1 << 10;
    private static final int BPF_F_SLEEPABLE = 1 << 4;

    private static final Map<ProgramType, AttachType> EXPECTED = Map.ofEntries(
            entry(ProgramType.BPF_PROG_TYPE_CGROUP_SOCK_ADDR, AttachType.BPF_CGROUP_INET4_CONNECT),
            entry(ProgramType.BPF_PROG_TYPE_CGROUP_SOCKOPT, AttachType.BPF_CGROUP_GETSOCKOPT),
            entry(ProgramType.BPF_PROG_TYPE_CGROUP_SOCK, AttachType.BPF_CGROUP_INET_SOCK_CREATE),
            entry(ProgramType.BPF_PROG_TYPE_SK_LOOKUP, AttachType.BPF_SK_LOOKUP),
            entry(ProgramType.BPF_PROG_TYPE_TRACING, AttachType.BPF_TRACE_RAW_TP),
            entry(ProgramType.BPF_PROG_TYPE_LSM, AttachType.BPF_LSM_MAC),
            entry(ProgramType.BPF_PROG_TYPE_NETFILTER, AttachType.BPF_NETFILTER));

    private static final String PROGRAM_VERSIONS =
            """
            SOCKET_FILTER 3.19, KPROBE 4.1, SCHED_CLS 4.1, SCHED_ACT 4.1, TRACEPOINT 4.7, XDP 4.8, PERF_EVENT 4.9,
            CGROUP_SKB 4.10, CGROUP_SOCK 4.10, LWT_IN 4.10, LWT_OUT 4.10, LWT_XMIT 4.10, SOCK_OPS 4.13, SK_SKB 4.14,
            CGROUP_DEVICE 4.15, SK_MSG 4.17, RAW_TRACEPOINT 4.17, CGROUP_SOCK_ADDR 4.17, LWT_SEG6LOCAL 4.18,
            LIRC_MODE2 4.18, SK_REUSEPORT 4.19, FLOW_DISSECTOR 4.20, CGROUP_SYSCTL 5.2, RAW_TRACEPOINT_WRITABLE 5.2,
            CGROUP_SOCKOPT 5.3, TRACING 5.5, STRUCT_OPS 5.6, EXT 5.6, LSM 5.7, SK_LOOKUP 5.9, SYSCALL 5.14,
            NETFILTER 6.4""";

    private static final String MAP_VERSIONS =
            """
            HASH 3.19, ARRAY 3.19, PROG_ARRAY 4.2, PERF_EVENT_ARRAY 4.3, PERCPU_HASH 4.6, PERCPU_ARRAY 4.6,
            STACK_TRACE 4.6, CGROUP_ARRAY 4.8, LRU_HASH 4.10, LRU_PERCPU_HASH 4.10, LPM_TRIE 4.11, ARRAY_OF_MAPS 4.12,
            HASH_OF_MAPS 4.12, DEVMAP 4.14, SOCKMAP 4.14, CPUMAP 4.15, XSKMAP 4.18, SOCKHASH 4.18, CGROUP_STORAGE 4.19,
            REUSEPORT_SOCKARRAY 4.19, PERCPU_CGROUP_STORAGE 4.20, QUEUE 4.20, STACK 4.20, SK_STORAGE 5.2,
            DEVMAP_HASH 5.4, STRUCT_OPS 5.6, RINGBUF 5.8, INODE_STORAGE 5.10, TASK_STORAGE 5.11, BLOOM_FILTER 5.16,
            USER_RINGBUF 6.1, CGRP_STORAGE 6.2, ARENA 6.9""";

    private static final String LINK_VERSIONS =
            """
            RAW_TRACEPOINT 5.7, TRACING 5.7, CGROUP 5.7, ITER 5.8, NETNS 5.8, XDP 5.9, PERF_EVENT 5.15,
            KPROBE_MULTI 5.18, STRUCT_OPS 6.4, NETFILTER 6.4, TCX 6.6, UPROBE_MULTI 6.6, NETKIT 6.7, SOCKMAP 6.10""";

    private static final String ATTACH_VERSIONS =
            """
            CGROUP_INET_INGRESS 4.10, CGROUP_INET_EGRESS 4.10, CGROUP_INET_SOCK_CREATE 4.10, CGROUP_SOCK_OPS 4.13,
            SK_SKB_STREAM_PARSER 4.14, SK_SKB_STREAM_VERDICT 4.14, CGROUP_DEVICE 4.15, SK_MSG_VERDICT 4.17,
            CGROUP_INET4_BIND 4.17, CGROUP_INET6_BIND 4.17, CGROUP_INET4_CONNECT 4.17, CGROUP_INET6_CONNECT 4.17,
            CGROUP_INET4_POST_BIND 4.17, CGROUP_INET6_POST_BIND 4.17, CGROUP_UDP4_SENDMSG 4.18, CGROUP_UDP6_SENDMSG 4.18,
            LIRC_MODE2 4.18, FLOW_DISSECTOR 4.20, CGROUP_SYSCTL 5.2, CGROUP_UDP4_RECVMSG 5.2, CGROUP_UDP6_RECVMSG 5.2,
            CGROUP_GETSOCKOPT 5.3, CGROUP_SETSOCKOPT 5.3, TRACE_RAW_TP 5.5, TRACE_FENTRY 5.5, TRACE_FEXIT 5.5,
            MODIFY_RETURN 5.7, LSM_MAC 5.7, TRACE_ITER 5.8, CGROUP_INET4_GETPEERNAME 5.8, CGROUP_INET6_GETPEERNAME 5.8,
            CGROUP_INET4_GETSOCKNAME 5.8, CGROUP_INET6_GETSOCKNAME 5.8, XDP_DEVMAP 5.8, CGROUP_INET_SOCK_RELEASE 5.9,
            XDP_CPUMAP 5.9, SK_LOOKUP 5.9, XDP 5.9, SK_SKB_VERDICT 5.13, SK_REUSEPORT_SELECT 5.14,
            SK_REUSEPORT_SELECT_OR_MIGRATE 5.14, PERF_EVENT 5.15, TRACE_KPROBE_MULTI 5.18, LSM_CGROUP 6.0, STRUCT_OPS 6.4,
            NETFILTER 6.4, TCX_INGRESS 6.6, TCX_EGRESS 6.6, TRACE_UPROBE_MULTI 6.6, CGROUP_UNIX_CONNECT 6.7,
            CGROUP_UNIX_SENDMSG 6.7, CGROUP_UNIX_RECVMSG 6.7, CGROUP_UNIX_GETPEERNAME 6.7, CGROUP_UNIX_GETSOCKNAME 6.7,
            NETKIT_PRIMARY 6.7, NETKIT_PEER 6.7, TRACE_KPROBE_SESSION 6.10, TRACE_UPROBE_SESSION 6.13""";

    private ProbeFacts() {}

    static KernelRelease firstVersion(ProgramType type) {
        return version(PROGRAM_VERSIONS, type.name().substring("BPF_PROG_TYPE_".length()));
    }

    static KernelRelease firstVersion(MapType type) {
        return version(MAP_VERSIONS, type.name().substring("BPF_MAP_TYPE_".length()));
    }

    static KernelRelease firstVersion(LinkType type) {
        return version(LINK_VERSIONS, type.name().substring("BPF_LINK_TYPE_".length()));
    }

    static KernelRelease firstVersion(AttachType type) {
        return version(ATTACH_VERSIONS, type.name().substring("BPF_".length()));
    }

    private static KernelRelease version(String table, String name) {
        for (String row : table.split(",\\s+")) {
            String[] cells = row.split(" ");
            if (cells[0].equals(name)) {
                return KernelRelease.parse(cells[1]);
            }
        }
        throw new IllegalArgumentException("the first version with " + name + " is not known");
    }

    /**
     * {@return a name that the kernel's BTF has if it has links of the type} The enumeration's, but for one that was named two
     * years before there were any.
     */
    static String nameInBtf(LinkType type) {
        return type == LinkType.BPF_LINK_TYPE_STRUCT_OPS ? "bpf_struct_ops_link" : type.name();
    }

    /** {@return the {@code expected_attach_type} that programs of the type must have, or else may have} */
    static int expectedAttachType(ProgramType type) {
        AttachType expected = EXPECTED.get(type);
        return expected == null ? 0 : expected.value();
    }

    /** {@return {@code prog_flags} that programs of the type must have} */
    static int loadFlags(ProgramType type) {
        return type == ProgramType.BPF_PROG_TYPE_SYSCALL ? BPF_F_SLEEPABLE : 0;
    }

    /** {@return whether programs of the type are verified against a function, and are nothing without it} */
    static boolean needsTarget(ProgramType type) {
        return switch (type) {
            case BPF_PROG_TYPE_TRACING, BPF_PROG_TYPE_LSM, BPF_PROG_TYPE_EXT, BPF_PROG_TYPE_STRUCT_OPS -> true;
            default -> false;
        };
    }

    static boolean holdsMaps(MapType type) {
        return type == MapType.BPF_MAP_TYPE_ARRAY_OF_MAPS || type == MapType.BPF_MAP_TYPE_HASH_OF_MAPS;
    }

    /** {@return the smallest map of the type, empty for those that cannot be made without BTF} */
    static Optional<MapSpec> smallest(MapType type) {
        return switch (type) {
            case BPF_MAP_TYPE_SK_STORAGE,
                    BPF_MAP_TYPE_INODE_STORAGE,
                    BPF_MAP_TYPE_TASK_STORAGE,
                    BPF_MAP_TYPE_CGRP_STORAGE,
                    BPF_MAP_TYPE_STRUCT_OPS -> Optional.empty();
            case BPF_MAP_TYPE_LPM_TRIE -> spec(type, 8, 4, 1, BPF_F_NO_PREALLOC);
            case BPF_MAP_TYPE_STACK_TRACE -> spec(type, 4, 8, 1, 0);
            case BPF_MAP_TYPE_CGROUP_STORAGE, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE -> spec(type, 16, 8, 0, 0);
            case BPF_MAP_TYPE_QUEUE, BPF_MAP_TYPE_STACK, BPF_MAP_TYPE_BLOOM_FILTER -> spec(type, 0, 4, 1, 0);
            case BPF_MAP_TYPE_RINGBUF, BPF_MAP_TYPE_USER_RINGBUF -> spec(
                    type, 0, 0, Syscalls.pageSize(), 0);
            case BPF_MAP_TYPE_ARENA -> spec(type, 0, 0, 1, BPF_F_MMAPABLE);
            default -> spec(type, 4, 4, 1, 0);
        };
    }

    private static Optional<MapSpec> spec(MapType type, int key, int value, int entries, int flags) {
        return Optional.of(new MapSpec("probe", type, key, value, entries, flags));
    }
}
