package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.List;

/** Makes a record of the bytes of a type; that they are all there has been seen before. */
final class BtfTypeDecoder {
    private final BtfBlob in;

    BtfTypeDecoder(BtfBlob in) {
        this.in = in;
    }

    /** The type at a place. */
    BtfType decode(int at) {
        String name = in.string(at, in.int32(at));
        int info = in.int32(at + 4);
        BtfKind kind = BtfFormat.kind(info);
        boolean flag = info < 0;
        int elements = info & BtfFormat.MOST_ELEMENTS;
        int word = in.int32(at + 8);
        int rest = at + BtfFormat.TYPE_BYTES;
        if (kind.word() == BtfKind.Word.SIZE && word < 0) {
            throw BtfBlob.error(at + 8, "size of " + Integer.toUnsignedString(word) + " bytes, expected less than 2^31");
        }
        return switch (kind) {
            case INT -> {
                int layout = in.int32(rest);
                yield new BtfType.Int(name, word, layout >>> 24 & 0xf, layout >>> 16 & 0xff, layout & 0xff);
            }
            case PTR -> new BtfType.Ptr(name, word);
            case ARRAY -> new BtfType.Array(in.int32(rest), in.int32(rest + 4), in.int32(rest + 8) & 0xffff_ffffL);
            case STRUCT -> new BtfType.Struct(name, word, members(rest, elements, flag));
            case UNION -> new BtfType.Union(name, word, members(rest, elements, flag));
            case ENUM -> new BtfType.Enum(name, word, flag, values(rest, elements, flag));
            case ENUM64 -> new BtfType.Enum64(name, word, flag, wideValues(rest, elements));
            case FWD -> new BtfType.Fwd(name, flag);
            case TYPEDEF -> new BtfType.Typedef(name, word);
            case VOLATILE -> new BtfType.Volatile(word);
            case CONST -> new BtfType.Const(word);
            case RESTRICT -> new BtfType.Restrict(word);
            case TYPE_TAG -> new BtfType.TypeTag(name, word, flag);
            case DECL_TAG -> new BtfType.DeclTag(name, word, in.int32(rest), flag);
            case FUNC_PROTO -> new BtfType.FuncProto(word, params(rest, elements));
            case FUNC -> new BtfType.Func(name, word, linkage(at + 4, elements));
            case VAR -> new BtfType.Var(name, word, linkage(rest, in.int32(rest)));
            case DATASEC -> new BtfType.DataSection(name, word, entries(rest, elements));
            case FLOAT -> new BtfType.Float(name, word);
        };
    }

    private List<BtfType.Member> members(int from, int count, boolean bitfields) {
        List<BtfType.Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.STRUCT.elementBytes();
            int offset = in.int32(at + 8);
            if (!bitfields && offset < 0) {
                throw BtfBlob.error(at + 8, "a field at bit " + Integer.toUnsignedString(offset) + ", expected less than 2^31");
            }
            members.add(new BtfType.Member(
                    in.string(at, in.int32(at)),
                    in.int32(at + 4),
                    bitfields ? offset & BtfFormat.HIGHEST_BIT_OFFSET : offset,
                    bitfields ? offset >>> 24 : 0));
        }
        return members;
    }

    private List<BtfType.Enumerator> values(int from, int count, boolean signed) {
        List<BtfType.Enumerator> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.ENUM.elementBytes();
            int value = in.int32(at + 4);
            values.add(new BtfType.Enumerator(in.string(at, in.int32(at)), signed ? value : value & 0xffff_ffffL));
        }
        return values;
    }

    private List<BtfType.Enumerator> wideValues(int from, int count) {
        List<BtfType.Enumerator> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.ENUM64.elementBytes();
            long value = in.int32(at + 4) & 0xffff_ffffL | (long) in.int32(at + 8) << 32;
            values.add(new BtfType.Enumerator(in.string(at, in.int32(at)), value));
        }
        return values;
    }

    private List<BtfType.Param> params(int from, int count) {
        List<BtfType.Param> params = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.FUNC_PROTO.elementBytes();
            params.add(new BtfType.Param(in.string(at, in.int32(at)), in.int32(at + 4)));
        }
        return params;
    }

    private List<BtfType.Entry> entries(int from, int count) {
        List<BtfType.Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * BtfKind.DATASEC.elementBytes();
            entries.add(new BtfType.Entry(in.int32(at), in.int32(at + 4), in.int32(at + 8)));
        }
        return entries;
    }

    private static BtfType.Linkage linkage(int at, int number) {
        BtfType.Linkage[] all = BtfType.Linkage.values();
        if (number < 0 || number >= all.length) {
            throw BtfBlob.error(at, "linkage " + Integer.toUnsignedString(number) + ", expected 0 to " + (all.length - 1));
        }
        return all[number];
    }
}
