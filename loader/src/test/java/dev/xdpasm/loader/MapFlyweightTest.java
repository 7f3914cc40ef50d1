package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cursors and batches: what they see, and that they allocate nothing. */
@KernelTest
class MapFlyweightTest {
    private static final int ENTRIES = 5000;

    private static Bpf load(MapSpec... maps) {
        return Bpf.load(new BpfObject(List.of(), List.of(maps), "GPL"));
    }

    private static BpfMap<Long, Long> filled(Bpf bpf) {
        BpfMap<Long, Long> map = bpf.map("m", Codecs.U32, Codecs.U64);
        MapBatch batch = map.batch(ENTRIES);
        for (int i = 0; i < ENTRIES; i++) {
            batch.keys().putInt(i * Integer.BYTES, i);
            batch.values().putLong(i * Long.BYTES, i * 3L);
        }
        batch.update(ENTRIES);
        assertEquals(ENTRIES, batch.count());
        return map;
    }

    @Test
    void cursorReadsWritesAndWalks() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, ENTRIES))) {
            BpfMap<Long, Long> map = filled(bpf);
            MapCursor cursor = map.cursor();
            cursor.key().putInt(0, 7);
            assertTrue(cursor.lookup());
            assertEquals(21, cursor.value().getLong(0));
            cursor.value().putLong(0, 1);
            cursor.update(UpdateFlag.EXIST);
            assertEquals(1, map.get(7L).orElseThrow());
            assertTrue(cursor.lookupAndDelete());
            assertFalse(cursor.lookup());
            assertFalse(cursor.delete());
            assertThrows(KernelException.class, () -> cursor.update(UpdateFlag.EXIST));
            Set<Integer> walked = new HashSet<>();
            cursor.rewind();
            while (cursor.next()) {
                walked.add(cursor.key().getInt(0));
            }
            assertEquals(ENTRIES - 1, walked.size());
        }
    }

    @Test
    void batchSeesEachEntryOnceWhateverItsCapacity() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, ENTRIES))) {
            BpfMap<Long, Long> map = filled(bpf);
            for (int capacity : new int[] {1, 7, 1000, ENTRIES, 2 * ENTRIES}) {
                MapBatch batch = map.batch(capacity);
                for (int pass = 0; pass < 2; pass++) {
                    long sum = 0;
                    Set<Integer> keys = new HashSet<>();
                    while (batch.next()) {
                        for (int i = 0; i < batch.count(); i++) {
                            assertTrue(keys.add(batch.keys().getInt(i * Integer.BYTES)));
                            sum += batch.values().getLong(i * Long.BYTES);
                        }
                    }
                    assertEquals(3L * ENTRIES * (ENTRIES - 1) / 2, sum, "capacity " + capacity);
                    assertEquals(ENTRIES, keys.size());
                }
            }
        }
    }

    @Test
    void batchStopsAtWhatTheKernelRefuses() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, 2), MapSpec.array("a", 8, 4))) {
            MapBatch batch = bpf.map("m").batch(3);
            for (int i = 0; i < 3; i++) {
                batch.keys().putInt(i * Integer.BYTES, i);
            }
            KernelException full = assertThrows(KernelException.class, () -> batch.update(3));
            assertEquals("E2BIG", full.errnoName());
            assertTrue(
                    full.getMessage().startsWith("map m was changed for 2 of 3 entries and not the next"),
                    full::getMessage);
            assertEquals(2, batch.count());
            KernelException absent = assertThrows(KernelException.class, () -> batch.delete(3));
            assertEquals("ENOENT", absent.errnoName());
            assertEquals(2, batch.count());
            assertThrows(IllegalArgumentException.class, () -> batch.delete(4));
            assertThrows(IllegalArgumentException.class, () -> bpf.map("m").batch(0));
            MapBatch noDelete = bpf.map("a").batch(1);
            assertThrows(KernelException.class, () -> noDelete.delete(1));
            assertEquals(0, noDelete.count());
        }
    }

    @Test
    void typesWithoutBatchesSaySo() {
        try (Bpf bpf = load(new MapSpec("d", MapType.BPF_MAP_TYPE_DEVMAP_HASH, 4, 4, 4, 0))) {
            KernelException e =
                    assertThrows(KernelException.class, () -> bpf.map("d").batch(4).next());
            assertTrue(e.getMessage().endsWith("the kernel has no such call for type devmap_hash"), e::getMessage);
        }
    }

    @Test
    void closedMapEndsItsFlyweights() {
        Bpf bpf = load(MapSpec.hash("m", 4, 8, 4));
        MapCursor cursor = bpf.map("m").cursor();
        MapBatch batch = bpf.map("m").batch(4);
        bpf.close();
        assertEquals(
                "map m is closed",
                assertThrows(IllegalStateException.class, cursor::lookup).getMessage());
        assertThrows(IllegalStateException.class, batch::next);
    }

    @Test
    void hotCallsAllocateNothing() {
        try (Bpf bpf = load(MapSpec.hash("m", 4, 8, ENTRIES))) {
            BpfMap<Long, Long> map = filled(bpf);
            MapCursor cursor = map.cursor();
            MapBatch batch = map.batch(1000);
            long sum = work(cursor, batch);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            sum -= work(cursor, batch);
            long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertEquals(0, sum);
            // 10,000 calls; what a call of the measurement itself takes is a few hundred bytes.
            assertTrue(allocated < 4096, () -> allocated + " bytes");
        }
    }

    private static long work(MapCursor cursor, MapBatch batch) {
        long sum = 0;
        for (int i = 0; i < ENTRIES; i++) {
            cursor.key().putInt(0, i);
            cursor.lookup();
            sum += cursor.value().getLong(0);
            cursor.update(UpdateFlag.ANY);
        }
        while (batch.next()) {
            sum += batch.count();
        }
        return sum;
    }
}
