package dev.xdpasm.loader;

import static java.util.Map.entry;

import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.LinkType;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.util.Map;
import java.util.Optional;

/**
 * What probing has to know about each type: the least that the kernel asks of one (kernel/bpf/syscall.c and the file of each map
 * type, Linux 6.18).
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

    private ProbeFacts() {}

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
