package dev.xdpasm.loader;

import static dev.xdpasm.loader.RingBuffer.INT;
import static dev.xdpasm.loader.RingBuffer.LONG;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MappedMemory;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.uapi.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * The writer of a BPF_MAP_TYPE_USER_RINGBUF (Linux 6.1): samples for programs, which take them with
 * bpf_user_ringbuf_drain. Thread-safe; the map has one write position, so one writer in one process is what works. The
 * layout is that of kernel/bpf/ringbuf.c.
 */
public final class UserRingBuffer implements AutoCloseable {
    private static final int LARGEST_BYTES = 1 << 29;

    private final String what;
    private final int bytes;
    private final int dataAt;
    private final MappedMemory consumerMemory;
    private final MappedMemory ringMemory;
    private final ByteBuffer consumer;
    private final ByteBuffer ring;
    private boolean closed;

    private UserRingBuffer(String what, Fd fd, int bytes) {
        this.what = what;
        this.bytes = bytes;
        this.dataAt = Syscalls.pageSize();
        this.consumerMemory = RingBuffer.map(what, fd, 0, dataAt, false);
        try {
            this.ringMemory = RingBuffer.map(what, fd, dataAt, dataAt + 2 * bytes, true);
        } catch (KernelException e) {
            consumerMemory.close();
            throw e;
        }
        this.consumer = consumerMemory.bytes();
        this.ring = ringMemory.bytes();
    }

    /**
     * {@return a writer of the map, which may be closed before} The caller closes it.
     *
     * @throws BpfException if it is no user ring buffer, or one of more than 512 MiB
     * @throws KernelException if the kernel refuses
     */
    public static UserRingBuffer of(BpfMap<?, ?> map) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_USER_RINGBUF);
        int bytes = map.spec().maxEntries();
        if (bytes < 0 || bytes > LARGEST_BYTES) {
            throw new BpfException("map " + map.name() + " has " + Integer.toUnsignedString(bytes)
                    + " bytes; a ring buffer is written up to " + LARGEST_BYTES);
        }
        return new UserRingBuffer("user ring buffer " + map.name(), map.fd(), bytes);
    }

    /** {@return whether there was room for the sample: programs get it with their next drain} */
    public boolean offer(byte[] sample) {
        return offer(sample.length, out -> out.put(sample));
    }

    /** {@return whether there was room for the sample, written by the codec} */
    public <T> boolean offer(Codec<T> codec, T sample) {
        return offer(codec.size(), out -> codec.encode(sample, out));
    }

    /**
     * {@return whether there was room for a sample of so many bytes, written where it stands} If {@code fill} throws, programs
     * do not get the sample.
     *
     * @param size bytes of the sample, at least 1
     * @param fill writes it between position and limit; the bytes are what was there before
     * @throws IllegalArgumentException if the ring can never hold it
     * @throws IllegalStateException if this is closed
     */
    public synchronized boolean offer(int size, Consumer<ByteBuffer> fill) {
        if (closed) {
            throw new IllegalStateException(what + " is closed");
        }
        if (size < 1 || size > bytes - RingBuffer.HEADER_BYTES) {
            throw new IllegalArgumentException("a sample of " + what + " has 1 to " + (bytes - RingBuffer.HEADER_BYTES)
                    + " bytes, not " + size);
        }
        long position = (long) LONG.getAcquire(ring, 0);
        long free = bytes - (position - (long) LONG.getAcquire(consumer, 0));
        int total = size + RingBuffer.HEADER_BYTES + RingBuffer.ALIGNMENT - 1 & -RingBuffer.ALIGNMENT;
        if (free < total) {
            return false;
        }
        int headerAt = dataAt + (int) (position & bytes - 1);
        // Busy first, so that a program which comes now waits; then the kernel may know of it.
        ring.putLong(headerAt, size | RingBuffer.BUSY & 0xffff_ffffL);
        LONG.setRelease(ring, 0, position + total);
        int header = size | RingBuffer.DISCARDED;
        try {
            int begin = headerAt + RingBuffer.HEADER_BYTES;
            fill.accept(ring.slice(begin, size).order(ByteOrder.nativeOrder()));
            header = size;
        } finally {
            INT.setRelease(ring, headerAt, header);
        }
        return true;
    }

    /** Ends writing; what was offered stays. A second time does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        consumerMemory.close();
        ringMemory.close();
    }

    @Override
    public String toString() {
        return "UserRingBuffer[" + what + ", " + bytes + " bytes]";
    }
}
