package dev.xdpasm.loader;

import static dev.xdpasm.loader.RingBuffer.LONG;

import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MappedMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One CPU's ring of a {@link PerfBuffer}: records of {@code struct perf_event_header} behind the control page {@code struct
 * perf_event_mmap_page} (include/uapi/linux/perf_event.h). A record that goes over the ring's end is put together in
 * memory of its own.
 */
final class PerfRing {
    private static final int DATA_HEAD = 1024;
    private static final int DATA_TAIL = 1032;

    private static final int PERF_RECORD_LOST = 2;
    private static final int PERF_RECORD_SAMPLE = 9;

    /** {@code struct perf_event_header}: u32 type, u16 misc, u16 size. */
    private static final int SIZE = 6;

    private static final int HEADER_BYTES = 8;
    private static final int SIZE_MASK = 0xffff;

    /** Of a lost record: u64 id, u64 lost. */
    private static final int LOST = HEADER_BYTES + Long.BYTES;

    /** Of a sample of PERF_SAMPLE_RAW: u32 size, then the bytes. */
    private static final int RAW = HEADER_BYTES + Integer.BYTES;

    private final int cpu;
    private final Fd fd;
    private final MappedMemory memory;
    private final ByteBuffer bytes;
    private final ByteBuffer event;
    private final ByteBuffer whole;
    private final ByteBuffer wholeEvent;
    private final int dataAt;
    private final int size;
    private long position;

    PerfRing(int cpu, Fd fd, MappedMemory memory, int dataAt, int size) {
        this.cpu = cpu;
        this.fd = fd;
        this.memory = memory;
        this.bytes = memory.bytes();
        this.event = bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        this.whole = ByteBuffer.allocateDirect(SIZE_MASK + 1).order(ByteOrder.nativeOrder());
        this.wholeEvent = whole.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        this.dataAt = dataAt;
        this.size = size;
    }

    int cpu() {
        return cpu;
    }

    int take(int most, EventHandler handler, PerfBuffer buffer) {
        int count = 0;
        long at = position;
        try {
            long end = (long) LONG.getAcquire(bytes, DATA_HEAD);
            while (count < most && at != end) {
                int begin = dataAt + (int) (at & size - 1);
                // Records are multiples of 8 bytes, so a header never goes over the end.
                int type = bytes.getInt(begin);
                int length = bytes.getShort(begin + SIZE) & SIZE_MASK;
                ByteBuffer record = bytes;
                ByteBuffer shown = event;
                if (begin + length > dataAt + size) {
                    int first = dataAt + size - begin;
                    whole.put(0, bytes, begin, first).put(first, bytes, dataAt, length - first);
                    record = whole;
                    shown = wholeEvent;
                    begin = 0;
                }
                at += length;
                if (type == PERF_RECORD_SAMPLE) {
                    count++;
                    int raw = begin + RAW;
                    handler.onEvent(shown.limit(raw + record.getInt(begin + HEADER_BYTES)).position(raw));
                    if (buffer.isClosed()) {
                        break;
                    }
                } else if (type == PERF_RECORD_LOST) {
                    buffer.addLost(record.getLong(begin + LOST));
                }
                LONG.setRelease(bytes, DATA_TAIL, at);
            }
        } finally {
            LONG.setRelease(bytes, DATA_TAIL, at);
            position = at;
        }
        return count;
    }

    void close() {
        memory.close();
        fd.close();
    }
}
