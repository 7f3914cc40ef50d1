package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.object.MapSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@KernelTest
@Timeout(60)
class PerfBufferTest {
    private static final int RING = 1 << 13;

    @Test
    void eventsComeOnceAcrossTheRingsEnd() {
        try (Bpf bpf = EventPrograms.perf();
                PerfBuffer buffer = PerfBuffer.of(bpf.map("events"), RING)) {
            Set<Long> seen = new HashSet<>();
            // Each round is a good part of a ring, and rounds may be on different CPUs.
            for (int round = 0; round < 100; round++) {
                EventPrograms.send(bpf, 70);
                assertEquals(70, buffer.drain(event -> {
                    assertTrue(seen.add(EventPrograms.number(event)));
                    // u32 size and 64 bytes are padded to 72.
                    assertEquals(EventPrograms.EVENT_BYTES + 4, event.remaining());
                    assertTrue(buffer.cpu() >= 0 && buffer.cpu() < PerCpu.cpus());
                }));
            }
            assertEquals(7000, seen.size());
            assertEquals(7000, buffer.taken());
            assertEquals(0, buffer.lost());
        }
    }

    @Test
    void whatDidNotFitIsCounted() throws Exception {
        try (Bpf bpf = EventPrograms.perf();
                PerfBuffer buffer = PerfBuffer.of(bpf.map("events"), RING)) {
            // Of one CPU, since the kernel tells of losses with the next event of the same.
            onOneCpu(() -> EventPrograms.send(bpf, 1000));
            int first = buffer.drain(event -> {});
            assertTrue(first > 0 && first < 1000);
            assertEquals(0, buffer.lost());
            onOneCpu(() -> EventPrograms.send(bpf, 1));
            assertEquals(1, buffer.drain(event -> {}));
            assertEquals(1000 - first, buffer.lost());
            assertEquals(EventPrograms.refused(bpf), buffer.lost());
        }
    }

    /** In a thread that never leaves the first CPU that this process may use. */
    private static void onOneCpu(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                String first = ProcFiles.threadStatus("Cpus_allowed_list").orElseThrow().split("[,-]")[0];
                Commands.run("taskset", "-pc", first, ProcFiles.threadStatus("Pid").orElseThrow());
                task.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        done.get(30, TimeUnit.SECONDS);
    }

    @Test
    void pollWaitsForAnyCpuAndCloseEndsIt() throws Exception {
        try (Bpf bpf = EventPrograms.perf()) {
            PerfBuffer buffer = PerfBuffer.of(bpf.map("events"), RING);
            CompletableFuture<Integer> got =
                    CompletableFuture.supplyAsync(() -> buffer.poll(Duration.ofSeconds(20), event -> {}));
            Thread.sleep(30);
            EventPrograms.send(bpf, 1);
            assertEquals(1, got.get(10, TimeUnit.SECONDS));
            CompletableFuture<Void> consumer = CompletableFuture.runAsync(() -> buffer.consume(event -> {}));
            Thread.sleep(30);
            buffer.close();
            consumer.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatCannotBeARingIsRefused() {
        try (Bpf bpf = EventPrograms.perf()) {
            assertThrows(IllegalArgumentException.class, () -> PerfBuffer.of(bpf.map("events"), 5000));
            assertThrows(IllegalArgumentException.class, () -> PerfBuffer.of(bpf.map("events"), 64));
            try (BpfMap<byte[], byte[]> other = BpfMap.create(MapSpec.hash("m", 4, 4, 4))) {
                assertThrows(BpfException.class, () -> PerfBuffer.of(other, RING));
            }
        }
    }
}
