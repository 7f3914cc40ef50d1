package dev.xdpasm.loader.sys;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A mapping of what the kernel shares: a ring, an array. In the machine's byte order.
 *
 * <p>Closing lets the kernel's object go at once: zeros of our own take its place, so that a buffer that someone kept reads
 * zeros, and no late access can crash the JVM. The addresses are given back when no buffer is reachable any more. Closing
 * is thread-safe; what is in the memory is the user's to synchronise.
 */
public final class MappedMemory implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final ByteBuffer bytes;
    private final long address;
    private boolean closed;

    private MappedMemory(ByteBuffer bytes, long address) {
        this.bytes = bytes;
        this.address = address;
    }

    /**
     * Takes over a mapping that {@link Syscalls#map} made.
     *
     * @param address its address, aligned to pages
     * @param length its bytes
     */
    public static MappedMemory of(long address, int length) {
        ByteBuffer bytes = MemoryIO.getInstance().newDirectByteBuffer(address, length);
        CLEANER.register(bytes, () -> Syscalls.unmap(address, length));
        return new MappedMemory(bytes.order(ByteOrder.nativeOrder()), address);
    }

    /** {@return the bytes; position and limit are never used, only indexes} */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Lets the kernel's object go; a second time does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Syscalls.mapZeros(address, bytes.capacity());
        }
    }
}
