package dev.xdpasm.loader;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The events of a buffer as a stream: one is taken for each that is asked for. */
final class EventStream<T> extends Spliterators.AbstractSpliterator<T> {
    private static final Duration LONG = Duration.ofDays(1);

    private final EventBuffer events;
    private final Function<ByteBuffer, ? extends T> decode;

    private EventStream(EventBuffer events, Function<ByteBuffer, ? extends T> decode) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.events = events;
        this.decode = decode;
    }

    static <T> Stream<T> of(EventBuffer events, Function<ByteBuffer, ? extends T> decode) {
        return StreamSupport.stream(new EventStream<T>(events, decode), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        while (!events.isClosed()) {
            try {
                if (events.poll(LONG, event -> action.accept(decode.apply(event)), 1) > 0) {
                    return true;
                }
            } catch (IllegalStateException e) {
                if (!events.isClosed()) {
                    throw e;
                }
            }
        }
        return false;
    }
}
