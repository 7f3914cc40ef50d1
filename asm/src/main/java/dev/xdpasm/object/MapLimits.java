package dev.xdpasm.object;

import dev.xdpasm.uapi.MapType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

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

    /** A rule, and what is said of a specification that breaks it. */
    private record Limit(Predicate<MapSpec> holds, Function<MapSpec, String> words) {
        Limit(Predicate<MapSpec> holds, String words) {
            this(holds, spec -> words);
        }
    }

    private static final Limit ENTRIES = new Limit(spec -> spec.maxEntries() != 0, "max_entries is at least 1");
    private static final Limit INDEX = new Limit(spec -> spec.keySize() == Integer.BYTES, "a key is an index of 4 bytes");
    private static final Limit KEY = new Limit(spec -> spec.keySize() > 0, "a key has at least 1 byte");
    private static final Limit NO_KEY = new Limit(spec -> spec.keySize() == 0, "the type has no keys: their size is 0");
    private static final Limit VALUE = new Limit(spec -> spec.valueSize() > 0, "a value has at least 1 byte");
    private static final Limit NO_VALUE = new Limit(spec -> spec.valueSize() == 0, "the type has no values: their size is 0");
    private static final Limit NUMBER = new Limit(spec -> spec.valueSize() == Integer.BYTES, "a value has 4 bytes");
    private static final Limit TARGET = new Limit(
            spec -> spec.valueSize() == Integer.BYTES || spec.valueSize() == Long.BYTES,
            "a value has 4 bytes (ifindex) or 8 (ifindex and program)");
    private static final Limit QUEUE_AND_PROGRAM = new Limit(
            spec -> spec.valueSize() == Integer.BYTES || spec.valueSize() == Long.BYTES,
            "a value has 4 bytes (the queue's length) or 8 (and a program)");
    private static final Limit PER_CPU_VALUE = new Limit(
            spec -> spec.valueSize() <= LARGEST_PER_CPU_VALUE,
            spec -> "a per-CPU value has at most " + LARGEST_PER_CPU_VALUE + " bytes, not " + spec.valueSize()
                    + ": several entries hold more");
    private static final Limit PREFIX = new Limit(
            spec -> spec.keySize() >= LPM_SHORTEST_KEY && spec.keySize() <= LPM_LONGEST_KEY,
            "a key is a prefix length of 4 bytes and 1 to 256 bytes of data");
    private static final Limit NO_PREALLOC = new Limit(
            spec -> (spec.flags() & BPF_F_NO_PREALLOC) != 0,
            "the type asks for the flag BPF_F_NO_PREALLOC (" + BPF_F_NO_PREALLOC + ")");
    private static final Limit PREALLOC = new Limit(
            spec -> (spec.flags() & BPF_F_NO_PREALLOC) == 0, "the type does not take the flag BPF_F_NO_PREALLOC (1)");
    private static final Limit NOT_MAPPED = new Limit(
            spec -> (spec.flags() & BPF_F_MMAPABLE) == 0, "BPF_F_MMAPABLE (0x400) is for arrays with one value for all processors");
    private static final Limit NO_EXTRA = new Limit(spec -> spec.mapExtra() == 0, "map_extra is for bloom filters and arenas");
    private static final Limit HASHES = new Limit(
            spec -> spec.mapExtra() >= 0 && spec.mapExtra() <= MOST_HASHES,
            spec -> "map_extra is the number of hashes, 1 to " + MOST_HASHES + " or 0 for 5, not " + spec.mapExtra());
    private static final Limit RING = new Limit(
            spec -> Integer.bitCount(spec.maxEntries()) == 1 && spec.maxEntries() % PAGE_BYTES == 0,
            "max_entries are the ring's bytes: a power of two of whole pages (" + PAGE_BYTES + ")");

    private static final Map<MapType, List<Limit>> TABLE = new EnumMap<>(Map.ofEntries(
            Map.entry(MapType.BPF_MAP_TYPE_ARRAY, List.of(INDEX, ENTRIES, VALUE, PREALLOC, NO_EXTRA)),
            Map.entry(
                    MapType.BPF_MAP_TYPE_PERCPU_ARRAY,
                    List.of(INDEX, ENTRIES, VALUE, PER_CPU_VALUE, PREALLOC, NOT_MAPPED, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_PROG_ARRAY, List.of(INDEX, ENTRIES, NUMBER, PREALLOC, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY, List.of(INDEX, NUMBER, PREALLOC, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_ARRAY_OF_MAPS, List.of(INDEX, ENTRIES, NUMBER, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_HASH_OF_MAPS, List.of(KEY, ENTRIES, NUMBER, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_HASH, List.of(ENTRIES, KEY, VALUE, NOT_MAPPED, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_LRU_HASH, List.of(ENTRIES, KEY, VALUE, PREALLOC, NOT_MAPPED, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_PERCPU_HASH, List.of(ENTRIES, KEY, VALUE, PER_CPU_VALUE, NOT_MAPPED, NO_EXTRA)),
            Map.entry(
                    MapType.BPF_MAP_TYPE_LRU_PERCPU_HASH,
                    List.of(ENTRIES, KEY, VALUE, PER_CPU_VALUE, PREALLOC, NOT_MAPPED, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_DEVMAP, List.of(INDEX, ENTRIES, TARGET, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_DEVMAP_HASH, List.of(INDEX, ENTRIES, TARGET, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_CPUMAP, List.of(INDEX, ENTRIES, QUEUE_AND_PROGRAM, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_XSKMAP, List.of(INDEX, ENTRIES, NUMBER, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_LPM_TRIE, List.of(ENTRIES, PREFIX, VALUE, NO_PREALLOC, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_QUEUE, List.of(NO_KEY, ENTRIES, VALUE, PREALLOC, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_STACK, List.of(NO_KEY, ENTRIES, VALUE, PREALLOC, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_BLOOM_FILTER, List.of(NO_KEY, ENTRIES, VALUE, PREALLOC, HASHES)),
            Map.entry(MapType.BPF_MAP_TYPE_RINGBUF, List.of(NO_KEY, NO_VALUE, RING, PREALLOC, NO_EXTRA)),
            Map.entry(MapType.BPF_MAP_TYPE_USER_RINGBUF, List.of(NO_KEY, NO_VALUE, RING, PREALLOC, NO_EXTRA))));

    private MapLimits() {}

    /** {@return which rule of its type the specification breaks first, if one is found} */
    static Optional<String> broken(MapSpec spec) {
        return TABLE.getOrDefault(spec.type(), List.of()).stream()
                .filter(limit -> !limit.holds().test(spec))
                .map(limit -> limit.words().apply(spec))
                .findFirst();
    }
}
