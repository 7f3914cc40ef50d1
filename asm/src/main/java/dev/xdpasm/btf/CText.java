package dev.xdpasm.btf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * C's words for single types: declarations around a name, bodies of structs and enums. In which order types are declared is
 * {@link BtfCDump}'s.
 */
final class CText {
    /** Types in a declaration, and declarations in each other. */
    private static final int DEEPEST = 256;

    private final BtfTypes types;
    private final BtfLayout layout;
    private final StringBuilder out;
    /** More than this is written of no set of types that any compiler made. */
    private final long longest;

    /** How often each name has been given away: those of structs, unions and enums, and those of typedefs and values. */
    private final Map<String, Integer> tags = new HashMap<>();

    private final Map<String, Integer> identifiers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private int depth;

    CText(BtfTypes types, StringBuilder out) {
        this.types = types;
        this.layout = new BtfLayout(types);
        this.out = out;
        this.longest = 1_000_000 + 200L * types.count();
    }

    /** {@code struct name}, the one that is known by its name only too. */
    void tag(int id) {
        BtfType type = types.type(id);
        boolean isUnion = type instanceof BtfType.Union || type instanceof BtfType.Fwd forward && forward.union();
        out.append(isUnion ? "union" : "struct");
        appendTagName(id, type);
    }

    private void appendTagName(int id, BtfType type) {
        if (!type.name().isEmpty()) {
            out.append(' ').append(names.computeIfAbsent(id, added -> unused(tags, type.name())));
        }
    }

    private String identifier(int id) {
        return names.computeIfAbsent(id, added -> unused(identifiers, types.type(id).name()));
    }

    /** A name, with a number behind it if there was one of it before. */
    private static String unused(Map<String, Integer> given, String name) {
        int count = given.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "___" + count;
    }

    /** {@code typedef TYPE name}. */
    void typedef(int id) {
        BtfType.Typedef typedef = (BtfType.Typedef) types.type(id);
        String name = identifier(id);
        if (typedef.type() == 0 && name.equals("__gnuc_va_list")) {
            // what GCC has no type for
            out.append("typedef __builtin_va_list __gnuc_va_list");
            return;
        }
        out.append("typedef ");
        declaration(typedef.type(), name, 0);
    }

    /** A struct or union with its fields, so many tabs from the left. */
    void composite(int id, int indent) {
        BtfType.Composite composite = (BtfType.Composite) types.type(id);
        boolean isStruct = composite instanceof BtfType.Struct;
        boolean isPacked = isStruct && layout.isPacked(composite);
        tag(id);
        out.append(" {");
        CPadding padding = new CPadding((type, bits) -> line(indent + 1).append(type).append(": ").append(bits).append(';'));
        long at = 0;
        boolean wasBitfield = false;
        for (BtfType.Member member : composite.members()) {
            boolean isBitfield = member.bitSize() != 0;
            padding.fill(at, member.bitOffset(), isPacked ? 1 : layout.alignOf(member.type()), wasBitfield && isBitfield);
            line(indent + 1);
            declaration(member.type(), member.name(), indent + 1);
            if (isBitfield) {
                out.append(": ").append(member.bitSize());
            }
            out.append(';');
            at = member.bitOffset() + (isBitfield ? member.bitSize() : sizeOf(member.type()) * Byte.SIZE);
            wasBitfield = isBitfield;
        }
        if (isStruct) {
            padding.fill(at, (long) composite.size() * Byte.SIZE, isPacked ? 1 : layout.alignOf(id), false);
        }
        if (!composite.members().isEmpty() || composite.size() != 0) {
            line(indent);
        }
        out.append('}');
        if (isPacked) {
            out.append(" __attribute__((packed))");
        }
    }

    /** The bytes of a field; a type without a size takes none. */
    private long sizeOf(int id) {
        int behind = types.skipModifiers(id);
        boolean hasSize = behind != 0 && !(types.type(behind) instanceof BtfType.FuncProto)
                && !(types.type(behind) instanceof BtfType.Fwd);
        return hasSize ? types.sizeOf(behind) : 0;
    }

    /** An enum with its values, so many tabs from the left. */
    void enumeration(int id, int indent) {
        BtfType.Enumeration enumeration = (BtfType.Enumeration) types.type(id);
        out.append("enum");
        appendTagName(id, enumeration);
        if (enumeration.values().isEmpty()) {
            return;
        }
        out.append(" {");
        String suffix = enumeration instanceof BtfType.Enum ? "" : enumeration.isSigned() ? "LL" : "ULL";
        for (BtfType.Enumerator value : enumeration.values()) {
            line(indent + 1).append(unused(identifiers, value.name())).append(" = ");
            out.append(enumeration.isSigned() ? Long.toString(value.value()) : Long.toUnsignedString(value.value()));
            out.append(suffix).append(',');
        }
        line(indent).append('}');
    }

    private StringBuilder line(int indent) {
        if (out.length() > longest) {
            throw new BtfException("BTF that takes more than " + longest + " characters to print, "
                    + "expected structs that are not in each other over and over");
        }
        out.append('\n');
        for (int i = 0; i < indent; i++) {
            out.append('\t');
        }
        return out;
    }

