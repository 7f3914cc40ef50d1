package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link MapSpec#brokenLimit} says of a map is what the kernel does: refuses it or takes it. */
@KernelTest
class MapLimitsTest {
    private static MapSpec map(MapType type, int key, int value, int entries) {
        int flags = type == MapType.BPF_MAP_TYPE_LPM_TRIE ? 1 : 0;
        return new MapSpec("limits", type, key, value, entries, flags);
    }

    static Stream<MapSpec> taken() {
        return Stream.of(
                map(MapType.BPF_MAP_TYPE_ARRAY, 4, 1, 1),
                map(MapType.BPF_MAP_TYPE_ARRAY, 4, 4, 1).withFlags(1 << 10),
                map(MapType.BPF_MAP_TYPE_PERCPU_ARRAY, 4, 32768, 1),
                map(MapType.BPF_MAP_TYPE_HASH, 1024, 1, 1),
                map(MapType.BPF_MAP_TYPE_PERCPU_HASH, 4, 32768, 1),
                map(MapType.BPF_MAP_TYPE_LPM_TRIE, 5, 1, 1),
                map(MapType.BPF_MAP_TYPE_LPM_TRIE, 260, 1, 1),
                map(MapType.BPF_MAP_TYPE_DEVMAP, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_CPUMAP, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_BLOOM_FILTER, 0, 4, 1).withMapExtra(15),
                map(MapType.BPF_MAP_TYPE_CGROUP_ARRAY, 4, 4, 1),
                map(MapType.BPF_MAP_TYPE_STACK_TRACE, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_CGROUP_STORAGE, 8, 4096, 0),
                map(MapType.BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE, 16, 4, 0),
                map(MapType.BPF_MAP_TYPE_RINGBUF, 0, 0, 4096));
    }

    static Stream<MapSpec> refused() {
        return Stream.of(
                map(MapType.BPF_MAP_TYPE_UNSPEC, 4, 4, 1),
                map(MapType.BPF_MAP_TYPE_ARRAY, 8, 1, 1),
                map(MapType.BPF_MAP_TYPE_ARRAY, 4, 0, 1),
                map(MapType.BPF_MAP_TYPE_ARRAY, 4, 4, 0),
                map(MapType.BPF_MAP_TYPE_ARRAY, 4, 4, 1).withFlags(1),
                map(MapType.BPF_MAP_TYPE_ARRAY, 4, 4, 1).withMapExtra(1),
                map(MapType.BPF_MAP_TYPE_PERCPU_ARRAY, 4, 32769, 1),
                map(MapType.BPF_MAP_TYPE_PERCPU_ARRAY, 4, 4, 1).withFlags(1 << 10),
                map(MapType.BPF_MAP_TYPE_PROG_ARRAY, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_HASH, 0, 4, 1),
                map(MapType.BPF_MAP_TYPE_HASH, 4, 4, 1).withFlags(1 << 10),
                map(MapType.BPF_MAP_TYPE_LRU_HASH, 4, 4, 1).withFlags(1),
                map(MapType.BPF_MAP_TYPE_PERCPU_HASH, 4, 32769, 1),
                map(MapType.BPF_MAP_TYPE_LPM_TRIE, 4, 1, 1),
                map(MapType.BPF_MAP_TYPE_LPM_TRIE, 261, 1, 1),
                map(MapType.BPF_MAP_TYPE_LPM_TRIE, 8, 1, 1).withFlags(0),
                map(MapType.BPF_MAP_TYPE_DEVMAP, 4, 2, 1),
                map(MapType.BPF_MAP_TYPE_CPUMAP, 4, 2, 1),
                map(MapType.BPF_MAP_TYPE_XSKMAP, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_QUEUE, 4, 4, 1),
                map(MapType.BPF_MAP_TYPE_QUEUE, 0, 4, 1).withFlags(1),
                map(MapType.BPF_MAP_TYPE_BLOOM_FILTER, 4, 4, 1),
                map(MapType.BPF_MAP_TYPE_BLOOM_FILTER, 0, 4, 1).withMapExtra(16),
                map(MapType.BPF_MAP_TYPE_CGROUP_ARRAY, 2, 4, 1),
                map(MapType.BPF_MAP_TYPE_CGROUP_ARRAY, 4, 8, 1),
                map(MapType.BPF_MAP_TYPE_CGROUP_ARRAY, 4, 4, 0),
                map(MapType.BPF_MAP_TYPE_STACK_TRACE, 4, 12, 1),
                map(MapType.BPF_MAP_TYPE_STACK_TRACE, 4, 8, 1).withFlags(1),
                map(MapType.BPF_MAP_TYPE_SK_STORAGE, 4, 4, 1).withFlags(1),
                map(MapType.BPF_MAP_TYPE_TASK_STORAGE, 8, 4, 0).withFlags(1),
                map(MapType.BPF_MAP_TYPE_INODE_STORAGE, 4, 4, 0),
                map(MapType.BPF_MAP_TYPE_CGRP_STORAGE, 4, 0, 0).withFlags(1),
                map(MapType.BPF_MAP_TYPE_CGROUP_STORAGE, 4, 4, 0),
                map(MapType.BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE, 8, 32769, 0),
                map(MapType.BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE, 16, 4, 1),
                map(MapType.BPF_MAP_TYPE_ARENA, 4, 0, 1).withFlags(1 << 10),
                map(MapType.BPF_MAP_TYPE_ARENA, 0, 0, 1),
                map(MapType.BPF_MAP_TYPE_RINGBUF, 0, 4, 4096));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void takes(MapSpec spec) {
        assertEquals(Optional.empty(), spec.brokenLimit());
        BpfMap.create(spec).close();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(MapSpec spec) {
        String why = spec.brokenLimit().orElseThrow();
        KernelException error = assertThrows(KernelException.class, () -> BpfMap.create(spec));
        assertTrue(error.getMessage().contains(why), error::getMessage);
    }
}
