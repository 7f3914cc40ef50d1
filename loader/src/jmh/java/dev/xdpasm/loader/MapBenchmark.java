package dev.xdpasm.loader;

import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What calls on maps and the draining of a ring cost beside the same in C ({@link CPeer}), taking turns in one run: prints
 * medians and ratios. Needs root, a C compiler and a bpffs.
 *
 * <pre>{@code mvn -pl loader -am -Pbenchmark verify -DskipTests -Dbenchmark=MapBenchmark}</pre>
 */
public final class MapBenchmark {
    static final int ENTRIES = 10_000;
    static final int BATCH = 1000;
    private static final int CALLS = 20_000;
    private static final int WARMUP = 8;
    private static final int ROUNDS = 25;
    private static final int RING_BYTES = 1 << 20;
    private static final int RING_EVENTS = RING_BYTES / EventPrograms.RECORD_BYTES;

    private final Turns turns = new Turns();
    private final CPeer peer;

    private MapBenchmark(CPeer peer) {
        this.peer = peer;
    }

    /** Runs it. */
    public static void main(String... args) throws IOException, InterruptedException {
        MapSpec spec = MapSpec.hash("bench", Integer.BYTES, Long.BYTES, 2 * ENTRIES);
        Path pin = Path.of("/sys/fs/bpf/xdpasm_bench_" + ProcessHandle.current().pid());
        try (Bpf bpf = Bpf.load(new BpfObject(List.of(), List.of(spec), "GPL"));
                Bpf events = EventPrograms.output(RING_BYTES, false);
                RingBuffer ring = RingBuffer.of(events.map("events"))) {
            events.map("events").pin(pin);
            try (CPeer peer = CPeer.start("maps.c", Map.of("ENTRIES", ENTRIES, "BATCH", BATCH, "RING", RING_BYTES), pin)) {
                Files.delete(pin);
                new MapBenchmark(peer).run(bpf.map("bench", Codecs.U32, Codecs.U64), events, ring);
            } finally {
                Files.deleteIfExists(pin);
            }
        }
    }

    private void run(BpfMap<Long, Long> map, Bpf events, RingBuffer ring) throws IOException {
        Map<Long, Long> content = new LinkedHashMap<>();
        for (long i = 0; i < ENTRIES; i++) {
            content.put(i, i);
        }
        map.putAll(content);
        MapCursor cursor = map.cursor();
        MapBatch batch = map.batch(BATCH);
        for (int round = 0; round < WARMUP + ROUNDS; round++) {
            if (round == WARMUP) {
                turns.begin();
            }
            turns.record("lookup/C", peer.time("lookup"));
            turns.record("lookup/MapCursor", time(CALLS, () -> lookups(cursor)));
            turns.record("lookup/BpfMap.get", time(CALLS, () -> gets(map)));
            turns.record("update/C", peer.time("update"));
            turns.record("update/MapCursor", time(CALLS, () -> updates(cursor)));
            turns.record("update/BpfMap.put", time(CALLS, () -> puts(map)));
            turns.record("batch lookup/C", peer.time("lookup_batch"));
            turns.record("batch lookup/MapBatch", time(ENTRIES, () -> sum(batch)));
            turns.record("batch lookup/BpfMap.forEach", time(ENTRIES, () -> sum(map)));
            turns.record("batch update/C", peer.time("update_batch"));
            turns.record("batch update/MapBatch", time(ENTRIES, () -> fill(batch)));
            turns.record("batch update/BpfMap.putAll", time(ENTRIES, () -> {
                map.putAll(content);
                return 0;
            }));
            EventPrograms.send(events, RING_EVENTS);
            turns.record("ring drain/C", peer.time("drain"));
            // The position is the map's: this reader goes on where that one stopped.
            try (RingBuffer fresh = RingBuffer.of(events.map("events"))) {
                EventPrograms.send(events, RING_EVENTS);
                turns.record("ring drain/RingBuffer", time(RING_EVENTS, () -> drain(fresh)));
            }
        }
        turns.print();
    }

    private static long lookups(MapCursor cursor) {
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            cursor.key().putInt(0, i % ENTRIES);
            if (cursor.lookup()) {
                sum += cursor.value().getLong(0);
            }
        }
        return sum;
    }

    private static long gets(BpfMap<Long, Long> map) {
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += map.get((long) (i % ENTRIES)).orElse(0L);
        }
        return sum;
    }

    private static long updates(MapCursor cursor) {
        for (int i = 0; i < CALLS; i++) {
            cursor.key().putInt(0, i % ENTRIES);
            cursor.value().putLong(0, i);
            cursor.update(UpdateFlag.ANY);
        }
        return 0;
    }

    private static long puts(BpfMap<Long, Long> map) {
        for (int i = 0; i < CALLS; i++) {
            map.put((long) (i % ENTRIES), (long) i);
        }
        return 0;
    }

    private static long sum(MapBatch batch) {
        long sum = 0;
        while (batch.next()) {
            ByteBuffer values = batch.values();
            for (int i = 0; i < batch.count(); i++) {
                sum += values.getLong(i * Long.BYTES);
            }
        }
        return sum;
    }

    private static long sum(BpfMap<Long, Long> map) {
        long[] sum = new long[1];
        map.forEach((key, value) -> sum[0] += value);
        return sum[0];
    }

    private static long fill(MapBatch batch) {
        for (int from = 0; from < ENTRIES; from += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                batch.keys().putInt(i * Integer.BYTES, from + i);
                batch.values().putLong(i * Long.BYTES, i);
            }
            batch.update(BATCH);
        }
        return 0;
    }

    private static long drain(RingBuffer ring) {
        long[] sum = new long[1];
        int count = ring.drain(event -> sum[0] += event.getLong(event.position()));
        if (count != RING_EVENTS) {
            throw new IllegalStateException(count + " events of " + RING_EVENTS);
        }
        return sum[0];
    }

    private static volatile long blackhole;

    private static double time(int operations, LongSupplier body) {
        long begin = System.nanoTime();
        blackhole = body.getAsLong();
        return (double) (System.nanoTime() - begin) / operations;
    }
}