    /** What declares a name, which may be empty, to be of a type. */
    void declaration(int id, String name, int indent) {
        if (++depth > DEEPEST) {
            throw new BtfException("BTF type " + id + " is in more than " + DEEPEST + " types");
        }
        // from the name inwards: arrays, functions, pointers, and last what all these are of
        Deque<Integer> chain = new ArrayDeque<>();
        int at = id;
        chain.push(at);
        while (at != 0) {
            BtfType type = types.type(at);
            if (type instanceof BtfType.Ptr pointer) {
                at = pointer.target();
            } else if (type instanceof BtfType.Array array) {
                at = array.element();
            } else if (type instanceof BtfType.FuncProto proto) {
                at = proto.returnType();
            } else if (type instanceof BtfType.Modifier modifier && !(type instanceof BtfType.Typedef)) {
                at = modifier.type();
            } else {
                break;
            }
            chain.push(at);
            if (chain.size() > DEEPEST) {
                throw new BtfException("BTF type " + id + " is of more than " + DEEPEST + " types behind each other");
            }
        }
        chain(chain, name, indent);
        depth--;
    }

    private void chain(Deque<Integer> chain, String name, int indent) {
        boolean wasPointer = true;
        while (!chain.isEmpty()) {
            int id = chain.pop();
            BtfType type = id == 0 ? new BtfType.Fwd("", false) : types.type(id);
            if (type instanceof BtfType.Array array) {
                array(chain, array, name, indent, wasPointer);
                return;
            }
            if (type instanceof BtfType.FuncProto proto) {
                function(chain, proto, name, indent, wasPointer);
                return;
            }
            if (type instanceof BtfType.Ptr) {
                out.append(wasPointer ? "*" : " *");
            } else if (type instanceof BtfType.TypeTag tag) {
                modifiers(chain);
                out.append(tag.attribute() ? " __attribute__((" + tag.name() + "))"
                        : " __attribute__((btf_type_tag(\"" + tag.name() + "\")))");
            } else if (type instanceof BtfType.Modifier && !(type instanceof BtfType.Typedef)) {
                out.append(' ').append(modifier(type));
            } else {
                modifiers(chain);
                base(id, type, indent);
            }
            wasPointer = type instanceof BtfType.Ptr;
        }
        name(name, wasPointer);
    }

    /** The type with which a declaration begins. */
    private void base(int id, BtfType type, int indent) {
        if (id == 0) {
            out.append("void");
        } else if (type instanceof BtfType.Composite && type.name().isEmpty()) {
            composite(id, indent);
        } else if (type instanceof BtfType.Composite || type instanceof BtfType.Fwd) {
            tag(id);
        } else if (type instanceof BtfType.Enumeration && type.name().isEmpty()) {
            enumeration(id, indent);
        } else if (type instanceof BtfType.Enumeration) {
            out.append("enum");
            appendTagName(id, type);
        } else if (type instanceof BtfType.Typedef) {
            out.append(identifier(id));
        } else {
            out.append(type.name());
        }
    }

    private void array(Deque<Integer> chain, BtfType.Array array, String name, int indent, boolean wasPointer) {
        // GCC repeats the modifiers of elements at the array
        dropModifiers(chain);
        if (chain.isEmpty()) {
            name(name, wasPointer);
        } else {
            boolean isOfArrays = types.type(chain.peek()) instanceof BtfType.Array;
            out.append(!name.isEmpty() && !wasPointer ? " " : "").append(isOfArrays ? "" : "(");
            chain(chain, name, indent);
            out.append(isOfArrays ? "" : ")");
        }
        out.append('[').append(array.count()).append(']');
    }

    private void function(Deque<Integer> chain, BtfType.FuncProto proto, String name, int indent, boolean wasPointer) {
        // GCC calls functions volatile that do not return
        dropModifiers(chain);
        if (chain.isEmpty()) {
            name(name, wasPointer);
        } else {
            out.append(" (");
            chain(chain, name, indent);
            out.append(')');
        }
        out.append('(');
        List<BtfType.Param> params = proto.params();
        if (params.isEmpty() || params.size() == 1 && params.get(0).type() == 0) {
            out.append("void");
        } else {
            for (int i = 0; i < params.size(); i++) {
                BtfType.Param param = params.get(i);
                out.append(i > 0 ? ", " : "");
                if (i == params.size() - 1 && param.type() == 0) {
                    out.append("...");
                } else {
                    declaration(param.type(), param.name(), indent);
                }
            }
        }
        out.append(')');
    }

    private void name(String name, boolean wasPointer) {
        out.append(!name.isEmpty() && !wasPointer ? " " : "").append(name);
    }

    /** Writes the modifiers of what comes next in the chain. */
    private void modifiers(Deque<Integer> chain) {
        while (!chain.isEmpty() && isModifier(chain.peek(), false)) {
            out.append(modifier(types.type(chain.pop()))).append(' ');
        }
    }

    private void dropModifiers(Deque<Integer> chain) {
        while (!chain.isEmpty() && isModifier(chain.peek(), true)) {
            chain.pop();
        }
    }

    private boolean isModifier(int id, boolean tagsToo) {
        BtfType type = id == 0 ? new BtfType.Fwd("", false) : types.type(id);
        return type instanceof BtfType.Modifier && !(type instanceof BtfType.Typedef)
                && (tagsToo || !(type instanceof BtfType.TypeTag));
    }

    private static String modifier(BtfType type) {
        return switch (type.kind()) {
            case CONST -> "const";
            case VOLATILE -> "volatile";
            default -> "restrict";
        };
    }
}
