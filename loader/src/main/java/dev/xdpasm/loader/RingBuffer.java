package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MappedMemory;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.uapi.MapType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The reader of a BPF_MAP_TYPE_RINGBUF (Linux 5.8): events of all CPUs in the order in which programs reserved them
 * (bpf_ringbuf_reserve, bpf_ringbuf_output), read where they stand.
 *
 * <pre>{@code
 * try (RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
 *     ring.consume(event -> total += event.getLong());
 * }
 * }</pre>
 *
 * <p>A program that finds the ring full is told so by its helper; the kernel does not count what was not sent, so a program
 * that wants to know counts itself. The read position is the map's: two readers of one map take events from each other.
 * The layout is that of kernel/bpf/ringbuf.c.
 */
public final class RingBuffer extends EventBuffer {
    static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** {@code BPF_RINGBUF_BUSY_BIT}, {@code BPF_RINGBUF_DISCARD_BIT} and {@code BPF_RINGBUF_HDR_SZ}, uapi/linux/bpf.h. */
    static final int BUSY = 1 << 31;

    static final int DISCARDED = 1 << 30;
    static final int HEADER_BYTES = 8;
    static final int ALIGNMENT = 8;

    /** The data is mapped twice, one behind the other, into one buffer. */
    private static final int LARGEST_BYTES = 1 << 29;

    /** The kernel is told the read position this often on the way around the ring, and at the end of each drain. */
    private static final int TOLD_PARTS = 16;

    private final Fd fd;
    private final int bytes;
    private final MappedMemory positionMemory;
    private final MappedMemory ringMemory;
    private final ByteBuffer consumer;
    private final ByteBuffer ring;
    private final ByteBuffer event;
    private final int dataAt;
    private long position;

    private RingBuffer(String what, Fd fd, int bytes) {
        super(what);
        this.fd = fd;
        this.bytes = bytes;
        this.dataAt = Syscalls.pageSize();
        try {
            waitFor(fd);
            this.positionMemory = map(what, fd, 0, dataAt, true);
            try {
                this.ringMemory = map(what, fd, dataAt, dataAt + 2 * bytes, false);
            } catch (KernelException e) {
                positionMemory.close();
                throw e;
            }
        } catch (KernelException e) {
            fd.close();
            abandon();
            throw e;
        }
        this.consumer = positionMemory.bytes();
        this.ring = ringMemory.bytes();
        this.event = ring.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        this.position = (long) LONG.getAcquire(consumer, 0);
    }

    /**
     * {@return a reader of the map, which holds a descriptor of its own: the map may be closed before} The caller closes it.
     *
     * @throws BpfException if it is no ring buffer, or one of more than 512 MiB
     * @throws KernelException if the kernel refuses
     */
    public static RingBuffer of(BpfMap<?, ?> map) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_RINGBUF);
        int bytes = map.spec().maxEntries();
        if (bytes < 0 || bytes > LARGEST_BYTES) {
            throw new BpfException("map " + map.name() + " has " + Integer.toUnsignedString(bytes)
                    + " bytes; a ring buffer is read up to " + LARGEST_BYTES);
        }
        return new RingBuffer("ring buffer " + map.name(), map.duplicateFd(), bytes);
    }

    static MappedMemory map(String what, Fd fd, long offset, int length, boolean writable) {
        long address = fd.use(number -> Syscalls.map(number, offset, length, writable));
        if (address < 0) {
            throw Refusal.call(
                    what + " could not be mapped" + (address == -Errno.ENOMEM ? " (" + length + " bytes)" : ""),
                    "mmap",
                    address);
        }
        return MappedMemory.of(address, length);
    }

    @Override
    int take(int most, EventHandler handler) {
        int count = 0;
        long at = position;
        long told = at;
        try {
            long end = (long) LONG.getAcquire(ring, 0);
            while (count < most) {
                if (at == end) {
                    end = (long) LONG.getAcquire(ring, 0);
                    if (at == end) {
                        break;
                    }
                }
                int headerAt = dataAt + (int) (at & bytes - 1);
                int header = (int) INT.getAcquire(ring, headerAt);
                if ((header & BUSY) != 0) {
                    // Reserved, and still being written.
                    break;
                }
                int length = header & ~DISCARDED;
                at += length + HEADER_BYTES + ALIGNMENT - 1 & -ALIGNMENT;
                if ((header & DISCARDED) == 0) {
                    count++;
                    int begin = headerAt + HEADER_BYTES;
                    handler.onEvent(event.limit(begin + length).position(begin));
                    if (isClosed()) {
                        break;
                    }
                }
                // Not each time, so that programs on other CPUs are not disturbed at each event.
                if (at - told >= bytes / TOLD_PARTS) {
                    LONG.setRelease(consumer, 0, at);
                    told = at;
                }
            }
        } finally {
            LONG.setRelease(consumer, 0, at);
            position = at;
        }
        return count;
    }

    /** {@return bytes of the ring, headers of 8 bytes an event among them} */
    public int capacityBytes() {
        return bytes;
    }

    /**
     * {@return bytes that wait in the ring now, as the kernel sees it: headers, what is being written and what was discarded
     * are among them, and up to a sixteenth of the ring that is being drained}
     */
    public long backlogBytes() {
        checkOpen();
        return (long) LONG.getAcquire(ring, 0) - (long) LONG.getAcquire(consumer, 0);
    }

    @Override
    void release() {
        positionMemory.close();
        ringMemory.close();
        fd.close();
    }

    @Override
    public String toString() {
        return "RingBuffer[" + what() + ", " + bytes + " bytes]";
    }
}
