package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of all maps of keys and values, asked of each type of them. */
@KernelTest
class MapContractTest {
    private static final int BPF_F_NO_PREALLOC = 1;
    private static final int ROOM = 64;

    /** A type of map, how many of the test's keys it takes, and what they are. */
    private record Kind<K, V>(
            String name, MapSpec spec, Codec<K> key, Codec<V> value, IntFunction<K> keys, IntFunction<V> values) {

        /** The elements of an array are always there. */
        boolean isArray() {
            return spec.type() == MapType.BPF_MAP_TYPE_ARRAY || spec.type() == MapType.BPF_MAP_TYPE_PERCPU_ARRAY;
        }

        /** An LRU map makes room by itself. */
        boolean evicts() {
            return spec.type() == MapType.BPF_MAP_TYPE_LRU_HASH || spec.type() == MapType.BPF_MAP_TYPE_LRU_PERCPU_HASH;
        }

        /** Of this type alone the kernel makes an entry that BPF_EXIST asks for in vain (kernel/bpf/devmap.c). */
        boolean ignoresExist() {
            return spec.type() == MapType.BPF_MAP_TYPE_DEVMAP_HASH;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static MapSpec spec(MapType type, int keySize, int valueSize, int flags) {
        return new MapSpec("contract", type, keySize, valueSize, ROOM, flags);
    }

    private static Kind<Long, Long> plain(MapType type, int flags) {
        return new Kind<>(
                type.shortName() + (flags == 0 ? "" : " flags " + flags),
                spec(type, 4, 8, flags),
                Codecs.U32,
                Codecs.U64,
                i -> (long) i,
                i -> 1L << 40 | i);
    }

    /** A value of 12 bytes a CPU, which the kernel pads to 16. */
    private static Kind<Long, PerCpu<List<Long>>> perCpu(MapType type) {
        return new Kind<>(
                type.shortName(),
                spec(type, 4, 12, 0),
                Codecs.U32,
                Codecs.perCpu(Codecs.array(Codecs.U32, 3)),
                i -> (long) i,
                i -> new PerCpu<>(IntStream.range(0, PerCpu.cpus())
                        .mapToObj(cpu -> List.of((long) i, (long) cpu, 7L))
                        .toList()));
    }

    private static List<Kind<?, ?>> kinds() {
        return List.of(
                plain(MapType.BPF_MAP_TYPE_HASH, 0),
                plain(MapType.BPF_MAP_TYPE_HASH, BPF_F_NO_PREALLOC),
                plain(MapType.BPF_MAP_TYPE_LRU_HASH, 0),
                plain(MapType.BPF_MAP_TYPE_ARRAY, 0),
                perCpu(MapType.BPF_MAP_TYPE_PERCPU_HASH),
                perCpu(MapType.BPF_MAP_TYPE_LRU_PERCPU_HASH),
                perCpu(MapType.BPF_MAP_TYPE_PERCPU_ARRAY),
                new Kind<>(
                        "lpm_trie",
                        spec(MapType.BPF_MAP_TYPE_LPM_TRIE, 8, 8, BPF_F_NO_PREALLOC),
                        Codecs.CIDR4,
                        Codecs.U64,
                        i -> Cidr.of(VethFixture.address("10.0.0." + i)),
                        i -> (long) i),
                // A type without any batch call; 1 is the interface lo.
                new Kind<>(
                        "devmap_hash",
                        spec(MapType.BPF_MAP_TYPE_DEVMAP_HASH, 4, 4, 0),
                        Codecs.U32,
                        Codecs.U32,
                        i -> (long) i,
                        i -> 1L));
    }

    private static Stream<Kind<?, ?>> withoutArrays() {
        return kinds().stream().filter(kind -> !kind.isArray());
    }

    private static Stream<Kind<?, ?>> arrays() {
        return kinds().stream().filter(Kind::isArray);
    }

    private interface Body<K, V> {
        void on(BpfMap<K, V> map);
    }

    private static <K, V> void with(Kind<K, V> kind, Body<K, V> body) {
        try (Bpf bpf = Bpf.load(new BpfObject(List.of(), List.of(kind.spec), "GPL"))) {
            body.on(bpf.map("contract", kind.key, kind.value));
        }
    }

    private static <K, V> Map<K, V> content(Kind<K, V> kind, int count) {
        Map<K, V> content = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            content.put(kind.keys.apply(i), kind.values.apply(i));
        }
        return content;
    }

    private static String errno(Runnable call) {
        return assertThrows(KernelException.class, call::run).errnoName();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <K, V> void whatIsPutIsThere(Kind<K, V> kind) {
        with(kind, map -> {
            K key = kind.keys.apply(3);
            assertEquals(kind.isArray(), map.get(key).isPresent());
            map.put(key, kind.values.apply(3));
            assertEquals(Optional.of(kind.values.apply(3)), map.get(key));
            map.put(key, kind.values.apply(5));
            assertEquals(Optional.of(kind.values.apply(5)), map.get(key));
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <K, V> void conditionsAreTheKernels(Kind<K, V> kind) {
        with(kind, map -> {
            K key = kind.keys.apply(1);
            V first = kind.values.apply(1);
            V second = kind.values.apply(2);
            if (!kind.ignoresExist()) {
                assertEquals(kind.isArray(), map.replace(key, first));
            }
            assertEquals(!kind.isArray(), map.putIfAbsent(key, first));
            assertFalse(map.putIfAbsent(key, second));
            assertEquals(Optional.of(first), map.get(key));
            assertTrue(map.replace(key, second));
            assertEquals(Optional.of(second), map.get(key));
            assertEquals("EEXIST", errno(() -> map.put(key, first, UpdateFlag.NOEXIST)));
        });
    }

    @ParameterizedTest
    @MethodSource("withoutArrays")
    <K, V> void whatIsDeletedIsGone(Kind<K, V> kind) {
        with(kind, map -> {
            K key = kind.keys.apply(1);
            assertFalse(map.delete(key));
            map.put(key, kind.values.apply(1));
            assertTrue(map.delete(key));
            assertEquals(Optional.empty(), map.get(key));
            if (kind.ignoresExist()) {
                return;
            }
            KernelException absent =
                    assertThrows(KernelException.class, () -> map.put(key, kind.values.apply(1), UpdateFlag.EXIST));
            assertEquals("ENOENT", absent.errnoName());
            assertEquals(Optional.of("the key is not there: put makes it"), absent.hint());
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <K, V> void allEntriesAreWalked(Kind<K, V> kind) {
        with(kind, map -> {
            Map<K, V> content = content(kind, ROOM);
            content.forEach(map::put);
            assertEquals(content, map.entries());
            Map<K, V> byKey = new HashMap<>();
            new MapWalk<>(map).byKey(byKey::put);
            assertEquals(content, byKey);
            Set<K> stepped = new HashSet<>();
            Optional<K> key = map.nextKey(Optional.empty());
            while (key.isPresent()) {
                assertTrue(stepped.add(key.get()), "twice");
                key = map.nextKey(key);
            }
            assertEquals(content.keySet(), stepped);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <K, V> void manyArePutAtOnce(Kind<K, V> kind) {
        with(kind, map -> {
            map.putAll(Map.of());
            map.putAll(content(kind, ROOM));
            assertEquals(content(kind, ROOM), map.entries());
        });
    }

    @ParameterizedTest
    @MethodSource("withoutArrays")
    <K, V> void manyAreDeletedAtOnceThoughSomeAreNotThere(Kind<K, V> kind) {
        with(kind, map -> {
            Map<K, V> content = content(kind, 40);
            content.forEach(map::put);
            List<K> odd = IntStream.range(0, ROOM).filter(i -> i % 2 == 1).mapToObj(kind.keys).toList();
            assertEquals(0, map.deleteAll(List.of()));
            assertEquals(20, map.deleteAll(odd));
            content.keySet().removeAll(odd);
            assertEquals(content, map.entries());
        });
    }

    @ParameterizedTest
    @MethodSource("withoutArrays")
    <K, V> void fullMapSaysSo(Kind<K, V> kind) {
        with(kind, map -> {
            content(kind, ROOM).forEach(map::put);
            if (kind.evicts()) {
                map.put(kind.keys.apply(ROOM), kind.values.apply(ROOM));
                assertTrue(map.entries().size() <= ROOM, "older ones went");
                return;
            }
            KernelException full = assertThrows(
                    KernelException.class,
                    () -> content(kind, ROOM + 1).forEach(map::put));
            assertTrue(isFull(full, kind), full::getMessage);
            assertTrue(
                    full.hint().orElse("").startsWith("it is full: max_entries is " + ROOM + "; delete entries"),
                    full::getMessage);
            assertEquals(ROOM, map.entries().size());
            map.delete(kind.keys.apply(0));
            KernelException batch = assertThrows(
                    KernelException.class,
                    () -> map.putAll(content(kind, ROOM + 2)));
            assertTrue(isFull(batch, kind), batch::getMessage);
            assertEquals(content(kind, ROOM), map.entries());
        });
    }

    /** A trie says ENOSPC where the others say E2BIG. */
    private static boolean isFull(KernelException full, Kind<?, ?> kind) {
        return full.errnoName().equals(kind.spec.type() == MapType.BPF_MAP_TYPE_LPM_TRIE ? "ENOSPC" : "E2BIG");
    }

    @ParameterizedTest
    @MethodSource("arrays")
    <K, V> void elementsOfArraysStay(Kind<K, V> kind) {
        with(kind, map -> {
            KernelException deleted = assertThrows(KernelException.class, () -> map.delete(kind.keys.apply(0)));
            assertEquals("EINVAL", deleted.errnoName());
            assertEquals(
                    Optional.of("the elements of an array are always there: put zeros instead"), deleted.hint());
            assertEquals("EINVAL", errno(() -> map.deleteAll(List.of(kind.keys.apply(0)))));
            KernelException past =
                    assertThrows(KernelException.class, () -> map.put(kind.keys.apply(ROOM), kind.values.apply(0)));
            assertEquals(Optional.of("its indexes end below max_entries, which is " + ROOM), past.hint());
            assertEquals(Optional.empty(), map.get(kind.keys.apply(ROOM)));
        });
    }

    @ParameterizedTest
    @MethodSource("withoutArrays")
    <K, V> void drainedMapIsEmpty(Kind<K, V> kind) {
        with(kind, map -> {
            Map<K, V> content = content(kind, ROOM);
            content.forEach(map::put);
            Map<K, V> drained = new HashMap<>();
            switch (kind.spec.type()) {
                case BPF_MAP_TYPE_LPM_TRIE, BPF_MAP_TYPE_DEVMAP_HASH -> {
                    KernelException none = assertThrows(KernelException.class, () -> map.drain(drained::put));
                    assertEquals(
                            Optional.of("the kernel has no such call for type " + kind.spec.type().shortName()),
                            none.hint());
                    assertEquals(content, map.entries());
                }
                default -> {
                    map.drain(drained::put);
                    assertEquals(content, drained);
                    assertEquals(Map.of(), map.entries());
                    map.put(kind.keys.apply(9), kind.values.apply(9));
                    assertEquals(Optional.of(kind.values.apply(9)), map.getAndDelete(kind.keys.apply(9)));
                    assertEquals(Optional.empty(), map.getAndDelete(kind.keys.apply(9)));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <K, V> void frozenMapIsReadOnly(Kind<K, V> kind) {
        with(kind, map -> {
            map.put(kind.keys.apply(2), kind.values.apply(2));
            map.freeze();
            assertEquals(Optional.of(kind.values.apply(2)), map.get(kind.keys.apply(2)));
            KernelException frozen =
                    assertThrows(KernelException.class, () -> map.put(kind.keys.apply(2), kind.values.apply(3)));
            assertEquals("EPERM", frozen.errnoName());
            assertEquals(Optional.of("it is frozen: only programs may write it now"), frozen.hint());
            KernelException again = assertThrows(KernelException.class, map::freeze);
            assertEquals(Optional.of("it is frozen already"), again.hint());
        });
    }

    @ParameterizedTest
    @MethodSource("withoutArrays")
    <K, V> void walkEndsWhileOthersChangeTheMap(Kind<K, V> kind) {
        with(kind, map -> {
            Thread other = new Thread(() -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                    K key = kind.keys.apply(i % ROOM);
                    if (i / ROOM % 2 == 0) {
                        map.put(key, kind.values.apply(i % ROOM));
                    } else {
                        map.delete(key);
                    }
                }
            });
            other.start();
            try {
                for (int i = 0; i < 200; i++) {
                    Map<K, V> found = new HashMap<>();
                    map.forEach((key, value) -> assertEquals(null, found.put(key, value), "once a key"));
                    assertTrue(content(kind, ROOM).entrySet().containsAll(found.entrySet()), found::toString);
                }
            } finally {
                other.interrupt();
                join(other);
            }
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
