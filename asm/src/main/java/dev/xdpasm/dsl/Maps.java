package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;

/** Makes the maps that programs use. Names are the kernel's, entries are counted as {@code max_entries}. */
public final class Maps {
    private static final int NO_PREALLOC = 1;

    /** {@code BPF_RINGBUF_HDR_SZ}, include/uapi/linux/bpf.h: what the kernel puts before each record. */
    private static final int RECORD_HEAD = 8;

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
        requireBytes(name, "addresses", address);
        requireBytes(name, "values", value);
        int keySize = Integer.BYTES + address.size();
        MapSpec spec = spec(name, MapType.BPF_MAP_TYPE_LPM_TRIE, keySize, value.size(), entries, NO_PREALLOC);
        return new MapRef<>(spec, new PrefixKey<>(address), value);
    }

    /** {@return a ring buffer, through which programs hand records to Java in order; {@code bytes} is a power of 2, of whole pages} Linux 5.8. */
    public static <R> RingRef<R> ring(String name, Type<?, R> record, int bytes) {
        return new RingRef<>(ring(name, MapType.BPF_MAP_TYPE_RINGBUF, "record", record, bytes), record);
    }

    /**
     * {@return a ring buffer, through which Java hands messages to programs in order ({@link CallProgram#drain}); {@code bytes} is a
     * power of 2, of whole pages} Linux 6.1.
     */
    public static <R> UserRingRef<R> userRing(String name, Type<?, R> message, int bytes) {
        return new UserRingRef<>(ring(name, MapType.BPF_MAP_TYPE_USER_RINGBUF, "message", message, bytes), message);
    }

    private static MapSpec ring(String name, MapType type, String what, Type<?, ?> content, int bytes) {
        requireBytes(name, what + "s", content);
        int most = bytes - RECORD_HEAD;
        if (bytes > RECORD_HEAD && content.size() > most) {
            throw CallSite.refuse("a " + what + " of ring " + name + " has " + content.size() + " bytes, of " + bytes + " it can have " + most);
        }
        return spec(name, type, 0, 0, bytes, 0);
    }

    /** {@return a perf buffer for each processor, through which programs hand records to Java} Linux 4.3. */
    public static <V> EventsRef<V> events(String name, Type<V, ?> record) {
        requireBytes(name, "records", record);
        return new EventsRef<>(
                spec(name, MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY, Integer.BYTES, Integer.BYTES, 0, 0), record);
    }

    /** {@return a queue: what was put in first comes out first} Linux 4.20. */
    public static <V, F> QueueRef<V, F> queue(String name, Type<V, F> value, int entries) {
        requireBytes(name, "values", value);
        return new QueueRef<>(spec(name, MapType.BPF_MAP_TYPE_QUEUE, 0, value.size(), entries, 0), value);
    }

    /** {@return a stack: what was put in last comes out first} Linux 4.20. */
    public static <V, F> QueueRef<V, F> stack(String name, Type<V, F> value, int entries) {
        requireBytes(name, "values", value);
        return new QueueRef<>(spec(name, MapType.BPF_MAP_TYPE_STACK, 0, value.size(), entries, 0), value);
    }

    /** {@return a bloom filter: a set that may claim to hold what it does not} Linux 5.16. */
    public static <V> BloomRef<V> bloom(String name, Type<V, ?> value, int entries) {
        requireBytes(name, "values", value);
        return new BloomRef<>(spec(name, MapType.BPF_MAP_TYPE_BLOOM_FILTER, 0, value.size(), entries, 0), value);
    }

    /** {@return interfaces to redirect to, by index} Linux 4.14. */
    public static TargetsRef devmap(String name, int entries) {
        return targets(name, MapType.BPF_MAP_TYPE_DEVMAP, entries);
    }

    /** {@return interfaces to redirect to, by any u32} Linux 5.4. */
    public static TargetsRef devmapHash(String name, int entries) {
        return targets(name, MapType.BPF_MAP_TYPE_DEVMAP_HASH, entries);
    }

    /** {@return processors to redirect to: values are the bytes of their queues} Linux 4.15. */
    public static TargetsRef cpumap(String name, int entries) {
        return targets(name, MapType.BPF_MAP_TYPE_CPUMAP, entries);
    }

    /** {@return AF_XDP sockets to redirect to, by index} Linux 4.18. */
    public static TargetsRef xskmap(String name, int entries) {
        return targets(name, MapType.BPF_MAP_TYPE_XSKMAP, entries);
    }

    /** {@return sockets by index, whose programs see what they send and receive} Values hold what {@code OpenSocket} tells. Linux 4.14. */
    public static SocketsRef<Num> sockmap(String name, int entries) {
        return sockets(name, MapType.BPF_MAP_TYPE_SOCKMAP, Types.U32, entries);
    }

    /** {@return sockets by any key, whose programs see what they send and receive} Linux 4.18. */
    public static <K> SocketsRef<K> sockhash(String name, Type<K, ?> key, int entries) {
        requireBytes(name, "keys", key);
        return sockets(name, MapType.BPF_MAP_TYPE_SOCKHASH, key, entries);
    }

    /** {@return sockets that share a port, by index: {@link SkReuseport#select}} Linux 4.19. */
    public static SocketsRef<Num> reuseportArray(String name, int entries) {
        return sockets(name, MapType.BPF_MAP_TYPE_REUSEPORT_SOCKARRAY, Types.U32, entries);
    }

    private static <K> SocketsRef<K> sockets(String name, MapType type, Type<K, ?> key, int entries) {
        return new SocketsRef<>(spec(name, type, key.size(), Long.BYTES, entries, 0), key);
    }

    /** {@return a value on each socket that programs put one on} Linux 5.2. */
    public static <F> StorageRef<F> socketStorage(String name, Type<?, F> value) {
        return storage(name, MapType.BPF_MAP_TYPE_SK_STORAGE, value);
    }

    /** {@return a value on each task that programs put one on} Linux 5.11. */
    public static <F> StorageRef<F> taskStorage(String name, Type<?, F> value) {
        return storage(name, MapType.BPF_MAP_TYPE_TASK_STORAGE, value);
    }

    /** {@return a value on each inode that programs put one on} Linux 5.10. */
    public static <F> StorageRef<F> inodeStorage(String name, Type<?, F> value) {
        return storage(name, MapType.BPF_MAP_TYPE_INODE_STORAGE, value);
    }

    /** {@return a value on each control group that programs put one on} Linux 6.2. */
    public static <F> StorageRef<F> cgroupStorage(String name, Type<?, F> value) {
        return storage(name, MapType.BPF_MAP_TYPE_CGRP_STORAGE, value);
    }

    private static <F> StorageRef<F> storage(String name, MapType type, Type<?, F> value) {
        requireBytes(name, "values", value);
        return new StorageRef<>(spec(name, type, Integer.BYTES, value.size(), 0, NO_PREALLOC), value);
    }

    private static TargetsRef targets(String name, MapType type, int entries) {
        return new TargetsRef(spec(name, type, Integer.BYTES, Integer.BYTES, entries, 0));
    }

    /** {@return programs to go on with, by index: {@code p.tailCall}} Linux 4.2. */
    public static ProgramsRef programs(String name, int entries) {
        return new ProgramsRef(
                spec(name, MapType.BPF_MAP_TYPE_PROG_ARRAY, Integer.BYTES, Integer.BYTES, entries, 0));
    }

    /** {@return maps by a key, each of them as {@code inner} is specified} Linux 4.12. */
    public static <O, K, F> OuterRef<O, K, F> hashOfMaps(String name, Type<O, ?> key, MapRef<K, F> inner, int entries) {
        return outer(name, MapType.BPF_MAP_TYPE_HASH_OF_MAPS, key, inner, entries);
    }

    /** {@return maps by an index, each of them as {@code inner} is specified} Linux 4.12. */
    public static <K, F> OuterRef<Num, K, F> arrayOfMaps(String name, MapRef<K, F> inner, int entries) {
        return outer(name, MapType.BPF_MAP_TYPE_ARRAY_OF_MAPS, Types.U32, inner, entries);
    }

    private static <O, K, F> OuterRef<O, K, F> outer(String name, MapType type, Type<O, ?> key, MapRef<K, F> inner, int entries) {
        requireBytes(name, "keys", key);
        MapSpec spec = spec(name, type, key.size(), Integer.BYTES, entries, 0).withInner(Given.notNull(inner, "inner").spec());
        return new OuterRef<>(spec, key, inner);
    }

    /** {@return a map of any kind that has keys and values} */
    public static <K, F> MapRef<K, F> keyed(String name, MapType type, Type<K, ?> key, Type<?, F> value, int entries) {
        requireBytes(name, "keys", key);
        requireBytes(name, "values", value);
        return new MapRef<>(spec(name, Given.notNull(type, "type"), key.size(), value.size(), entries, 0), key, value);
    }

    private static MapSpec spec(String name, MapType type, int keySize, int valueSize, int entries, int flags) {
        Names.require("map", name);
        if (entries < 0) {
            throw CallSite.refuse("map " + name + " of " + entries + " entries, expected 1 or more");
        }
        return new MapSpec(name, type, keySize, valueSize, entries, flags);
    }

    private static void requireBytes(String name, String what, Type<?, ?> type) {
        if (Given.notNull(type, what).size() == 0) {
            throw CallSite.refuse("map " + name + " has " + what + " of 0 bytes: struct " + type.name() + " declares no fields");
        }
    }
}
