package dev.xdpasm.loader;

import dev.xdpasm.object.MapSpec;
import java.util.Optional;

/**
 * What each type of map asks of its sizes and flags, in words: asked only once the kernel has refused, since the kernel is
 * the judge ({@code map_alloc_check} of each type, kernel/bpf, Linux 6.18).
 */
final class MapLimits {
    /** {@code BPF_F_NO_PREALLOC}, include/uapi/linux/bpf.h. */
    private static final int BPF_F_NO_PREALLOC = 1;

    private static final int PAGE_BYTES = 4096;
    private static final int LPM_SHORTEST_KEY = 5;
    private static final int LPM_LONGEST_KEY = 260;

    /** {@code PCPU_MIN_UNIT_SIZE}, include/linux/percpu.h. */
    private static final int LARGEST_PER_CPU_VALUE = 32 << 10;

    private MapLimits() {}

    /** {@return which rule of its type the specification breaks, if one is found} */
    static Optional<String> broken(MapSpec spec) {
        return switch (spec.type()) {
            case BPF_MAP_TYPE_ARRAY, BPF_MAP_TYPE_PROG_ARRAY, BPF_MAP_TYPE_ARRAY_OF_MAPS, BPF_MAP_TYPE_CPUMAP -> first(
                    key(spec, Integer.BYTES), entries(spec), value(spec));
            case BPF_MAP_TYPE_PERCPU_ARRAY -> first(
                    key(spec, Integer.BYTES), entries(spec), value(spec), perCpuValue(spec));
            case BPF_MAP_TYPE_HASH, BPF_MAP_TYPE_LRU_HASH -> first(entries(spec), anyKey(spec), value(spec));
            case BPF_MAP_TYPE_PERCPU_HASH, BPF_MAP_TYPE_LRU_PERCPU_HASH -> first(
                    entries(spec), anyKey(spec), value(spec), perCpuValue(spec));
            case BPF_MAP_TYPE_DEVMAP, BPF_MAP_TYPE_DEVMAP_HASH -> first(
                    key(spec, Integer.BYTES),
                    entries(spec),
                    rule(
                            spec.valueSize() == Integer.BYTES || spec.valueSize() == Long.BYTES,
                            "a value has 4 bytes (ifindex) or 8 (ifindex and program)"));
            case BPF_MAP_TYPE_LPM_TRIE -> first(
                    entries(spec),
                    rule(
                            spec.keySize() >= LPM_SHORTEST_KEY && spec.keySize() <= LPM_LONGEST_KEY,
                            "a key is a prefix length of 4 bytes and 1 to 256 bytes of data"),
                    value(spec),
                    rule(
                            (spec.flags() & BPF_F_NO_PREALLOC) != 0,
                            "the type asks for the flag BPF_F_NO_PREALLOC (" + BPF_F_NO_PREALLOC + ")"));
            case BPF_MAP_TYPE_QUEUE, BPF_MAP_TYPE_STACK, BPF_MAP_TYPE_BLOOM_FILTER -> first(
                    noKey(spec), entries(spec), value(spec));
            case BPF_MAP_TYPE_RINGBUF, BPF_MAP_TYPE_USER_RINGBUF -> first(
                    noKey(spec),
                    rule(spec.valueSize() == 0, "the type has no values: their size is 0"),
                    rule(
                            Integer.bitCount(spec.maxEntries()) == 1 && spec.maxEntries() % PAGE_BYTES == 0,
                            "max_entries are the ring's bytes: a power of two of whole pages (" + PAGE_BYTES + ")"));
            default -> Optional.empty();
        };
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... broken) {
        for (Optional<String> rule : broken) {
            if (rule.isPresent()) {
                return rule;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> rule(boolean holds, String words) {
        return holds ? Optional.empty() : Optional.of(words);
    }

    private static Optional<String> key(MapSpec spec, int bytes) {
        return rule(spec.keySize() == bytes, "a key is an index of " + bytes + " bytes");
    }

    private static Optional<String> anyKey(MapSpec spec) {
        return rule(spec.keySize() > 0, "a key has at least 1 byte");
    }

    private static Optional<String> noKey(MapSpec spec) {
        return rule(spec.keySize() == 0, "the type has no keys: their size is 0");
    }

    private static Optional<String> value(MapSpec spec) {
        return rule(spec.valueSize() > 0, "a value has at least 1 byte");
    }

    private static Optional<String> entries(MapSpec spec) {
        return rule(spec.maxEntries() != 0, "max_entries is at least 1");
    }

    private static Optional<String> perCpuValue(MapSpec spec) {
        return rule(
                spec.valueSize() <= LARGEST_PER_CPU_VALUE,
                "a per-CPU value has at most " + LARGEST_PER_CPU_VALUE + " bytes");
    }
}
