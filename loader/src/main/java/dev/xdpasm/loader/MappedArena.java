package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MappedMemory;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.uapi.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory of a BPF_MAP_TYPE_ARENA (Linux 6.9), which programs and this process see under the same addresses: what a program
 * allocates and links by pointers is followed here as it is there. Pages that no program has allocated are made of zeros when they
 * are touched.
 *
 * <p>Reads and writes through {@link #at} are plain ones. After {@link #close}, reads give zeros and writes go nowhere.
 */
public final class MappedArena implements AutoCloseable {
    private final String name;
    private final MappedMemory memory;
    private final long address;
    private final int length;

    private MappedArena(String name, MappedMemory memory, long address, int length) {
        this.name = name;
        this.memory = memory;
        this.address = address;
        this.length = length;
    }

    /**
     * {@return the arena's memory, at the address that its {@code map_extra} says, or else at one of the kernel's choice; the map may
     * be closed before} The caller closes it.
     *
     * @throws BpfException if the map is no arena, or has 2 GiB or more
     * @throws KernelException if the kernel refuses, as it does where the addresses are taken (EEXIST), or where another process
     *     has it at others (EBUSY)
     */
    public static MappedArena of(BpfMap<?, ?> map) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_ARENA);
        long bytes = Integer.toUnsignedLong(map.spec().maxEntries()) * Syscalls.pageSize();
        if (bytes > Integer.MAX_VALUE) {
            throw new BpfException("map " + map.name() + " has " + bytes + " bytes: less than 2 GiB can be mapped");
        }
        int length = (int) bytes;
        Fd fd = map.fd();
        long wanted = map.spec().mapExtra();
        long address = fd.use(number -> Syscalls.mapAt(number, wanted, length));
        if (address < 0) {
            String what = "map " + map.name() + " could not be mapped";
            throw address == -Errno.EBUSY
                    ? Refusal.because(what, "mmap", address, "it is mapped elsewhere already: give it an address in map_extra")
                    : Refusal.call(what, "mmap", address);
        }
        return new MappedArena(map.name(), MappedMemory.of(address, length), address, length);
    }

    /** {@return where the arena begins: what a pointer to its first byte holds} */
    public long address() {
        return address;
    }

    /** {@return its bytes, in the machine's order: {@code max_entries} pages} */
    public ByteBuffer bytes() {
        return memory.bytes().duplicate().order(ByteOrder.nativeOrder());
    }

    /**
     * {@return the memory that a pointer points to, in the machine's order} A pointer that a program has stored is the user's address,
     * or only its lower half where it was stored without a cast.
     *
     * @param pointer the address
     * @param size how many bytes from there on
     * @throws IndexOutOfBoundsException if these are not within the arena
     */
    public ByteBuffer at(long pointer, int size) {
        long full = pointer >>> Integer.SIZE == 0 ? address & -1L << Integer.SIZE | pointer : pointer;
        long offset = full - address;
        if (offset < 0 || size < 0 || offset + size > length) {
            throw new IndexOutOfBoundsException("0x" + Long.toHexString(pointer) + " to " + size + " bytes behind it is not within "
                    + this);
        }
        return memory.bytes().slice((int) offset, size).order(ByteOrder.nativeOrder());
    }

    /** Lets the kernel's object go; a second time does nothing. */
    @Override
    public void close() {
        memory.close();
    }

    @Override
    public String toString() {
        return "MappedArena[" + name + ", 0x" + Long.toHexString(address) + ", " + length + " bytes]";
    }
}
