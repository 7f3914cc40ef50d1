package dev.xdpasm.uapi;

import java.util.Locale;
import java.util.Optional;

/** The kinds of map ({@code enum bpf_map_type}, include/uapi/linux/bpf.h, Linux 6.18). */
public enum MapType implements UapiConstant {
    BPF_MAP_TYPE_UNSPEC,
    BPF_MAP_TYPE_HASH,
    BPF_MAP_TYPE_ARRAY,
    BPF_MAP_TYPE_PROG_ARRAY,
    BPF_MAP_TYPE_PERF_EVENT_ARRAY,
    BPF_MAP_TYPE_PERCPU_HASH,
    BPF_MAP_TYPE_PERCPU_ARRAY,
    BPF_MAP_TYPE_STACK_TRACE,
    BPF_MAP_TYPE_CGROUP_ARRAY,
    BPF_MAP_TYPE_LRU_HASH,
    BPF_MAP_TYPE_LRU_PERCPU_HASH,
    BPF_MAP_TYPE_LPM_TRIE,
    BPF_MAP_TYPE_ARRAY_OF_MAPS,
    BPF_MAP_TYPE_HASH_OF_MAPS,
    BPF_MAP_TYPE_DEVMAP,
    BPF_MAP_TYPE_SOCKMAP,
    BPF_MAP_TYPE_CPUMAP,
    BPF_MAP_TYPE_XSKMAP,
    BPF_MAP_TYPE_SOCKHASH,
    BPF_MAP_TYPE_CGROUP_STORAGE,
    BPF_MAP_TYPE_REUSEPORT_SOCKARRAY,
    BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE,
    BPF_MAP_TYPE_QUEUE,
    BPF_MAP_TYPE_STACK,
    BPF_MAP_TYPE_SK_STORAGE,
    BPF_MAP_TYPE_DEVMAP_HASH,
    BPF_MAP_TYPE_STRUCT_OPS,
    BPF_MAP_TYPE_RINGBUF,
    BPF_MAP_TYPE_INODE_STORAGE,
    BPF_MAP_TYPE_TASK_STORAGE,
    BPF_MAP_TYPE_BLOOM_FILTER,
    BPF_MAP_TYPE_USER_RINGBUF,
    BPF_MAP_TYPE_CGRP_STORAGE,
    BPF_MAP_TYPE_ARENA;

    private static final String PREFIX = "BPF_MAP_TYPE_";
    private static final MapType[] BY_VALUE = values();

    /** {@return the number that bpf(2) takes; the constants stand in the kernel's order} */
    @Override
    public int value() {
        return ordinal();
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
