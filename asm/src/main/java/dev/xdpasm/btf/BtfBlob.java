package dev.xdpasm.btf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a section {@code .BTF}, little-endian: where its types and strings lie, and the strings. Trusts nothing in
 * them: all names together that are asked for may not be much longer than the section is.
 */
final class BtfBlob {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int NAME_ALLOWANCE = 4096;

    private final byte[] bytes;
    private final @Nullable BtfBlob base;
    private final int typesFrom;
    private final int typesTo;
    private final int stringsFrom;
    private final int stringsTo;
    /** Strings below this offset are the base's. */
    private final int firstString;

    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final AtomicLong nameBudget;

    BtfBlob(byte[] section, @Nullable BtfBlob base) {
        this.bytes = section;
        this.base = base;
        this.firstString = base == null ? 0 : base.endOfStrings();
        this.nameBudget = new AtomicLong(8L * section.length + NAME_ALLOWANCE);
        if (section.length < BtfFormat.HEADER_BYTES) {
            throw error(0, section.length + " bytes, expected a header of " + BtfFormat.HEADER_BYTES);
        }
        int magic = int32(0) & 0xffff;
        if (magic != BtfFormat.MAGIC) {
            throw error(0, String.format("magic number 0x%04x, expected 0x%04x: little-endian BTF", magic, BtfFormat.MAGIC));
        }
        if (section[2] != BtfFormat.VERSION) {
            throw error(2, "version " + (section[2] & 0xff) + ", expected " + BtfFormat.VERSION);
        }
        long header = uint32(4);
        if (header < BtfFormat.HEADER_BYTES || header > section.length) {
            throw error(4, "header of " + header + " bytes, expected " + BtfFormat.HEADER_BYTES + " to " + section.length);
        }
        typesFrom = partFrom((int) header, 8);
        typesTo = partTo((int) header, 8, "types");
        stringsFrom = partFrom((int) header, 16);
        stringsTo = partTo((int) header, 16, "strings");
        boolean ends = stringsFrom == stringsTo || section[stringsTo - 1] == 0;
        if (!ends) {
            throw error(stringsTo - 1, "strings that do not end with a NUL");
        }
    }

    private int partFrom(int header, int field) {
        return (int) Math.min(header + uint32(field), bytes.length);
    }

    /** Where a part of the section ends whose offset and length stand at a field of the header. */
    private int partTo(int header, int field, String what) {
        long offset = uint32(field);
        long length = uint32(field + 4);
        if (header + offset + length > bytes.length) {
            throw error(field, what + " from byte " + offset + ", " + length + " of them, expected to end within "
                    + (bytes.length - header));
        }
        return (int) (header + offset + length);
    }

    int typesFrom() {
        return typesFrom;
    }

    int typesTo() {
        return typesTo;
    }

    /** The offset behind the last string, the base's counted. */
    int endOfStrings() {
        return firstString + (stringsTo - stringsFrom);
    }

    /** The four bytes at a place; the section must have them. */
    int int32(int at) {
        return (int) INT.get(bytes, at);
    }

    private long uint32(int at) {
        return int32(at) & 0xffff_ffffL;
    }

    /** The string at an offset, to which the bytes at a place refer. */
    String string(int at, int offset) {
        if (offset == 0) {
            return "";
        }
        BtfBlob holder = this;
        while (holder.base != null && Integer.compareUnsigned(offset, holder.firstString) < 0) {
            holder = holder.base;
        }
        String known = holder.names.get(offset);
        return known != null ? known : holder.newString(at, offset);
    }

    private String newString(int at, int offset) {
        if (offset < firstString || offset >= endOfStrings()) {
            throw error(at, "name at string " + Integer.toUnsignedString(offset) + ", expected 0 to "
                    + (endOfStrings() - 1));
        }
        int start = stringsFrom + offset - firstString;
        int end = start;
        while (bytes[end] != 0) {
            end++;
        }
        if (nameBudget.addAndGet(start - end) < 0) {
            throw error(start, "names that overlap over and over, expected each string once");
        }
        String name = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        names.put(offset, name);
        return name;
    }

    /**
     * The bytes that hold a string, for who reads it without making a {@code String}.
     *
     * @param offset of a string that is there
     */
    byte[] bytesOf(int offset) {
        return offset < firstString && base != null ? base.bytesOf(offset) : bytes;
    }

    /** Where in {@link #bytesOf} a string begins; -1 if it is not there. It ends before a NUL. */
    int startOf(int offset) {
        if (base != null && Integer.compareUnsigned(offset, firstString) < 0) {
            return base.startOf(offset);
        }
        return offset < firstString || offset >= endOfStrings() ? -1 : stringsFrom + offset - firstString;
    }

    static BtfException error(int at, String message) {
        return new BtfException(String.format("BTF, byte 0x%x: %s", at, message));
    }
}
