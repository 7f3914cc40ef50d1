package dev.xdpasm.loader;

import static dev.xdpasm.loader.EventPrograms.RECORD_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.xdpasm.BpfException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@KernelTest
@Timeout(60)
class RingBufferTest {
    private static final int RING = 1 << 16;
    private static final Duration LONG = Duration.ofSeconds(20);

    private static List<Long> numbers(int from, int to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void eventsComeInOrderAndOnce() {
        try (Bpf bpf = EventPrograms.output(RING, true);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            List<Long> seen = new ArrayList<>();
            assertEquals(0, ring.drain(event -> seen.add(EventPrograms.number(event))));
            // Many times around the ring.
            for (int round = 0; round < 50; round++) {
                EventPrograms.send(bpf, 100);
                assertEquals(100 * RECORD_BYTES, ring.backlogBytes());
                assertEquals(30, ring.drain(event -> seen.add(EventPrograms.number(event)), 30));
                assertEquals(70 * RECORD_BYTES, ring.backlogBytes());
                assertEquals(70, ring.drain(event -> seen.add(EventPrograms.number(event))));
            }
            assertEquals(numbers(0, 5000), seen);
            assertEquals(5000, ring.taken());
            assertEquals(0, ring.backlogBytes());
            assertEquals(RING, ring.capacityBytes());
        }
    }

    /** Seconds on a quiet machine of two cores; the other timeouts hold on a busy one too. */
    @Test
    @Timeout(600)
    void tenMillionEventsAreNeitherLostNorTorn() throws Exception {
        int total = 10_000_000;
        int chunk = 20_000;
        int bytes = 1 << 24;
        try (Bpf bpf = EventPrograms.output(bytes, true);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                for (int sent = 0; sent < total; ) {
                    if (ring.backlogBytes() + (long) chunk * RECORD_BYTES <= bytes) {
                        EventPrograms.send(bpf, chunk);
                        sent += chunk;
                    } else {
                        LockSupport.parkNanos(50_000);
                    }
                }
            });
            long[] next = {0};
            while (next[0] < total) {
                ring.poll(LONG, event -> {
                    if (EventPrograms.number(event) != next[0]) {
                        throw new AssertionError("event " + next[0] + " is missing");
                    }
                    next[0]++;
                });
            }
            sender.get();
            assertEquals(total, ring.taken());
            assertEquals(0, ring.backlogBytes());
            assertEquals(0, EventPrograms.refused(bpf));
            System.out.println("RingBufferTest: " + next[0] + " events of " + EventPrograms.EVENT_BYTES + " bytes taken, 0 lost or torn");
        }
    }

    @Test
    void whatDidNotFitIsExactlyWhatTheProgramCounted() throws Exception {
        int total = 1_000_000;
        try (Bpf bpf = EventPrograms.output(1 << 13, true);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> EventPrograms.send(bpf, total));
            long[] last = {-1};
            EventHandler slow = event -> {
                long number = EventPrograms.number(event);
                assertTrue(number > last[0]);
                last[0] = number;
                long end = System.nanoTime() + 2_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            };
            while (!sender.isDone()) {
                ring.poll(Duration.ofMillis(10), slow);
            }
            sender.get();
            ring.drain(slow);
            long refused = EventPrograms.refused(bpf);
            assertTrue(refused > 0, "the ring was to overflow");
            assertEquals(total, ring.taken() + refused);
            System.out.println("RingBufferTest: " + total + " events sent, " + ring.taken() + " taken, " + refused
                    + " did not fit, as the program counted");
        }
    }

    @Test
    void discardedEventsAreNotHandedOut() {
        try (Bpf bpf = EventPrograms.reserve(RING);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            List<Long> seen = new ArrayList<>();
            EventPrograms.send(bpf, 9);
            assertEquals(6, ring.drain(event -> {
                assertEquals(16, event.remaining());
                seen.add(event.getLong() / 8);
            }));
            assertEquals(List.of(0L, 1L, 3L, 4L, 6L, 7L), seen);
            assertEquals(0, ring.backlogBytes());
        }
    }

    @Test
    void pollWaitsForTheFirst() throws Exception {
        try (Bpf bpf = EventPrograms.output(RING, true);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            long begin = System.nanoTime();
            assertEquals(0, ring.poll(Duration.ofMillis(30), event -> {}));
            assertTrue(System.nanoTime() - begin >= 30_000_000);
            assertEquals(0, ring.poll(Duration.ZERO, event -> {}));
            CompletableFuture<Integer> got = CompletableFuture.supplyAsync(() -> ring.poll(LONG, event -> {}));
            Thread.sleep(50);
            assertFalse(got.isDone());
            EventPrograms.send(bpf, 1);
            assertEquals(1, got.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void closingFromAnotherThreadEndsWaiting() throws Exception {
        try (Bpf bpf = EventPrograms.output(RING, true)) {
            RingBuffer ring = RingBuffer.of(bpf.map("events"));
            CompletableFuture<Integer> polled = CompletableFuture.supplyAsync(() -> ring.poll(LONG, event -> {}));
            Thread.sleep(50);
            ring.close();
            assertEquals(0, polled.get(10, TimeUnit.SECONDS));
            assertTrue(ring.isClosed());
            ring.close();
            assertEquals(
                    "ring buffer events is closed",
                    assertThrows(IllegalStateException.class, () -> ring.drain(event -> {})).getMessage());
            assertThrows(IllegalStateException.class, ring::backlogBytes);
        }
    }

    @Test
    void aHandlerMayCloseAndItsEventIsTaken() {
        try (Bpf bpf = EventPrograms.output(RING, true)) {
            RingBuffer ring = RingBuffer.of(bpf.map("events"));
            EventPrograms.send(bpf, 5);
            assertEquals(1, ring.drain(event -> ring.close()));
            try (RingBuffer again = RingBuffer.of(bpf.map("events"))) {
                List<Long> seen = new ArrayList<>();
                again.drain(event -> seen.add(EventPrograms.number(event)));
                assertEquals(numbers(1, 5), seen);
            }
        }
    }

    @Test
    void whatAHandlerThrowsComesThroughAfterItsEvent() {
        try (Bpf bpf = EventPrograms.output(RING, true);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            EventPrograms.send(bpf, 3);
            assertThrows(ArithmeticException.class, () -> ring.drain(event -> {
                throw new ArithmeticException();
            }));
            assertThrows(IllegalStateException.class, () -> ring.drain(event -> ring.drain(inner -> {})));
            List<Long> seen = new ArrayList<>();
            ring.drain(event -> seen.add(EventPrograms.number(event)));
            assertEquals(List.of(2L), seen);
        }
    }

    @Test
    void keptEventsCannotBeWrittenAndReadZerosOnceClosed() {
        try (Bpf bpf = EventPrograms.output(RING, true)) {
            List<ByteBuffer> kept = new ArrayList<>();
            try (RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
                EventPrograms.send(bpf, 2);
                ring.drain(event -> kept.add(event.slice().order(event.order())));
                assertEquals(8, kept.get(1).getLong(0));
                assertThrows(ReadOnlyBufferException.class, () -> kept.get(1).putLong(0, 1));
            }
            assertEquals(0, kept.get(1).getLong(0));
        }
    }

    @Test
    void streamTakesWhatIsAskedForAndEndsWithTheBuffer() throws Exception {
        try (Bpf bpf = EventPrograms.output(RING, true)) {
            RingBuffer ring = RingBuffer.of(bpf.map("events"));
            EventPrograms.send(bpf, 10);
            assertEquals(numbers(0, 4), ring.stream(EventPrograms::number).limit(4).toList());
            assertEquals(4, ring.taken());
            CompletableFuture<List<Long>> rest =
                    CompletableFuture.supplyAsync(() -> ring.stream(EventPrograms::number).toList());
            EventPrograms.send(bpf, 10);
            while (ring.taken() < 20) {
                Thread.sleep(1);
            }
            ring.close();
            assertEquals(numbers(4, 20), rest.get(10, TimeUnit.SECONDS));
        }
    }

    /** Remembers what it is told, asks for what it is told to. */
    private static final class Recorder implements Flow.Subscriber<Long> {
        private final List<Long> seen = new ArrayList<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private String end = "";

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public synchronized void onNext(Long item) {
            seen.add(item);
        }

        @Override
        public void onError(Throwable thrown) {
            end = thrown.getMessage();
            ended.countDown();
        }

        @Override
        public void onComplete() {
            end = "complete";
            ended.countDown();
        }

        synchronized List<Long> seen() {
            return List.copyOf(seen);
        }

        void awaitSeen(int count) throws InterruptedException {
            while (seen().size() < count) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void publisherLeavesInTheRingWhatIsNotAskedFor() throws Exception {
        try (Bpf bpf = EventPrograms.output(RING, true)) {
            RingBuffer ring = RingBuffer.of(bpf.map("events"));
            Recorder recorder = new Recorder();
            Flow.Publisher<Long> publisher = ring.publisher(EventPrograms::number);
            publisher.subscribe(recorder);
            Flow.Subscription subscription = recorder.subscription.get(10, TimeUnit.SECONDS);
            EventPrograms.send(bpf, 10);
            subscription.request(3);
            recorder.awaitSeen(3);
            Thread.sleep(50);
            assertEquals(numbers(0, 3), recorder.seen());
            assertEquals(7 * RECORD_BYTES, ring.backlogBytes());
            Recorder second = new Recorder();
            publisher.subscribe(second);
            assertEquals("ring buffer events has a subscriber already", second.end);
            subscription.request(Long.MAX_VALUE);
            recorder.awaitSeen(10);
            ring.close();
            assertTrue(recorder.ended.await(10, TimeUnit.SECONDS));
            assertEquals("complete", recorder.end);
            assertEquals(numbers(0, 10), recorder.seen());
        }
    }

    @Test
    void publisherEndsWhenCancelledAndRefusesRequestsOfNothing() throws Exception {
        try (Bpf bpf = EventPrograms.output(RING, true);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            Recorder recorder = new Recorder();
            ring.publisher(EventPrograms::number).subscribe(recorder);
            Flow.Subscription subscription = recorder.subscription.get(10, TimeUnit.SECONDS);
            subscription.request(1);
            subscription.cancel();
            Recorder wrong = new Recorder();
            ring.publisher(EventPrograms::number).subscribe(wrong);
            wrong.subscription.get(10, TimeUnit.SECONDS).request(0);
            assertTrue(wrong.ended.await(10, TimeUnit.SECONDS));
            assertTrue(wrong.end.contains("3.9"), wrong.end);
            assertEquals(1, recorder.ended.getCount());
        }
    }

    @Test
    void drainingAllocatesNothing() {
        try (Bpf bpf = EventPrograms.output(1 << 20, false);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            long[] sum = new long[1];
            EventHandler handler = event -> sum[0] += event.getLong(event.position());
            EventPrograms.send(bpf, 10_000);
            ring.drain(handler);
            EventPrograms.send(bpf, 10_000);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertEquals(10_000, ring.drain(handler));
            long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertTrue(allocated < 4096, () -> allocated + " bytes");
        }
    }

    @Test
    void whatIsNoRingIsRefused() {
        try (Bpf bpf = Bpf.load(new BpfObject(
                List.of(), List.of(MapSpec.hash("m", 4, 4, 4)), "GPL"))) {
            BpfException e = assertThrows(BpfException.class, () -> RingBuffer.of(bpf.map("m")));
            assertEquals("map m is of type hash, expected ringbuf", e.getMessage());
        }
        KernelException e = assertThrows(KernelException.class, () -> BpfMap.create(EventPrograms.ring(5000)));
        assertTrue(e.getMessage().endsWith("max_entries are the ring's bytes: a power of two of whole pages (4096)"), e::getMessage);
    }
}
