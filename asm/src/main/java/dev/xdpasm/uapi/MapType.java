package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/** The kinds of map ({@code enum bpf_map_type}, include/uapi/linux/bpf.h, Linux 6.18). */
public enum MapType implements UapiConstant {
    BPF_MAP_TYPE_UNSPEC("3.18"),
    BPF_MAP_TYPE_HASH("3.19"),
    BPF_MAP_TYPE_ARRAY("3.19"),
    BPF_MAP_TYPE_PROG_ARRAY("4.2"),
    BPF_MAP_TYPE_PERF_EVENT_ARRAY("4.3"),
    BPF_MAP_TYPE_PERCPU_HASH("4.6"),
    BPF_MAP_TYPE_PERCPU_ARRAY("4.6"),
    BPF_MAP_TYPE_STACK_TRACE("4.6"),
    BPF_MAP_TYPE_CGROUP_ARRAY("4.8"),
    BPF_MAP_TYPE_LRU_HASH("4.10"),
    BPF_MAP_TYPE_LRU_PERCPU_HASH("4.10"),
    BPF_MAP_TYPE_LPM_TRIE("4.11"),
    BPF_MAP_TYPE_ARRAY_OF_MAPS("4.12"),
    BPF_MAP_TYPE_HASH_OF_MAPS("4.12"),
    BPF_MAP_TYPE_DEVMAP("4.14"),
    BPF_MAP_TYPE_SOCKMAP("4.14"),
    BPF_MAP_TYPE_CPUMAP("4.15"),
    BPF_MAP_TYPE_XSKMAP("4.18"),
    BPF_MAP_TYPE_SOCKHASH("4.18"),
    BPF_MAP_TYPE_CGROUP_STORAGE("4.19"),
    BPF_MAP_TYPE_REUSEPORT_SOCKARRAY("4.19"),
    BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE("4.20"),
    BPF_MAP_TYPE_QUEUE("4.20"),
    BPF_MAP_TYPE_STACK("4.20"),
    BPF_MAP_TYPE_SK_STORAGE("5.2"),
    BPF_MAP_TYPE_DEVMAP_HASH("5.4"),
    BPF_MAP_TYPE_STRUCT_OPS("5.6"),
    BPF_MAP_TYPE_RINGBUF("5.8"),
    BPF_MAP_TYPE_INODE_STORAGE("5.10"),
    BPF_MAP_TYPE_TASK_STORAGE("5.11"),
    BPF_MAP_TYPE_BLOOM_FILTER("5.16"),
    BPF_MAP_TYPE_USER_RINGBUF("6.1"),
    BPF_MAP_TYPE_CGRP_STORAGE("6.2"),
    BPF_MAP_TYPE_ARENA("6.9");

    private static final String PREFIX = "BPF_MAP_TYPE_";
    private static final MapType[] BY_VALUE = values();

    private final String since;

    MapType(String since) {
        this.since = since;
    }

    /** {@return the number that bpf(2) takes; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
    }

    /** {@return the first release of Linux that has maps of the kind, such as {@code 5.8}} */
    public String since() {
        return since;
    }

    /** {@return the type of that number, empty where the kernel is newer than this table} */
    public static Optional<MapType> byValue(int value) {
        return value >= 0 && value < BY_VALUE.length ? Optional.of(BY_VALUE[value]) : Optional.empty();
    }

    /** {@return the name as bpftool prints it and {@code .xasm} text spells it, such as {@code lru_hash}} */
    public String shortName() {
        return name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** {@return the type of that {@link #shortName()}} */
    public static Optional<MapType> byShortName(String name) {
        for (MapType type : BY_VALUE) {
            if (type.shortName().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
