package dev.xdpasm.btf;

import java.util.Locale;

/** Types as text, one after another by id, as {@code bpftool btf dump ... format raw} prints them (bpftool 7.1). */
public final class BtfRawDump {
    private final BtfTypes types;
    private final StringBuilder out = new StringBuilder();

    private BtfRawDump(BtfTypes types) {
        this.types = types;
    }

    /** {@return the text of a type and its parts, without a line end behind the last} */
    public static String of(BtfTypes types, int id) {
        return new BtfRawDump(types).type(id);
    }

    private String type(int id) {
        BtfType type = types.type(id);
        out.append('[').append(id).append("] ").append(type.kind()).append(" '").append(shown(type.name())).append('\'');
        if (type instanceof BtfType.Int number) {
            field("size", number.size());
            field("bits_offset", number.bitOffset());
            field("nr_bits", number.bits());
            field("encoding", encoding(number.encoding()));
        } else if (type instanceof BtfType.Ptr pointer) {
            field("type_id", pointer.target());
        } else if (type instanceof BtfType.Modifier modifier) {
            field("type_id", modifier.type());
        } else if (type instanceof BtfType.Array array) {
            field("type_id", array.element());
            field("index_type_id", array.index());
            field("nr_elems", array.count());
        } else if (type instanceof BtfType.Composite composite) {
            composite(composite);
        } else if (type instanceof BtfType.Enumeration enumeration) {
            enumeration(enumeration);
        } else if (type instanceof BtfType.Fwd forward) {
            field("fwd_kind", forward.union() ? "union" : "struct");
        } else if (type instanceof BtfType.Func function) {
            field("type_id", function.proto());
            field("linkage", lower(function.linkage()));
        } else if (type instanceof BtfType.FuncProto proto) {
            field("ret_type_id", proto.returnType());
            field("vlen", proto.params().size());
            for (BtfType.Param param : proto.params()) {
                part(param.name());
                field("type_id", param.type());
            }
        } else if (type instanceof BtfType.Var variable) {
            field("type_id", variable.type());
            out.append(',');
            field("linkage", lower(variable.linkage()));
        } else if (type instanceof BtfType.DataSection section) {
            section(section);
        } else if (type instanceof BtfType.Float number) {
            field("size", number.size());
        } else if (type instanceof BtfType.DeclTag tag) {
            field("type_id", tag.type());
            field("component_idx", tag.component());
        }
        return out.toString();
    }

    private void composite(BtfType.Composite composite) {
        field("size", composite.size());
        field("vlen", composite.members().size());
        for (BtfType.Member member : composite.members()) {
            part(member.name());
            field("type_id", member.type());
            field("bits_offset", member.bitOffset());
            if (member.bitSize() != 0) {
                field("bitfield_size", member.bitSize());
            }
        }
    }

    private void enumeration(BtfType.Enumeration enumeration) {
        field("encoding", enumeration.isSigned() ? "SIGNED" : "UNSIGNED");
        field("size", enumeration.size());
        field("vlen", enumeration.values().size());
        String suffix = enumeration.kind() == BtfKind.ENUM64 ? "ULL" : "";
        for (BtfType.Enumerator value : enumeration.values()) {
            part(value.name());
            boolean signed = enumeration.isSigned();
            field("val", signed
                    ? value.value() + suffix.replace("U", "")
                    : Long.toUnsignedString(value.value()) + suffix);
        }
    }

    private void section(BtfType.DataSection section) {
        field("size", section.size());
        field("vlen", section.entries().size());
        for (BtfType.Entry entry : section.entries()) {
            out.append("\n\ttype_id=").append(entry.var());
            field("offset", Integer.toUnsignedLong(entry.offset()));
            field("size", Integer.toUnsignedLong(entry.size()));
            if (entry.var() >= 1 && entry.var() <= types.count()) {
                BtfType held = types.type(entry.var());
                out.append(" (").append(held.kind()).append(" '").append(shown(held.name())).append("')");
            }
        }
    }

    private void part(String name) {
        out.append("\n\t'").append(shown(name)).append('\'');
    }

    private void field(String name, Object value) {
        out.append(' ').append(name).append('=').append(value);
    }

    private static String shown(String name) {
        return name.isEmpty() ? "(anon)" : name;
    }

    private static String encoding(int encoding) {
        return switch (encoding) {
            case 0 -> "(none)";
            case BtfType.Int.SIGNED -> "SIGNED";
            case BtfType.Int.CHAR -> "CHAR";
            case BtfType.Int.BOOL -> "BOOL";
            default -> "UNKN";
        };
    }

    private static String lower(BtfType.Linkage linkage) {
        return linkage.name().toLowerCase(Locale.ROOT);
    }
}
