package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.MapElem;
import java.nio.ByteBuffer;

/**
 * Memory for one key and one value of a map, and the {@code bpf(2)} calls on them: made once, used for many calls, none
 * of which allocates.
 *
 * <p>The caller writes the key (and the value) and calls; each call gives the kernel's answer, 0 or more, or a negated
 * errno. The kernel reads and writes as many bytes as the map's sizes are, so the sizes given here must be those. Not
 * thread-safe.
 */
public final class MapElement {
    private static final int ALIGNMENT = 8;

    private final NativeMemory memory;
    private final ByteBuffer key;
    private final ByteBuffer value;
    private final ByteBuffer nextKey;
    private final long flags;
    private final long keyAddress;
    private final long valueAddress;
    private final long nextKeyAddress;

    /**
     * Makes the memory.
     *
     * @param keySize bytes of a key, 0 for maps without
     * @param valueSize bytes of a value; of a per-CPU map, those of all CPUs
     */
    public MapElement(int keySize, int valueSize) {
        this(keySize, valueSize, 0);
    }

    /**
     * Makes the memory for calls with flags.
     *
     * @param flags {@code BPF_F_LOCK} for lookups and updates, or 0
     */
    public MapElement(int keySize, int valueSize, long flags) {
        this.flags = flags;
        int keyAt = aligned(MapElem.SIZE);
        int nextKeyAt = keyAt + aligned(keySize);
        int valueAt = nextKeyAt + aligned(keySize);
        this.memory = NativeMemory.allocate(Math.addExact(valueAt, aligned(valueSize)));
        NativeMemory keyMemory = memory.slice(keyAt, keySize);
        NativeMemory nextKeyMemory = memory.slice(nextKeyAt, keySize);
        NativeMemory valueMemory = memory.slice(valueAt, valueSize);
        this.key = keyMemory.bytes();
        this.nextKey = nextKeyMemory.bytes();
        this.value = valueMemory.bytes();
        this.keyAddress = keySize == 0 ? 0 : keyMemory.address();
        this.nextKeyAddress = nextKeyMemory.address();
        this.valueAddress = valueMemory.address();
    }

    private static int aligned(int size) {
        return Math.addExact(size, ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** {@return the key's bytes, in the machine's order} */
    public ByteBuffer key() {
        return key;
    }

    /** {@return the value's bytes, in the machine's order} */
    public ByteBuffer value() {
        return value;
    }

    /** {@return 0, or ENOENT negated} BPF_MAP_LOOKUP_ELEM: fills the value. Linux 3.18. */
    public long lookup(int fd) {
        return call(BpfCommand.BPF_MAP_LOOKUP_ELEM, fd, keyAddress, valueAddress, flags);
    }

    /** {@return 0} BPF_MAP_UPDATE_ELEM with {@code BPF_ANY} 0, {@code BPF_NOEXIST} 1 or {@code BPF_EXIST} 2. Linux 3.18. */
    public long update(int fd, long condition) {
        return call(BpfCommand.BPF_MAP_UPDATE_ELEM, fd, keyAddress, valueAddress, condition | flags);
    }

    /** {@return 0, or ENOENT negated} BPF_MAP_DELETE_ELEM. Linux 3.18. */
    public long delete(int fd) {
        return call(BpfCommand.BPF_MAP_DELETE_ELEM, fd, keyAddress, 0, 0);
    }

    /** {@return 0, or ENOENT negated} BPF_MAP_LOOKUP_AND_DELETE_ELEM: fills the value. Linux 4.20. */
    public long lookupAndDelete(int fd) {
        return call(BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_ELEM, fd, keyAddress, valueAddress, flags);
    }

    /** {@return 0, or ENOENT negated} BPF_MAP_GET_NEXT_KEY without a key: the first becomes the key. Linux 4.12. */
    public long firstKey(int fd) {
        return next(call(BpfCommand.BPF_MAP_GET_NEXT_KEY, fd, 0, nextKeyAddress, 0));
    }

    /**
     * {@return 0, or ENOENT negated after the last} BPF_MAP_GET_NEXT_KEY: what comes after the key becomes the key; the
     * first if the key is not there any more. Linux 3.18.
     */
    public long nextKey(int fd) {
        return next(call(BpfCommand.BPF_MAP_GET_NEXT_KEY, fd, keyAddress, nextKeyAddress, 0));
    }

    private long next(long answer) {
        if (answer >= 0) {
            key.put(0, nextKey, 0, nextKey.capacity());
        }
        return answer;
    }

    private long call(BpfCommand command, int fd, long keyAt, long valueAt, long given) {
        return Syscalls.bpf(command.number(), attr(fd, keyAt, valueAt, given), MapElem.SIZE);
    }

    NativeMemory attr(int fd, long keyAt, long valueAt, long given) {
        // The first eight bytes are map_fd and a hole.
        memory.bytes()
                .putLong(MapElem.MAP_FD, fd)
                .putLong(MapElem.KEY, keyAt)
                .putLong(MapElem.VALUE, valueAt)
                .putLong(MapElem.FLAGS, given);
        return memory;
    }
}
