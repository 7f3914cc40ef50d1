package dev.xdpasm.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the bytes of a section {@code .BTF}, little-endian. Trusts nothing in it. */
final class BtfDecoder {
    /** Names longer than the kernel takes (KSYM_NAME_LEN) are of no use to anyone. */
    private static final int LONGEST_NAME = 4096;

    private final ByteBuffer in;
    private final Map<Integer, String> names = new HashMap<>();
    private int stringsFrom;
    private int stringsTo;
    private int typesFrom;
    private int typesTo;
    private long nameBudget;

    BtfDecoder(byte[] section) {
        in = ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN);
        nameBudget = 8L * section.length + LONGEST_NAME;
    }

    Btf decode() {
        readHeader();
        return new Btf(types(typesFrom, typesTo));
    }

    /** Finds the types and the strings; must come before both. */
    void readHeader() {
        if (in.limit() < BtfFormat.HEADER_BYTES) {
            throw error(0, in.limit() + " bytes, expected a header of " + BtfFormat.HEADER_BYTES);
        }
        int magic = in.getShort(0) & 0xffff;
        if (magic != BtfFormat.MAGIC) {
            throw error(0, String.format("magic number 0x%04x, expected 0x%04x: little-endian BTF", magic, BtfFormat.MAGIC));
        }
        if (in.get(2) != BtfFormat.VERSION) {
            throw error(2, "version " + (in.get(2) & 0xff) + ", expected " + BtfFormat.VERSION);
        }
        long header = in.getInt(4) & 0xffff_ffffL;
        if (header < BtfFormat.HEADER_BYTES || header > in.limit()) {
            throw error(4, "header of " + header + " bytes, expected " + BtfFormat.HEADER_BYTES + " to " + in.limit());
        }
        int[] types = part((int) header, 8, "types");
        int[] strings = part((int) header, 16, "strings");
        typesFrom = types[0];
        typesTo = types[1];
        stringsFrom = strings[0];
        stringsTo = strings[1];
    }

    /** Where a part of the section begins and ends, by the offset and length at a place in the header. */
    private int[] part(int header, int at, String what) {
        long offset = in.getInt(at) & 0xffff_ffffL;
        long length = in.getInt(at + 4) & 0xffff_ffffL;
        if (header + offset + length > in.limit()) {
            throw error(at, what + " from byte " + offset + ", " + length + " of them, expected to end within "
                    + (in.limit() - header));
        }
        return new int[] {(int) (header + offset), (int) (header + offset + length)};
    }

    private List<BtfType> types(int from, int to) {
        List<BtfType> types = new ArrayList<>();
        int at = from;
        while (at < to) {
            int here = at;
            if (to - at < BtfFormat.TYPE_BYTES) {
                throw error(at, "type " + (types.size() + 1) + " is cut");
            }
            int info = in.getInt(at + 4);
            BtfKind kind = BtfKind.byNumber(info >>> 24 & 0x1f)
                    .orElseThrow(() -> error(here, "unknown kind of type " + (info >>> 24 & 0x1f)));
            int elements = info & 0xffff;
            long size = BtfFormat.TYPE_BYTES + kind.fixedBytes() + (long) kind.elementBytes() * elements;
            if (size > to - at) {
                throw error(at, "type " + (types.size() + 1) + " (" + kind + ") is cut");
            }
            types.add(type(at, kind, info, elements));
            at += (int) size;
        }
        return types;
    }

    private BtfType type(int at, BtfKind kind, int info, int elements) {
        String name = name(at, in.getInt(at));
        int word = in.getInt(at + 8);
        int rest = at + BtfFormat.TYPE_BYTES;
        if (kind.word() == BtfKind.Word.SIZE && word < 0) {
            throw error(at + 8, "size of " + Integer.toUnsignedString(word) + " bytes, expected less than 2^31");
        }
        return switch (kind) {
            case INT -> {
                int layout = in.getInt(rest);
                yield new BtfType.Int(name, word, layout >>> 24 & 0xf, layout >>> 16 & 0xff, layout & 0xff);
            }
            case PTR -> new BtfType.Ptr(word);
            case ARRAY -> new BtfType.Array(in.getInt(rest), in.getInt(rest + 4), in.getInt(rest + 8) & 0xffff_ffffL);
            case STRUCT -> new BtfType.Struct(name, word, members(rest, elements, info < 0));
            case FUNC_PROTO -> new BtfType.FuncProto(word, params(rest, elements));
            case FUNC -> new BtfType.Func(name, word, linkage(at + 4, elements));
            case VAR -> new BtfType.Var(name, word, linkage(rest, in.getInt(rest)));
            case DATASEC -> new BtfType.DataSection(name, word, entries(rest, elements));
            default -> new BtfType.Other(kind, name, word);
        };
    }

    private List<BtfType.Member> members(int from, int count, boolean bitfields) {
        List<BtfType.Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.STRUCT.elementBytes();
            int offset = in.getInt(at + 8);
            members.add(new BtfType.Member(
                    name(at, in.getInt(at)),
                    in.getInt(at + 4),
                    bitfields ? offset & 0xff_ffff : offset,
                    bitfields ? offset >>> 24 : 0));
        }
        return members;
    }

    private List<BtfType.Param> params(int from, int count) {
        List<BtfType.Param> params = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.FUNC_PROTO.elementBytes();
            params.add(new BtfType.Param(name(at, in.getInt(at)), in.getInt(at + 4)));
        }
        return params;
    }

    private List<BtfType.Entry> entries(int from, int count) {
        List<BtfType.Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.DATASEC.elementBytes();
            entries.add(new BtfType.Entry(in.getInt(at), in.getInt(at + 4), in.getInt(at + 8)));
        }
        return entries;
    }

    private BtfType.Linkage linkage(int at, int number) {
        BtfType.Linkage[] all = BtfType.Linkage.values();
        if (number < 0 || number >= all.length) {
            throw error(at, "linkage " + Integer.toUnsignedString(number) + ", expected 0 to " + (all.length - 1));
        }
        return all[number];
    }

    /** The string at an offset, to which the bytes at a place refer. */
    String name(int at, int offset) {
        String known = names.get(offset);
        if (known != null) {
            return known;
        }
        if (offset < 0 || offset >= stringsTo - stringsFrom) {
            throw error(at, "name at string " + Integer.toUnsignedString(offset) + ", expected 0 to "
                    + (stringsTo - stringsFrom - 1));
        }
        int start = stringsFrom + offset;
        int end = start;
        while (end < stringsTo && in.get(end) != 0 && end - start <= LONGEST_NAME) {
            end++;
        }
        nameBudget -= end - start;
        if (end == stringsTo || end - start > LONGEST_NAME || nameBudget < 0) {
            throw error(start, "a name that does not end, expected a NUL within " + LONGEST_NAME + " bytes");
        }
        String name = new String(in.array(), start, end - start, StandardCharsets.UTF_8);
        names.put(offset, name);
        return name;
    }

    private static BtfException error(int at, String message) {
        return new BtfException(String.format("BTF, byte 0x%x: %s", at, message));
    }
}
