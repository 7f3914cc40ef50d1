package dev.xdpasm.loader;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The events of a buffer for one subscriber, handed out by a thread of its own: as many as are asked for, the others stay
 * in the kernel's ring.
 */
final class EventPublisher<T> implements Flow.Publisher<T> {
    /** How soon a cancelled subscription's thread ends when no event comes. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final EventBuffer events;
    private final Function<ByteBuffer, ? extends T> decode;
    private final AtomicBoolean taken = new AtomicBoolean();

    EventPublisher(EventBuffer events, Function<ByteBuffer, ? extends T> decode) {
        this.events = events;
        this.decode = decode;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        if (!taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Refused());
            subscriber.onError(new IllegalStateException(events.what() + " has a subscriber already"));
            return;
        }
        Subscription<T> subscription = new Subscription<>(events, decode, subscriber);
        Thread thread = new Thread(subscription, "xdpasm-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a subscriber is given that gets nothing. */
    private static final class Refused implements Flow.Subscription {
        @Override
        public void request(long events) {
            // Nothing will come: the error says so.
        }

        @Override
        public void cancel() {
            // There is nothing to end.
        }
    }

    private static final class Subscription<T> implements Flow.Subscription, Runnable {
        private final EventBuffer events;
        private final Function<ByteBuffer, ? extends T> decode;
        private final Flow.Subscriber<? super T> subscriber;
        private long demand;
        private boolean cancelled;
        private boolean invalid;

        Subscription(
                EventBuffer events,
                Function<ByteBuffer, ? extends T> decode,
                Flow.Subscriber<? super T> subscriber) {
            this.events = events;
            this.decode = decode;
            this.subscriber = subscriber;
        }

        @Override
        public synchronized void request(long more) {
            invalid |= more <= 0;
            demand = more > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + Math.max(0, more);
            notifyAll();
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            notifyAll();
        }

        /** All signals come from this one thread, as the rules of reactive streams (1.3) ask. */
        @Override
        public void run() {
            try {
                subscriber.onSubscribe(this);
                while (isWanted()) {
                    if (events.isClosed()) {
                        subscriber.onComplete();
                        return;
                    }
                    take();
                }
                if (isInvalid()) {
                    subscriber.onError(new IllegalArgumentException("at least 1 event must be requested (rule 3.9)"));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                subscriber.onError(e);
            } catch (RuntimeException e) {
                cancel();
                subscriber.onError(e);
            }
        }

        private void take() {
            try {
                if (events.poll(LOOK, event -> subscriber.onNext(decode.apply(event)), 1) > 0) {
                    took();
                }
            } catch (IllegalStateException e) {
                if (!events.isClosed()) {
                    throw e;
                }
            }
        }

        private synchronized void took() {
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
        }

        private synchronized boolean isInvalid() {
            return invalid && !cancelled;
        }

        /** Waits for demand. {@return whether the subscription goes on} */
        private synchronized boolean isWanted() throws InterruptedException {
            while (demand == 0 && !cancelled && !invalid && !events.isClosed()) {
                wait(LOOK.toMillis());
            }
            return !cancelled && !invalid;
        }
    }
}
