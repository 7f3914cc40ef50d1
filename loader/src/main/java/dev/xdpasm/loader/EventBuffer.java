package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Fd;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Events that programs send: taken as they are, waited for, as a stream or as a publisher.
 *
 * <p>A slow consumer leaves events in the kernel's ring, and once that is full, programs cannot send more: nothing is
 * queued in between. Thread-safe: events are handed out by one thread at a time, and {@link #close} may come from any
 * thread, the handler's too; it ends waiting.
 */
public abstract sealed class EventBuffer implements AutoCloseable permits RingBuffer, PerfBuffer {
    private static final Duration LONG = Duration.ofDays(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final String what;
    private final EventPoll poll;
    private volatile boolean closed;
    private volatile long taken;
    private boolean released;

    EventBuffer(String what) {
        this.what = what;
        this.poll = new EventPoll(what);
    }

    /** Hands out at most so many events, and fewer once it is closed. {@return how many} The lock is held. */
    abstract int take(int most, EventHandler handler);

    /** Gives the memory and descriptors back. The lock is held. */
    abstract void release();

    /** Has {@link #poll} wait for a descriptor. */
    final void waitFor(Fd readable) {
        poll.add(readable);
    }

    /** Ends what a constructor began. */
    final void abandon() {
        closed = true;
        released = true;
        poll.close();
    }

    final void checkOpen() {
        if (closed) {
            throw new IllegalStateException(what + " is closed");
        }
    }

    /** {@return how many events there were; all that are there now, without waiting} */
    public final int drain(EventHandler handler) {
        return drain(handler, Integer.MAX_VALUE);
    }

    /**
     * Hands the events that are there now to the handler, without waiting. What the handler throws comes through; the event
     * that it threw at counts as handed out.
     *
     * @param most the most to hand out
     * @return how many there were
     * @throws IllegalStateException if it is closed
     */
    public final int drain(EventHandler handler, int most) {
        begin();
        try {
            return took(take(most, handler));
        } finally {
            end();
        }
    }

    /**
     * Hands the events that are there to the handler, waiting for the first if there is none.
     *
     * @param timeout how long to wait at most
     * @return how many there were; 0 if the time was up or it was closed meanwhile
     * @throws IllegalStateException if it is closed already
     */
    public final int poll(Duration timeout, EventHandler handler) {
        return poll(timeout, handler, Integer.MAX_VALUE);
    }

    final int poll(Duration timeout, EventHandler handler, int most) {
        Duration wait = timeout.compareTo(LONG) < 0 ? timeout : LONG;
        long end = System.nanoTime() + wait.toNanos();
        begin();
        try {
            while (true) {
                int count = took(take(most, handler));
                long left = end - System.nanoTime();
                if (count > 0 || closed || left <= 0) {
                    return count;
                }
                poll.await(Duration.ofNanos(left));
            }
        } finally {
            end();
        }
    }

    private int took(int count) {
        taken += count;
        return count;
    }

    private void begin() {
        lock.lock();
        boolean within = lock.getHoldCount() > 1;
        if (within || closed) {
            lock.unlock();
            throw new IllegalStateException(
                    within ? what + ": a handler cannot take events itself" : what + " is closed");
        }
    }

    private void end() {
        if (closed) {
            releaseOnce();
        }
        lock.unlock();
    }

    private void releaseOnce() {
        if (!released) {
            released = true;
            release();
            poll.close();
        }
    }

    /** Hands all events to the handler, as they come, until it is closed. */
    public final void consume(EventHandler handler) {
        while (!closed) {
            try {
                poll(LONG, handler);
            } catch (IllegalStateException e) {
                if (!closed) {
                    throw e;
                }
            }
        }
    }

    /**
     * {@return the events as they come, until this is closed} Each is taken from the ring when the stream asks for it, so that
     * {@code limit} leaves the rest there.
     *
     * @param decode makes of an event what is to be kept of it; see {@link EventHandler#onEvent} for what it is given
     */
    public final <T> Stream<T> stream(Function<ByteBuffer, ? extends T> decode) {
        return EventStream.of(this, decode);
    }

    /**
     * {@return the events for one subscriber, as they come and as it asks for them} A thread of its own hands them out; it
     * ends with the subscription. Closing this completes the subscriber.
     *
     * @param decode makes of an event what is to be kept of it; see {@link EventHandler#onEvent} for what it is given
     */
    public final <T> Flow.Publisher<T> publisher(Function<ByteBuffer, ? extends T> decode) {
        return new EventPublisher<>(this, decode);
    }

    /** {@return how many events were handed out so far, by calls that have returned} */
    public final long taken() {
        return taken;
    }

    /** {@return whether it is closed} */
    public final boolean isClosed() {
        return closed;
    }

    /** {@return what it is, for messages} */
    final String what() {
        return what;
    }

    /** Ends waiting and gives everything back; the events that are still there stay. A second time does nothing. */
    @Override
    public final void close() {
        synchronized (poll) {
            if (closed) {
                return;
            }
            closed = true;
            poll.wake();
        }
        if (lock.isHeldByCurrentThread()) {
            // A handler's: its event is counted as read first.
            return;
        }
        lock.lock();
        try {
            releaseOnce();
        } finally {
            lock.unlock();
        }
    }
}
