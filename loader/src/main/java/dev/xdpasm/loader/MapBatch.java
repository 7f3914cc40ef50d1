package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapElements;
import java.nio.ByteBuffer;

/**
 * Many entries of a map in one call, as bytes in memory that is used again: no call allocates (BPF_MAP_*_BATCH, Linux
 * 5.6). {@link BpfMap#forEach}, {@link BpfMap#putAll} and the like use batches by themselves; this is for hot loops.
 *
 * <pre>{@code
 * MapBatch batch = flows.batch(1024);
 * long packets = 0;
 * while (batch.next()) {
 *     for (int i = 0; i < batch.count(); i++) {
 *         packets += batch.values().getLong(i * Long.BYTES);
 *     }
 * }
 * }</pre>
 *
 * <p>For one thread. Needs no closing; ends with its map.
 */
public final class MapBatch {
    private final BpfMap<?, ?> map;
    private final Fd fd;
    private final int keySize;
    private final int valueSize;
    private MapElements elements;
    private boolean ended;
    private int count;

    MapBatch(BpfMap<?, ?> map, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch holds at least 1 entry, not " + capacity);
        }
        this.map = map;
        this.fd = map.fd();
        this.keySize = map.spec().keySize();
        this.valueSize = PerCpu.valueBytes(map.spec());
        this.elements = new MapElements(keySize, valueSize, capacity, map.elementFlags());
    }

    /** {@return the keys, one behind the other; to be used by index, and asked for anew after each {@link #next}} */
    public ByteBuffer keys() {
        return elements.keys();
    }

    /**
     * {@return the values, one behind the other; to be used by index, and asked for anew after each {@link #next}} A value of
     * a per-CPU map is that of all CPUs, each padded to 8 bytes.
     */
    public ByteBuffer values() {
        return elements.values();
    }

    /** {@return the most entries of one call; {@link #next} makes it larger where one bucket of a hash map has more} */
    public int capacity() {
        return elements.capacity();
    }

    /** {@return how many entries the last call went through} */
    public int count() {
        return count;
    }

    /** The next {@link #next} begins with the first entries. */
    public void rewind() {
        elements.rewind();
        ended = false;
    }

    /**
     * {@return whether there are more entries, which stand in {@link #keys} and {@link #values} now} After false, the next call
     * begins anew.
     *
     * @throws KernelException if the kernel has no batches for the map's type, or refuses otherwise
     */
    public boolean next() {
        if (ended) {
            rewind();
            count = 0;
            return false;
        }
        int number = fd.acquire();
        try {
            long answer = elements.lookup(number);
            while (answer == -Errno.ENOSPC) {
                MapElements larger = new MapElements(keySize, valueSize, elements.capacity() * 2, map.elementFlags());
                larger.continueFrom(elements);
                elements = larger;
                answer = elements.lookup(number);
            }
            ended = answer == -Errno.ENOENT;
            if (answer < 0 && !ended) {
                map.require(answer, BpfCommand.BPF_MAP_LOOKUP_BATCH, "could not be walked");
            }
        } finally {
            fd.release();
        }
        count = elements.count();
        if (count == 0 && ended) {
            rewind();
            return false;
        }
        return true;
    }

    /**
     * Gives the first {@code entries} keys their values.
     *
     * @throws KernelException if the kernel refuses one; {@link #count} are changed by then
     */
    public void update(int entries) {
        require(entries);
        int number = fd.acquire();
        try {
            done(elements.update(number, entries), entries, BpfCommand.BPF_MAP_UPDATE_BATCH);
        } finally {
            fd.release();
        }
    }

    /**
     * Removes the entries of the first {@code entries} keys.
     *
     * @throws KernelException if one is not there (ENOENT) or the kernel refuses otherwise; {@link #count} are gone by then
     */
    public void delete(int entries) {
        require(entries);
        int number = fd.acquire();
        try {
            done(elements.delete(number, entries), entries, BpfCommand.BPF_MAP_DELETE_BATCH);
        } finally {
            fd.release();
        }
    }

    private void done(long answer, int entries, BpfCommand command) {
        // A call that is refused as a whole leaves the number as it was given.
        count = answer < 0 && MapWalk.isUnsupported(answer) ? 0 : elements.count();
        if (answer < 0) {
            map.require(answer, command, "was changed for " + count + " of " + entries + " entries and not the next");
        }
    }

    private void require(int entries) {
        if (entries < 1 || entries > elements.capacity()) {
            throw new IllegalArgumentException(
                    entries + " entries, where the batch holds 1 to " + elements.capacity());
        }
    }
}
