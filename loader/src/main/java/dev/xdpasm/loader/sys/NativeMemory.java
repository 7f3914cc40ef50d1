package dev.xdpasm.loader.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/**
 * A piece of memory that the kernel can be given the address of: it does not move, and lives as long as this object is
 * reachable. In the machine's byte order. Not thread-safe.
 */
public final class NativeMemory {
    private final ByteBuffer bytes;
    private final long address;

    private NativeMemory(ByteBuffer bytes, long address) {
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.address = address;
    }

    /** {@return {@code size} bytes of zeros} */
    public static NativeMemory allocate(int size) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(size);
        return new NativeMemory(bytes, Pointer.wrap(Syscalls.runtime(), bytes).address());
    }

    /** {@return a copy of the bytes} */
    public static NativeMemory of(byte[] content) {
        NativeMemory memory = allocate(content.length);
        memory.bytes.put(0, content);
        return memory;
    }

    /** {@return a copy of an int} */
    public static NativeMemory of(int content) {
        NativeMemory memory = allocate(Integer.BYTES);
        memory.bytes.putInt(0, content);
        return memory;
    }

    /** {@return the text in UTF-8, with a zero byte behind it} */
    public static NativeMemory ofString(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        NativeMemory memory = allocate(content.length + 1);
        memory.bytes.put(0, content);
        return memory;
    }

    /** {@return a piece of this memory, which it keeps reachable} */
    NativeMemory slice(int from, int length) {
        return new NativeMemory(bytes.slice(from, length), address + from);
    }

    /** {@return the bytes; position and limit are never used, only indexes} */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** {@return the number of bytes} */
    public int size() {
        return bytes.capacity();
    }

    /** {@return a copy of a range} */
    public byte[] copy(int from, int length) {
        byte[] content = new byte[length];
        bytes.get(from, content);
        return content;
    }

    /** {@return the text from an index up to the first zero byte, at most {@code room} bytes long} */
    public String string(int from, int room) {
        int length = 0;
        while (length < room && bytes.get(from + length) != 0) {
            length++;
        }
        return new String(copy(from, length), StandardCharsets.UTF_8);
    }

    /** The address; whoever hands it to the kernel keeps this object reachable until the call is over. */
    long address() {
        return address;
    }
}
