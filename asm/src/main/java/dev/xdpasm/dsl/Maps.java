package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;

/** Makes the maps that programs use. Names are the kernel's, entries are counted as {@code max_entries}. */
public final class Maps {
    private static final int NO_PREALLOC = 1;

    private Maps() {}

    /** {@return a hash map} Linux 3.19. */
    public static <K, F> MapRef<K, F> hash(String name, Type<K, ?> key, Type<?, F> value, int entries) {
        return keyed(name, MapType.BPF_MAP_TYPE_HASH, key, value, entries);
    }

    /** {@return a hash map that forgets what was used least lately when it is full} Linux 4.10. */
    public static <K, F> MapRef<K, F> lruHash(String name, Type<K, ?> key, Type<?, F> value, int entries) {
        return keyed(name, MapType.BPF_MAP_TYPE_LRU_HASH, key, value, entries);
    }

    /** {@return a hash map with a value for each processor} Linux 4.6. */
    public static <K, F> MapRef<K, F> percpuHash(String name, Type<K, ?> key, Type<?, F> value, int entries) {
        return keyed(name, MapType.BPF_MAP_TYPE_PERCPU_HASH, key, value, entries);
    }

    /** {@return a hash map with a value for each processor, that forgets when it is full} Linux 4.10. */
    public static <K, F> MapRef<K, F> lruPercpuHash(String name, Type<K, ?> key, Type<?, F> value, int entries) {
        return keyed(name, MapType.BPF_MAP_TYPE_LRU_PERCPU_HASH, key, value, entries);
    }

    /** {@return an array: keys are 0 to {@code entries} - 1, values are there from the start} Linux 3.19. */
    public static <F> MapRef<Num, F> array(String name, Type<?, F> value, int entries) {
        return keyed(name, MapType.BPF_MAP_TYPE_ARRAY, Types.U32, value, entries);
    }

    /** {@return an array with a value for each processor} Linux 4.6. */
    public static <F> MapRef<Num, F> percpuArray(String name, Type<?, F> value, int entries) {
        return keyed(name, MapType.BPF_MAP_TYPE_PERCPU_ARRAY, Types.U32, value, entries);
    }

    /**
     * {@return a map of prefixes, which finds the longest that an address begins with; keys are u32 prefix length and address, in
     * programs the address alone} Linux 4.11.
     */
    public static <K, F> MapRef<K, F> lpmTrie(String name, Type<K, ?> address, Type<?, F> value, int entries) {
        MapSpec spec = new MapSpec(
                name,
                MapType.BPF_MAP_TYPE_LPM_TRIE,
                Integer.BYTES + address.size(),
                value.size(),
                entries,
                NO_PREALLOC);
        return new MapRef<>(spec, new PrefixKey<>(address), value);
    }

    /** {@return a map of any kind that has keys and values} */
    public static <K, F> MapRef<K, F> keyed(String name, MapType type, Type<K, ?> key, Type<?, F> value, int entries) {
        return new MapRef<>(new MapSpec(name, type, key.size(), value.size(), entries, 0), key, value);
    }
}
