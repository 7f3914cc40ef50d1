package dev.xdpasm.loader;

import java.nio.ByteBuffer;

/** What is done with each event of a {@link RingBuffer} or a {@link PerfBuffer}. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Takes an event.
     *
     * @param event the event between position and limit, in the machine's byte order, read-only: the ring's own memory, which
     *     is the event's until this method returns and another's afterwards. What is to be kept is copied.
     */
    void onEvent(ByteBuffer event);
}
