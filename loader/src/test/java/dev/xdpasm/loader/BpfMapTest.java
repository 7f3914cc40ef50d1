package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@KernelTest
class BpfMapTest {

    private static Bpf load(MapSpec... maps) {
        return Bpf.load(new BpfObject(List.of(), List.of(maps), "GPL"));
    }

    @Test
    void putsGetsRemoves() {
        try (Bpf bpf = load(MapSpec.hash("blocked", 4, 8, 4))) {
            BpfMap<Inet4Address, Long> map = bpf.map("blocked", Codecs.IPV4, Codecs.U64);
            Inet4Address address = VethFixture.address("10.0.0.7");
            assertEquals(Optional.empty(), map.get(address));
            map.put(address, 5L);
            map.put(address, -1L);
            assertEquals(Optional.of(-1L), map.get(address));
            assertArrayEquals(
                    new byte[] {-1, -1, -1, -1, -1, -1, -1, -1},
                    bpf.map("blocked").get(new byte[] {10, 0, 0, 7}).orElseThrow());
            assertTrue(map.delete(address));
            assertFalse(map.delete(address));
            assertEquals(Map.of(), map.entries());
        }
    }

    @Test
    void flagsHoldTheEntryToWhatItIs() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 4, 4))) {
            BpfMap<Long, Long> map = bpf.map("m", Codecs.U32, Codecs.U32);
            KernelException absent = assertThrows(KernelException.class, () -> map.put(1L, 1L, UpdateFlag.EXIST));
            assertEquals("ENOENT", absent.errnoName());
            map.put(1L, 1L, UpdateFlag.NOEXIST);
            KernelException there = assertThrows(KernelException.class, () -> map.put(1L, 2L, UpdateFlag.NOEXIST));
            assertEquals("EEXIST", there.errnoName());
            map.put(1L, 3L, UpdateFlag.EXIST);
            assertEquals(Map.of(1L, 3L), map.entries());
        }
    }

    @Test
    void fullMapSaysHowMuchItHolds() {
        try (Bpf bpf = load(MapSpec.hash("small", 4, 4, 2), MapSpec.array("cells", 4, 3))) {
            BpfMap<Long, Long> map = bpf.map("small", Codecs.U32, Codecs.U32);
            map.put(1L, 1L);
            map.put(2L, 2L);
            KernelException full = assertThrows(KernelException.class, () -> map.put(3L, 3L));
            assertTrue(full.getMessage().contains("map small"), full::getMessage);
            assertTrue(full.getMessage().contains("it is full: max_entries is 2"), full::getMessage);
            BpfMap<Long, Long> array = bpf.map("cells", Codecs.U32, Codecs.U32);
            KernelException past = assertThrows(KernelException.class, () -> array.put(3L, 3L));
            assertTrue(past.getMessage().contains("end below max_entries, which is 3"), past::getMessage);
        }
    }

    @Test
    void walksAllKeys() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, 1000))) {
            BpfMap<Long, Long> map = bpf.map("m", Codecs.U32, Codecs.U64);
            assertEquals(Optional.empty(), map.nextKey(Optional.empty()));
            Set<Long> expected = new HashSet<>();
            for (long i = 0; i < 1000; i++) {
                map.put(i, i * i);
                expected.add(i);
            }
            Set<Long> walked = new HashSet<>();
            Optional<Long> key = map.nextKey(Optional.empty());
            while (key.isPresent()) {
                walked.add(key.get());
                key = map.nextKey(key);
            }
            assertEquals(expected, walked);
            assertEquals(expected, map.entries().keySet());
            assertEquals(49L, map.entries().get(7L));
        }
    }

    @Test
    void entriesMayBeRemovedWhileTheyAreWalked() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, 100))) {
            BpfMap<Long, Long> map = bpf.map("m", Codecs.U32, Codecs.U64);
            for (long i = 0; i < 100; i++) {
                map.put(i, i);
            }
            map.forEach((key, value) -> map.delete(key));
            assertEquals(Map.of(), map.entries());
        }
    }

    @Test
    void walkEndsAlthoughKeysKeepVanishing() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, 64))) {
            BpfMap<Long, Long> map = bpf.map("m", Codecs.U32, Codecs.U64);
            for (long i = 0; i < 32; i++) {
                map.put(i, i);
            }
            long[] fresh = {1000};
            int[] steps = {0};
            map.forEach((key, value) -> {
                steps[0]++;
                map.entries().keySet().forEach(map::delete);
                for (int i = 0; i < 32; i++) {
                    map.put(fresh[0]++, 0L);
                }
            });
            assertTrue(steps[0] <= 128, () -> steps[0] + " steps");
        }
    }

    @Test
    void arraysHaveAllTheirIndexes() {
        try (Bpf bpf = load(MapSpec.array("counters", 8, 3))) {
            BpfMap<Long, Long> map = bpf.map("counters", Codecs.U32, Codecs.U64);
            map.put(2L, 9L);
            assertEquals(Map.of(0L, 0L, 1L, 0L, 2L, 9L), map.entries());
            assertEquals("EINVAL", assertThrows(KernelException.class, () -> map.delete(1L)).errnoName());
        }
    }

    @Test
    void codecsOfOtherSizesAreRefused() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, 4))) {
            BpfException e = assertThrows(BpfException.class, () -> bpf.map("m", Codecs.BE16, Codecs.U64));
            assertEquals("map m has keys of 4 and values of 8 bytes, the codecs take 2 and 8", e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> bpf.map("m").get(new byte[3]));
            assertThrows(IllegalArgumentException.class, () -> bpf.map("m").put(new byte[4], new byte[9]));
        }
    }

    @Test
    void callsMakeNoDirectBuffer() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 1000, 4), MapSpec.hash("large", 4, 100_000, 4))) {
            byte[] content = new byte[1000];
            Arrays.fill(content, (byte) 7);
            BpfMap<byte[], byte[]> map = bpf.map("m");
            for (int i = 0; i < 3; i++) {
                map.put(new byte[] {1, 2, 3, (byte) i}, content);
            }
            long before = directBuffers();
            for (int i = 0; i < 1000; i++) {
                map.put(new byte[] {1, 2, 3, 3}, content);
                assertArrayEquals(content, map.get(new byte[] {1, 2, 3, 3}).orElseThrow());
                assertEquals(4, map.entries().size());
            }
            // Others in this JVM make some too.
            assertTrue(directBuffers() - before < 100, () -> directBuffers() - before + " direct buffers more");
            byte[] large = new byte[100_000];
            Arrays.fill(large, (byte) 9);
            bpf.map("large").put(new byte[4], large);
            assertArrayEquals(large, bpf.map("large").get(new byte[4]).orElseThrow());
        }
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }

    @Test
    void whatCannotBeDescribedIsClosedWithItsError() {
        Fd noMap = new Fd((int) Syscalls.open("/proc/self/status"), "map that is none");
        KernelException e = assertThrows(KernelException.class, () -> MapOpening.of(noMap, info -> MapSpec.hash("m", 4, 4, 4)));
        assertEquals("bpf(BPF_OBJ_GET_INFO_BY_FD)", e.call());
        assertTrue(e.getMessage().startsWith("map that is none could not be described"), e::getMessage);
        assertTrue(noMap.isClosed());
    }

    @Test
    void mapThatTheKernelRefusesIsDescribed() {
        KernelException e = assertThrows(KernelException.class, () -> load(MapSpec.hash("empty", 4, 8, 0)));
        assertEquals(
                "map empty (hash, key 4 bytes, value 8 bytes, max_entries 0) could not be created: bpf(BPF_MAP_CREATE) failed"
                        + " with EINVAL (Invalid argument); max_entries is at least 1",
                e.getMessage());
    }
}
