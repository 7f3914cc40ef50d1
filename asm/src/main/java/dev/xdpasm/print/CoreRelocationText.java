package dev.xdpasm.print;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.CoreRelocationKind.Subject;
import java.util.List;

/**
 * A CO-RE relocation as llvm-objdump 19 prints it:
 * {@code CO-RE <byte_off> [21] struct sock::__sk_common.skc_family (0:0:2)}.
 */
final class CoreRelocationText {
    private static final int MOST_MODIFIERS = 32;

    private final Btf types;
    private final BtfExt.CoreRelocation relocation;
    private final StringBuilder text = new StringBuilder("CO-RE ");

    private CoreRelocationText(Btf types, BtfExt.CoreRelocation relocation) {
        this.types = types;
        this.relocation = relocation;
        text.append('<').append(relocation.kind().shortName()).append("> [").append(relocation.type()).append(']');
    }

    /**
     * {@return the text of a relocation}
     *
     * @throws BtfException if its access string leads to what the types do not have
     */
    static String of(Btf types, BtfExt.CoreRelocation relocation) {
        return new CoreRelocationText(types, relocation).text();
    }

    private String text() {
        int[] access = access();
        BtfType root = named();
        Subject subject = relocation.kind().subject();
        if (subject == Subject.FIELD) {
            text.append("::");
            fields(root, access);
            text.append(" (").append(relocation.access()).append(')');
        } else if (subject == Subject.ENUM_VALUE) {
            text.append("::");
            value(root, access);
        }
        return text.toString();
    }

    private int[] access() {
        try {
            return List.of(relocation.access().split(":", -1)).stream().mapToInt(Integer::parseUnsignedInt).toArray();
        } catch (NumberFormatException e) {
            throw error("is no row of numbers with colons between");
        }
    }

    /** Writes the type's modifiers, what it is and its name; {@return it without them}. */
    private BtfType named() {
        int id = relocation.type();
        BtfType type = types.type(id);
        for (int i = 0; i < MOST_MODIFIERS && type instanceof BtfType.Modifier modifier && !(type instanceof BtfType.Typedef); i++) {
            text.append(' ').append(modifierName(modifier));
            id = modifier.type();
            if (id == 0) {
                text.append(" void");
                return type;
            }
            type = types.type(id);
        }
        text.append(' ').append(kindName(type)).append(orAnonymous(nameOf(type), id));
        return type;
    }

    private static String modifierName(BtfType.Modifier modifier) {
        if (modifier instanceof BtfType.TypeTag tag) {
            return "type_tag(\"" + tag.name() + "\")";
        }
        return modifier instanceof BtfType.Const ? "const" : modifier instanceof BtfType.Volatile ? "volatile" : "restrict";
    }

    private static String kindName(BtfType type) {
        if (type instanceof BtfType.Typedef) {
            return "typedef ";
        }
        if (type instanceof BtfType.Fwd fwd) {
            return fwd.union() ? "fwd union " : "fwd struct ";
        }
        return type instanceof BtfType.Struct ? "struct "
                : type instanceof BtfType.Union ? "union " : type instanceof BtfType.Enumeration ? "enum " : "";
    }

    private static String nameOf(BtfType type) {
        if (type instanceof BtfType.Typedef typedef) {
            return typedef.name();
        }
        if (type instanceof BtfType.Struct struct) {
            return struct.name();
        }
        if (type instanceof BtfType.Union union) {
            return union.name();
        }
        if (type instanceof BtfType.Enum values) {
            return values.name();
        }
        if (type instanceof BtfType.Enum64 values) {
            return values.name();
        }
        if (type instanceof BtfType.Fwd fwd) {
            return fwd.name();
        }
        return type instanceof BtfType.Int number ? number.name() : "";
    }

    private static String orAnonymous(String name, int number) {
        return name.isEmpty() ? "<anon " + number + ">" : name;
    }

    private void fields(BtfType root, int[] access) {
        BtfType type = root;
        if (access[0] != 0) {
            text.append('[').append(access[0]).append(']');
        }
        for (int i = 1; i < access.length; i++) {
            type = whole(type);
            int index = access[i];
            if (type instanceof BtfType.Composite composite) {
                List<BtfType.Member> members = composite.members();
                if (index < 0 || index >= members.size()) {
                    throw error("asks for field " + Integer.toUnsignedString(index) + " of " + members.size());
                }
                text.append(i > 1 || access[0] != 0 ? "." : "").append(orAnonymous(members.get(index).name(), index));
                type = i + 1 < access.length ? types.type(members.get(index).type()) : type;
            } else if (type instanceof BtfType.Array array) {
                text.append('[').append(Integer.toUnsignedString(index)).append(']');
                type = i + 1 < access.length ? types.type(array.element()) : type;
            } else {
                throw error("goes into a type without fields or elements");
            }
        }
    }

    private void value(BtfType root, int[] access) {
        if (!(whole(root) instanceof BtfType.Enumeration values) || access.length != 1
                || access[0] < 0 || access[0] >= values.values().size()) {
            throw error("is no value of an enum");
        }
        BtfType.Enumerator value = values.values().get(access[0]);
        text.append(orAnonymous(value.name(), access[0])).append(" = ");
        // LLVM extends 32 bits by their sign, also where the enum has none (compilers before 15 did not say whether it has)
        long number = values instanceof BtfType.Enum ? (int) value.value() : value.value();
        text.append(values.isSigned() ? Long.toString(number) : Long.toUnsignedString(number));
    }

    /** The type behind modifiers and typedefs. */
    private BtfType whole(BtfType of) {
        BtfType type = of;
        for (int i = 0; i < MOST_MODIFIERS && type instanceof BtfType.Modifier modifier; i++) {
            type = types.type(modifier.type());
        }
        return type;
    }

    private BtfException error(String what) {
        return new BtfException("the access string '" + relocation.access() + "' of type " + relocation.type() + " " + what);
    }
}
