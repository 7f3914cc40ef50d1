package dev.xdpasm.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the bytes of a section {@code .BTF.ext}, little-endian (libbpf's struct btf_ext_header). Trusts nothing in it. */
final class BtfExtDecoder {
    private static final int FUNC_INFO_FIELD = 8;
    private static final int LINE_INFO_FIELD = 16;
    private static final int CORE_RELOCATION_FIELD = 24;

    /** Bytes that stand before the records of a section: its name and how many there are. */
    private static final int SECTION_BYTES = 8;

    private interface Taker {
        /** Takes the record of so many bytes at a place. */
        void take(String section, int at, int bytes);
    }

    private final BtfBlob strings;
    private final ByteBuffer in;

    BtfExtDecoder(BtfBlob strings, byte[] section) {
        this.strings = strings;
        this.in = ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN);
    }

    BtfExt decode() {
        if (in.limit() < BtfFormat.EXT_OLD_HEADER_BYTES) {
            throw error(0, in.limit() + " bytes, expected a header of " + BtfFormat.EXT_OLD_HEADER_BYTES);
        }
        if ((in.getShort(0) & 0xffff) != BtfFormat.MAGIC || in.get(2) != BtfFormat.VERSION) {
            throw error(0, String.format("expected magic number 0x%04x and version %d", BtfFormat.MAGIC, BtfFormat.VERSION));
        }
        long header = in.getInt(4) & 0xffff_ffffL;
        if (header < BtfFormat.EXT_OLD_HEADER_BYTES || header > in.limit()) {
            throw error(4, "header of " + header + " bytes, expected " + BtfFormat.EXT_OLD_HEADER_BYTES + " to " + in.limit());
        }
        List<BtfExt.FuncInfo> functions = new ArrayList<>();
        records(header, FUNC_INFO_FIELD, BtfFormat.FUNC_INFO_BYTES, (section, at, bytes) ->
                functions.add(new BtfExt.FuncInfo(section, offset(at), in.getInt(at + 4))));
        List<BtfExt.LineInfo> lines = new ArrayList<>();
        records(header, LINE_INFO_FIELD, BtfFormat.LINE_INFO_BYTES, (section, at, bytes) -> {
            String file = strings.string(at + 4, in.getInt(at + 4));
            int lineColumn = in.getInt(at + 12);
            lines.add(new BtfExt.LineInfo(
                    section,
                    offset(at),
                    file,
                    strings.string(at + 8, in.getInt(at + 8)),
                    lineColumn >>> BtfFormat.LINE_SHIFT,
                    lineColumn & BtfFormat.HIGHEST_COLUMN));
        });
        List<BtfExt.CoreRelocation> relocations = new ArrayList<>();
        // compilers before LLVM 10 end the header here
        if (header >= BtfFormat.EXT_HEADER_BYTES) {
            records(header, CORE_RELOCATION_FIELD, BtfFormat.CORE_RELOCATION_BYTES, (section, at, bytes) ->
                    relocations.add(coreRelocation(section, at, bytes)));
        }
        return new BtfExt(functions, lines, relocations);
    }

    private BtfExt.CoreRelocation coreRelocation(String section, int at, int bytes) {
        int number = in.getInt(at + 12);
        CoreRelocationKind kind = CoreRelocationKind.byNumber(number)
                .orElseThrow(() -> error(at + 12, "CO-RE relocation of kind " + Integer.toUnsignedString(number)
                        + ", expected 0 to " + (CoreRelocationKind.values().length - 1)));
        for (int rest = at + BtfFormat.CORE_RELOCATION_BYTES; rest < at + bytes; rest++) {
            if (in.get(rest) != 0) {
                throw error(rest, "a CO-RE relocation with more in it than is known, expected zeros behind its first "
                        + BtfFormat.CORE_RELOCATION_BYTES + " bytes");
            }
        }
        String access = strings.string(at + 8, in.getInt(at + 8));
        return new BtfExt.CoreRelocation(section, offset(at), in.getInt(at + 4), access, kind);
    }

    /** Goes through the records of one kind, whose offset and length stand at a field of the header. */
    private void records(long header, int field, int leastBytes, Taker taker) {
        long from = header + (in.getInt(field) & 0xffff_ffffL);
        long to = from + (in.getInt(field + 4) & 0xffff_ffffL);
        if (to > in.limit()) {
            throw error(field, "records from byte " + from + " to " + to + ", expected to end within " + in.limit());
        }
        if (from == to) {
            return;
        }
        if (to - from < Integer.BYTES) {
            throw error((int) from, "the size of records is cut");
        }
        long recordBytes = in.getInt((int) from) & 0xffff_ffffL;
        if (recordBytes < leastBytes || recordBytes > to - from) {
            throw error((int) from, "records of " + recordBytes + " bytes, expected at least " + leastBytes);
        }
        int at = (int) from + Integer.BYTES;
        while (at < to) {
            if (to - at < SECTION_BYTES) {
                throw error(at, "the records of a section are cut");
            }
            String section = strings.string(at, in.getInt(at));
            long count = in.getInt(at + 4) & 0xffff_ffffL;
            at += SECTION_BYTES;
            if (count > (to - at) / recordBytes) {
                throw error(at - 4, count + " records, expected at most " + (to - at) / recordBytes);
            }
            for (long i = 0; i < count; i++) {
                taker.take(section, at, (int) recordBytes);
                at += (int) recordBytes;
            }
        }
    }

    private int offset(int at) {
        int offset = in.getInt(at);
        if (offset < 0) {
            throw error(at, "instruction at byte " + Integer.toUnsignedString(offset) + ", expected less than 2^31");
        }
        return offset;
    }

    private static BtfException error(int at, String message) {
        return new BtfException(String.format("BTF.ext, byte 0x%x: %s", at, message));
    }
}
