package dev.xdpasm.object;

import static dev.xdpasm.object.MapLimits.Limit.*;

import dev.xdpasm.uapi.MapType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each type of map asks of its sizes and flags, in words ({@code map_alloc_check} and {@code map_alloc} of each type,
 * kernel/bpf, Linux 6.18). A type that is not in the table has no rule that is known here.
 */
final class MapLimits {
    /** {@code BPF_F_NO_PREALLOC}, {@code BPF_F_MMAPABLE}, include/uapi/linux/bpf.h. */
    private static final int BPF_F_NO_PREALLOC = 1;

    private static final int BPF_F_MMAPABLE = 1 << 10;

    private static final int PAGE_BYTES = 4096;
    private static final int LPM_SHORTEST_KEY = 5;
    private static final int LPM_LONGEST_KEY = 260;
    private static final int MOST_HASHES = 15;

    /** {@code PCPU_MIN_UNIT_SIZE}, include/linux/percpu.h. */
    private static final int LARGEST_PER_CPU_VALUE = 32 << 10;

    /** A rule, and what is said of a specification that breaks it: {@code #} is the number that it has. */
    enum Limit {
        TYPE("expected a type of maps, 0 is none"),
        ENTRIES("max_entries is at least 1"),
        NO_ENTRIES("max_entries is 0, the type makes entries as they are needed"),
        ONE_ENTRY("max_entries is 1"),
        INDEX("a key is an index of 4 bytes"),
        KEY("a key has at least 1 byte"),
        NO_KEY("the type has no keys: their size is 0"),
        VALUE("a value has at least 1 byte"),
        NO_VALUE("the type has no values: their size is 0"),
        OWNER("a key has 4 bytes: in user space the owner's descriptor"),
        CGROUP_KEY("a key has 8 bytes (a cgroup's id) or 16 (and the attach type)"),
        NUMBER("a value has 4 bytes"),
        TRACE("a value has 8 bytes for each address of a trace"),
        TARGET("a value has 4 bytes (ifindex) or 8 (ifindex and program)"),
        QUEUE_AND_PROGRAM("a value has 4 bytes (the queue's length) or 8 (and a program)"),
        SOCKET("a value has 4 bytes (a socket's descriptor) or 8 (and its cookie, read)"),
        PER_CPU_VALUE("a per-CPU value has at most " + LARGEST_PER_CPU_VALUE + " bytes, not #: several entries hold more"),
        PREFIX("a key is a prefix length of 4 bytes and 1 to 256 bytes of data"),
        NO_PREALLOC("the type asks for the flag BPF_F_NO_PREALLOC (" + BPF_F_NO_PREALLOC + ")"),
        PREALLOC("the type does not take the flag BPF_F_NO_PREALLOC (" + BPF_F_NO_PREALLOC + ")"),
        MAPPED("the type asks for the flag BPF_F_MMAPABLE (0x400)"),
        NOT_MAPPED("BPF_F_MMAPABLE (0x400) is for arrays with one value for all processors"),
        NO_EXTRA("map_extra is for bloom filters and arenas"),
        HASHES("map_extra is the number of hashes, 1 to " + MOST_HASHES + " or 0 for 5, not #"),
        RING("max_entries are the ring's bytes: a power of two of whole pages (" + PAGE_BYTES + ")");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        boolean holds(MapSpec spec) {
            return switch (this) {
                case TYPE -> false;
                case ENTRIES -> spec.maxEntries() != 0;
                case NO_ENTRIES -> spec.maxEntries() == 0;
                case ONE_ENTRY -> spec.maxEntries() == 1;
                case CGROUP_KEY -> spec.keySize() == Long.BYTES || spec.keySize() == 2 * Long.BYTES;
                case INDEX, OWNER -> spec.keySize() == Integer.BYTES;
                case KEY -> spec.keySize() > 0;
                case NO_KEY -> spec.keySize() == 0;
                case VALUE -> spec.valueSize() > 0;
                case NO_VALUE -> spec.valueSize() == 0;
                case TRACE -> spec.valueSize() % Long.BYTES == 0;
                case NUMBER -> spec.valueSize() == Integer.BYTES;
                case TARGET, QUEUE_AND_PROGRAM, SOCKET -> spec.valueSize() == Integer.BYTES || spec.valueSize() == Long.BYTES;
                case PER_CPU_VALUE -> spec.valueSize() <= LARGEST_PER_CPU_VALUE;
                case PREFIX -> spec.keySize() >= LPM_SHORTEST_KEY && spec.keySize() <= LPM_LONGEST_KEY;
                case NO_PREALLOC -> (spec.flags() & BPF_F_NO_PREALLOC) != 0;
                case PREALLOC -> (spec.flags() & BPF_F_NO_PREALLOC) == 0;
                case MAPPED -> (spec.flags() & BPF_F_MMAPABLE) != 0;
                case NOT_MAPPED -> (spec.flags() & BPF_F_MMAPABLE) == 0;
                case NO_EXTRA -> spec.mapExtra() == 0;
                case HASHES -> spec.mapExtra() >= 0 && spec.mapExtra() <= MOST_HASHES;
                case RING -> Integer.bitCount(spec.maxEntries()) == 1 && spec.maxEntries() % PAGE_BYTES == 0;
            };
        }

