package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.MapBatch;
import java.nio.ByteBuffer;

/**
 * Memory for many keys and values of a map, and the batch calls of {@code bpf(2)} on them (Linux 5.6): made once, used for
 * many calls, none of which allocates.
 *
 * <p>Keys stand one behind the other without gaps, values as well. Each call gives the kernel's answer, 0 or more, or a
 * negated errno, and leaves in {@link #count} how many elements it went through, whatever it answered. Not thread-safe.
 */
public final class MapElements {
    /** What the kernel remembers of a walk's place: a bucket's number, or a key. */
    private static final int LEAST_PLACE_BYTES = 8;

    private static final int ALIGNMENT = 8;

    private final NativeMemory attr = NativeMemory.allocate(MapBatch.SIZE);
    private final NativeMemory place;
    private final NativeMemory keys;
    private final NativeMemory values;
    private final int capacity;
    private final long flags;
    private boolean begun;

    /**
     * Makes the memory.
     *
     * @param keySize bytes of a key
     * @param valueSize bytes of a value; of a per-CPU map, those of all CPUs
     * @param capacity the most elements of one call
     * @param flags {@code BPF_F_LOCK} for lookups and updates, or 0
     */
    public MapElements(int keySize, int valueSize, int capacity, long flags) {
        this.flags = flags;
        this.place = NativeMemory.allocate(Math.max(LEAST_PLACE_BYTES, keySize));
        // The two are apart, and each is aligned by the allocator.
        this.keys = NativeMemory.allocate(Math.multiplyExact(capacity, keySize) + ALIGNMENT);
        this.values = NativeMemory.allocate(Math.multiplyExact(capacity, valueSize) + ALIGNMENT);
        this.capacity = capacity;
    }

    /** {@return the keys' bytes} */
    public ByteBuffer keys() {
        return keys.bytes();
    }

    /** {@return the values' bytes} */
    public ByteBuffer values() {
        return values.bytes();
    }

    /** {@return the most elements of one call} */
    public int capacity() {
        return capacity;
    }

    /** {@return how many elements the last call went through} */
    public int count() {
        return attr.bytes().getInt(MapBatch.COUNT);
    }

    /** The next {@link #lookup} or {@link #lookupAndDelete} begins the walk anew. */
    public void rewind() {
        begun = false;
    }

    /** Takes up the walk of another memory at its place. */
    public void continueFrom(MapElements other) {
        place.bytes().put(0, other.place.bytes(), 0, place.size());
        begun = other.begun;
    }

    /**
     * {@return 0; ENOENT negated if these were the last; ENOSPC negated if the capacity is less than what stands in one
     * bucket} BPF_MAP_LOOKUP_BATCH.
     */
    public long lookup(int fd) {
        return walk(BpfCommand.BPF_MAP_LOOKUP_BATCH, fd);
    }

    /** {@return as {@link #lookup}} BPF_MAP_LOOKUP_AND_DELETE_BATCH. */
    public long lookupAndDelete(int fd) {
        return walk(BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_BATCH, fd);
    }

    /** {@return 0} BPF_MAP_UPDATE_BATCH of the first {@code count}; stops at the first that is refused. */
    public long update(int fd, int count) {
        return call(BpfCommand.BPF_MAP_UPDATE_BATCH, fd, count, values.address(), flags);
    }

    /** {@return 0} BPF_MAP_DELETE_BATCH of the first {@code count}; stops at the first that is not there. */
    public long delete(int fd, int count) {
        return call(BpfCommand.BPF_MAP_DELETE_BATCH, fd, count, 0, 0);
    }

    private long walk(BpfCommand command, int fd) {
        attr.bytes()
                .putLong(MapBatch.IN_BATCH, begun ? place.address() : 0)
                .putLong(MapBatch.OUT_BATCH, place.address());
        long answer = call(command, fd, capacity, values.address(), flags);
        // Where nothing fitted, the kernel has written the place down all the same.
        begun |= answer >= 0 || answer == -Errno.ENOSPC;
        return answer;
    }

    private long call(BpfCommand command, int fd, int count, long valuesAddress, long given) {
        attr.bytes()
                .putLong(MapBatch.KEYS, keys.address())
                .putLong(MapBatch.VALUES, valuesAddress)
                .putInt(MapBatch.COUNT, count)
                .putInt(MapBatch.MAP_FD, fd)
                .putLong(MapBatch.ELEM_FLAGS, given);
        return Syscalls.bpf(command.number(), attr, MapBatch.SIZE);
    }
}
