package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A section of a relocatable file while its text is being read: its bytes, and the places in it that wait for symbols
 * (fixups). Knows nothing of what a symbol's address is. Fixups are kept in arrays, so that a jump costs no object.
 */
final class SectionDraft {

    /** What waits for a symbol. */
    enum Fixup {
        /** The offset of a jump, 16 bits of slots. */
        BRANCH,
        /** The immediate of a {@code gotol}, 32 bits of slots. */
        LONG_BRANCH,
        /** The immediate of a {@code call}. */
        CALL,
        /** The immediate of an {@code lddw}. */
        ADDRESS,
        /** 1 byte of data. */
        DATA_1(1),
        /** 2 bytes of data. */
        DATA_2(2),
        /** 4 bytes of data. */
        DATA_4(4),
        /** 8 bytes of data. */
        DATA_8(8);

        private final int bytes;

        Fixup() {
            this(0);
        }

        Fixup(int bytes) {
            this.bytes = bytes;
        }

        /** The bytes of data, 0 for instructions. */
        int bytes() {
            return bytes;
        }

        static Fixup ofData(int bytes) {
            return switch (bytes) {
                case 1 -> DATA_1;
                case 2 -> DATA_2;
                case 4 -> DATA_4;
                default -> DATA_8;
            };
        }
    }

    final String name;
    final int type;
    final long flags;
    final int entryBytes;

    /** The symbol that stands for its start. */
    final SymbolDraft symbol;

    long align = 1;

    /** Its place among the file's sections, or -1 while it has not been entered. */
    int index = -1;

    private byte[] bytes = new byte[64];
    private long size;

    private Fixup[] kinds = new Fixup[16];
    private int[] offsets = new int[16];
    private int[] places = new int[16];
    private long[] constants = new long[16];
    private @Nullable SymbolDraft[] plus = new SymbolDraft[16];
    private @Nullable SymbolDraft[] minus = new SymbolDraft[16];
    private int fixups;

    SectionDraft(String name, int type, long flags, int entryBytes, SymbolDraft symbol) {
        this.name = name;
        this.type = type;
        this.flags = flags;
        this.entryBytes = entryBytes;
        this.symbol = symbol;
    }

    /** Its bytes so far. */
    long size() {
        return size;
    }

    boolean takesNoRoom() {
        return type == Elf.SHT_NOBITS;
    }

    boolean isExecutable() {
        return (flags & Elf.SHF_EXECINSTR) != 0;
    }

    /** Appends a number of {@code count} bytes, the lowest first. Room must be known to be there. */
    void append(long value, int count) {
        if (takesNoRoom()) {
            size += count;
            return;
        }
        int at = (int) size;
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
        size += count;
    }

    /** Appends bytes. */
    void append(byte[] more) {
        if (!takesNoRoom()) {
            room(more.length);
            System.arraycopy(more, 0, bytes, (int) size, more.length);
        }
        size += more.length;
    }

    /** Appends {@code count} bytes that are all the same. */
    void fill(int value, long count) {
        if (!takesNoRoom() && count > 0) {
            room((int) count);
            Arrays.fill(bytes, (int) size, (int) (size + count), (byte) value);
        }
        size += count;
    }

    /** Says that what is appended next waits for a symbol. */
    void await(Fixup kind, long constant, @Nullable SymbolDraft added, @Nullable SymbolDraft taken, int place) {
        if (fixups == kinds.length) {
            int length = fixups * 2;
            kinds = Arrays.copyOf(kinds, length);
            offsets = Arrays.copyOf(offsets, length);
            places = Arrays.copyOf(places, length);
            constants = Arrays.copyOf(constants, length);
            plus = Arrays.copyOf(plus, length);
            minus = Arrays.copyOf(minus, length);
        }
        kinds[fixups] = kind;
        offsets[fixups] = (int) size;
        places[fixups] = place;
        constants[fixups] = constant;
        plus[fixups] = added;
        minus[fixups++] = taken;
    }

    int fixups() {
        return fixups;
    }

    Fixup kind(int fixup) {
        return kinds[fixup];
    }

    int offset(int fixup) {
        return offsets[fixup];
    }

    /** Where its expression stands in the text. */
    int place(int fixup) {
        return places[fixup];
    }

    SymbolValue value(int fixup) {
        return new SymbolValue(constants[fixup], plus[fixup], minus[fixup]);
    }

    /** Puts a number of {@code count} bytes over those at an offset. */
    void put(int offset, long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = (byte) (value >>> 8 * i);
        }
    }

    /** The byte at an offset. */
    int at(int offset) {
        return bytes[offset] & 0xff;
    }

    byte[] toBytes() {
        return takesNoRoom() ? new byte[0] : Arrays.copyOf(bytes, (int) size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(size + more, bytes.length * 2L));
        }
    }
}
