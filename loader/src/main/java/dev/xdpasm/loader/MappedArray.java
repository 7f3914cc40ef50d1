package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MappedMemory;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The elements of a BPF_MAP_TYPE_ARRAY with BPF_F_MMAPABLE (Linux 5.5) in this process's memory: what programs write is
 * seen at once and the other way round, without a system call. Global variables of a program are such an array, of one
 * element.
 *
 * <p>Reads and writes of numbers are volatile ones, and those called atomic are so against programs' atomic instructions
 * too. Each is checked against the element's bounds. Thread-safe. After {@link #close}, reads give zeros and writes go
 * nowhere.
 */
public final class MappedArray implements AutoCloseable {
    /** {@code BPF_F_MMAPABLE}, the flag of BPF_MAP_CREATE (include/uapi/linux/bpf.h). */
    public static final int BPF_F_MMAPABLE = 1 << 10;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** The kernel pads elements to whole words (kernel/bpf/arraymap.c). */
    private static final int WORD = Long.BYTES;

    private final String name;
    private final MappedMemory memory;
    private final ByteBuffer bytes;
    private final int length;
    private final int elementSize;
    private final int stride;

    private MappedArray(String name, MappedMemory memory, boolean writable, MapSpec spec, int stride) {
        this.name = name;
        this.memory = memory;
        ByteBuffer all = memory.bytes();
        this.bytes = writable ? all : all.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        this.length = spec.maxEntries();
        this.elementSize = spec.valueSize();
        this.stride = stride;
    }

    /**
     * {@return the elements of the map, to be read and written; the map may be closed before} The caller closes it.
     *
     * @throws BpfException if the map is no array, was not created with BPF_F_MMAPABLE, or has 2 GiB or more
     * @throws KernelException if the kernel refuses, as it does for a frozen map
     */
    public static MappedArray of(BpfMap<?, ?> map) {
        return map(map, true);
    }

    /** {@return the elements of the map, to be read, though it be frozen: as {@link #of} otherwise} */
    public static MappedArray readOnly(BpfMap<?, ?> map) {
        return map(map, false);
    }

    private static MappedArray map(BpfMap<?, ?> map, boolean writable) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_ARRAY);
        MapSpec spec = map.spec();
        if ((spec.flags() & BPF_F_MMAPABLE) == 0) {
            throw new BpfException(
                    "map " + map.name() + " cannot be mapped: it was created without the flag BPF_F_MMAPABLE");
        }
        int stride = Math.addExact(spec.valueSize(), WORD - 1) & -WORD;
        long needed = (long) stride * Integer.toUnsignedLong(spec.maxEntries());
        long page = Syscalls.pageSize();
        long rounded = (needed + page - 1) / page * page;
        if (rounded > Integer.MAX_VALUE) {
            throw new BpfException("map " + map.name() + " has " + needed + " bytes: at most "
                    + (Integer.MAX_VALUE / page * page) + " can be mapped");
        }
        Fd fd = map.fd();
        long address = fd.use(number -> Syscalls.map(number, 0, (int) rounded, writable));
        if (address < 0) {
            String what = "map " + map.name() + " could not be mapped";
            throw address == -Errno.EPERM && writable
                    ? Refusal.because(what, "mmap", address, "it is read-only or frozen: map it readOnly")
                    : Refusal.call(what, "mmap", address);
        }
        return new MappedArray(map.name(), MappedMemory.of(address, (int) rounded), writable, spec, stride);
    }

    /** {@return the number of elements} */
    public int length() {
        return length;
    }

    /** {@return bytes of an element} */
    public int elementSize() {
        return elementSize;
    }

    private int at(int index, int offset, int size) {
        Objects.checkIndex(index, length);
        Objects.checkFromIndexSize(offset, size, elementSize);
        return index * stride + offset;
    }

    /**
     * {@return the {@code __u64} of an element}
     *
     * @param offset where it stands in the element, a multiple of 8
     * @throws IndexOutOfBoundsException if it is not within the array
     */
    public long getLong(int index, int offset) {
        return (long) LONG.getVolatile(bytes, at(index, offset, Long.BYTES));
    }

    /** Writes the {@code __u64} of an element; see {@link #getLong}. */
    public void setLong(int index, int offset, long content) {
        LONG.setVolatile(bytes, at(index, offset, Long.BYTES), content);
    }

    /** {@return what the {@code __u64} was before this was added to it, atomically}; see {@link #getLong} */
    public long getAndAddLong(int index, int offset, long added) {
        return (long) LONG.getAndAdd(bytes, at(index, offset, Long.BYTES), added);
    }

    /** {@return whether the {@code __u64} was as expected, and is changed now, atomically}; see {@link #getLong} */
    public boolean compareAndSetLong(int index, int offset, long expected, long content) {
        return LONG.compareAndSet(bytes, at(index, offset, Long.BYTES), expected, content);
    }

    /**
     * {@return the {@code __u32} of an element}
     *
     * @param offset where it stands in the element, a multiple of 4
     * @throws IndexOutOfBoundsException if it is not within the array
     */
    public int getInt(int index, int offset) {
        return (int) INT.getVolatile(bytes, at(index, offset, Integer.BYTES));
    }

    /** Writes the {@code __u32} of an element; see {@link #getInt}. */
    public void setInt(int index, int offset, int content) {
        INT.setVolatile(bytes, at(index, offset, Integer.BYTES), content);
    }

    /** {@return a copy of an element} Not atomic: programs may write it meanwhile. */
    public byte[] get(int index) {
        byte[] element = new byte[elementSize];
        bytes.get(at(index, 0, elementSize), element);
        return element;
    }

    /** {@return a copy of an element, as the codec reads it} Not atomic. */
    public <V> V get(int index, Codec<V> value) {
        requireSize(value);
        return CodecBytes.decode(value, ByteBuffer.wrap(get(index)));
    }

    /** Writes an element. Not atomic: programs may see a part of it. */
    public void set(int index, byte[] element) {
        if (element.length != elementSize) {
            throw new IllegalArgumentException(element.length + " bytes given where " + elementSize + " are taken");
        }
        bytes.put(at(index, 0, elementSize), element);
    }

    /** Writes an element as the codec does. Not atomic. */
    public <V> void set(int index, Codec<V> value, V content) {
        requireSize(value);
        byte[] element = new byte[elementSize];
        CodecBytes.encode(value, content, ByteBuffer.wrap(element));
        set(index, element);
    }

    private void requireSize(Codec<?> value) {
        if (value.size() != elementSize) {
            throw new BpfException(
                    "map " + name + " has elements of " + elementSize + " bytes, the codec takes " + value.size());
        }
    }

    /** Lets the map's memory go; a second time does nothing. */
    @Override
    public void close() {
        memory.close();
    }

    @Override
    public String toString() {
        return "MappedArray[" + name + ", " + length + " elements of " + elementSize + " bytes]";
    }
}