        String words(MapSpec spec) {
            return words.replace("#", Long.toString(this == HASHES ? spec.mapExtra() : spec.valueSize()));
        }
    }

    private static final Map<MapType, List<Limit>> TABLE = new EnumMap<>(MapType.class);

    static {
        row(MapType.BPF_MAP_TYPE_UNSPEC, TYPE);
        row(MapType.BPF_MAP_TYPE_ARRAY, INDEX, ENTRIES, VALUE, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_PERCPU_ARRAY, INDEX, ENTRIES, VALUE, PER_CPU_VALUE, PREALLOC, NOT_MAPPED, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_PROG_ARRAY, INDEX, ENTRIES, NUMBER, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY, INDEX, NUMBER, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_ARRAY_OF_MAPS, INDEX, ENTRIES, NUMBER, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_HASH_OF_MAPS, KEY, ENTRIES, NUMBER, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_HASH, ENTRIES, KEY, VALUE, NOT_MAPPED, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_LRU_HASH, ENTRIES, KEY, VALUE, PREALLOC, NOT_MAPPED, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_PERCPU_HASH, ENTRIES, KEY, VALUE, PER_CPU_VALUE, NOT_MAPPED, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_LRU_PERCPU_HASH, ENTRIES, KEY, VALUE, PER_CPU_VALUE, PREALLOC, NOT_MAPPED, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_DEVMAP, INDEX, ENTRIES, TARGET, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_DEVMAP_HASH, INDEX, ENTRIES, TARGET, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_CPUMAP, INDEX, ENTRIES, QUEUE_AND_PROGRAM, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_XSKMAP, INDEX, ENTRIES, NUMBER, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_SOCKMAP, INDEX, ENTRIES, SOCKET, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_SOCKHASH, KEY, ENTRIES, SOCKET, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_REUSEPORT_SOCKARRAY, INDEX, ENTRIES, SOCKET, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_CGROUP_ARRAY, INDEX, ENTRIES, NUMBER, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_STACK_TRACE, INDEX, ENTRIES, VALUE, TRACE, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_SK_STORAGE, OWNER, NO_ENTRIES, VALUE, NO_PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_TASK_STORAGE, OWNER, NO_ENTRIES, VALUE, NO_PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_INODE_STORAGE, OWNER, NO_ENTRIES, VALUE, NO_PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_CGRP_STORAGE, OWNER, NO_ENTRIES, VALUE, NO_PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_CGROUP_STORAGE, CGROUP_KEY, NO_ENTRIES, VALUE, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE, CGROUP_KEY, NO_ENTRIES, VALUE, PER_CPU_VALUE, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_ARENA, NO_KEY, ENTRIES, NO_VALUE, MAPPED);
        row(MapType.BPF_MAP_TYPE_STRUCT_OPS, INDEX, ONE_ENTRY);
        row(MapType.BPF_MAP_TYPE_LPM_TRIE, ENTRIES, PREFIX, VALUE, NO_PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_QUEUE, NO_KEY, ENTRIES, VALUE, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_STACK, NO_KEY, ENTRIES, VALUE, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_BLOOM_FILTER, NO_KEY, ENTRIES, VALUE, PREALLOC, HASHES);
        row(MapType.BPF_MAP_TYPE_RINGBUF, NO_KEY, NO_VALUE, RING, PREALLOC, NO_EXTRA);
        row(MapType.BPF_MAP_TYPE_USER_RINGBUF, NO_KEY, NO_VALUE, RING, PREALLOC, NO_EXTRA);
    }

    private MapLimits() {}

    private static void row(MapType type, Limit... limits) {
        TABLE.put(type, List.of(limits));
    }

    /** {@return which rule of its type the specification breaks first, if one is found} */
    static Optional<String> broken(MapSpec spec) {
        for (Limit limit : TABLE.getOrDefault(spec.type(), List.of())) {
            if (!limit.holds(spec)) {
                return Optional.of(limit.words(spec));
            }
        }
        return Optional.empty();
    }
}
