package dev.xdpasm.ir;

import dev.xdpasm.isa.Size;
import java.util.Map;
import java.util.TreeMap;

/** Pieces of memory with addresses, little-endian, for {@link GraphInterpreter}: an access outside of all is an error. */
public final class Memory {
    private static final int GAP = 0x1_0000;

    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private long next = GAP;

    /** {@return the address of bytes, which are changed in place; below 2^32} */
    public long add(byte[] bytes) {
        long address = next;
        pieces.put(address, bytes);
        next += (bytes.length + GAP) / GAP * (long) GAP + GAP;
        return address;
    }

    /** {@return what stands there, the bits above zero} */
    public long load(long address, Size size) {
        byte[] bytes = piece(address, size);
        int at = offset(address);
        long value = 0;
        for (int i = size.bytes() - 1; i >= 0; i--) {
            value = value << Byte.SIZE | bytes[at + i] & 0xff;
        }
        return value;
    }

    /** Writes a value's lower bytes. */
    public void store(long address, Size size, long value) {
        byte[] bytes = piece(address, size);
        int at = offset(address);
        for (int i = 0; i < size.bytes(); i++) {
            bytes[at + i] = (byte) (value >>> i * Byte.SIZE);
        }
    }

    private int offset(long address) {
        return (int) (address - pieces.floorKey(address));
    }

    private byte[] piece(long address, Size size) {
        Map.Entry<Long, byte[]> piece = pieces.floorEntry(address);
        if (piece == null || address + size.bytes() > piece.getKey() + piece.getValue().length) {
            throw new IllegalStateException("no " + size.bytes() + " bytes at 0x" + Long.toHexString(address));
        }
        return piece.getValue();
    }
}
