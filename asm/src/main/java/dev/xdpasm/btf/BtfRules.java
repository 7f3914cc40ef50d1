package dev.xdpasm.btf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the kernel wants of types before it takes them (kernel/bpf/btf.c, Linux 6.18): names, sizes, what may refer to what, and
 * that no type contains itself. A file may break these rules and be read all the same.
 */
public final class BtfRules {
    /** Characters of a name, at most (KSYM_NAME_LEN and the NUL). */
    private static final int LONGEST_NAME = 511;

    private static final int MOST_BITS = 128;

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SECTION = Pattern.compile("[ -~]+");

    private final BtfTypes types;
    /** Types that are known not to contain themselves. */
    private final Set<Integer> finite = new HashSet<>();

    private final Set<Integer> around = new HashSet<>();

    private BtfRules(BtfTypes types) {
        this.types = types;
    }

    /**
     * Checks all types.
     *
     * @throws BtfException for the first type that breaks a rule
     */
    public static void check(Btf btf) {
        BtfRules rules = new BtfRules(btf);
        for (int id = btf.firstId(); id <= btf.count(); id++) {
            rules.check(id);
        }
    }

    private void check(int id) {
        BtfType type = types.type(id);
        BtfReferences.forEach(type, referred -> require(referred >= 0 && referred <= types.count(), id, type, "refers to type "
                + Integer.toUnsignedString(referred) + ", expected 0 to " + types.count()));
        checkName(id, type);
        if (type instanceof BtfType.Int number) {
            checkInt(id, number);
        } else if (type instanceof BtfType.Float number) {
            require(Set.of(2, 4, 8, 12, 16).contains(number.size()), id, type,
                    "has " + number.size() + " bytes, expected 2, 4, 8, 12 or 16");
        } else if (type instanceof BtfType.Enumeration enumeration) {
            require(Set.of(1, 2, 4, 8).contains(enumeration.size()), id, type,
                    "has " + enumeration.size() + " bytes, expected 1, 2, 4 or 8");
            for (BtfType.Enumerator value : enumeration.values()) {
                requireIdentifier(id, type, value.name());
            }
        } else if (type instanceof BtfType.Array array) {
            requireSized(id, type, array.element());
            require(types.skipModifiers(array.index()) != 0
                    && types.type(types.skipModifiers(array.index())) instanceof BtfType.Int, id, type,
                    "has an index of type " + array.index() + ", expected a number");
        } else if (type instanceof BtfType.Composite composite) {
            checkMembers(id, composite);
        } else if (type instanceof BtfType.FuncProto proto) {
            checkParams(id, proto);
        } else if (type instanceof BtfType.Func function) {
            require(isProto(function.proto()), id, type, "is of type " + function.proto() + ", expected a FUNC_PROTO");
        } else if (type instanceof BtfType.Var variable) {
            requireSized(id, type, variable.type());
        } else if (type instanceof BtfType.DataSection section) {
            checkEntries(id, section);
        } else if (type instanceof BtfType.DeclTag tag) {
            checkTag(id, tag);
        }
        requireFinite(id, 0);
    }

    private void checkName(int id, BtfType type) {
        switch (type.kind()) {
            case TYPEDEF, FWD, FUNC, VAR -> requireIdentifier(id, type, type.name());
            case STRUCT, UNION, ENUM, ENUM64 -> {
                if (!type.name().isEmpty()) {
                    requireIdentifier(id, type, type.name());
                }
            }
            case DATASEC -> require(SECTION.matcher(type.name()).matches(), id, type, "has no name");
            case TYPE_TAG, DECL_TAG -> require(!type.name().isEmpty(), id, type, "has no name");
            // the kernel does not look: compilers call some "long unsigned int"
            case INT, FLOAT -> { }
            case PTR, ARRAY, VOLATILE, CONST, RESTRICT, FUNC_PROTO -> require(
                    type.name().isEmpty(), id, type, "has a name, expected none");
        }
    }

    private void requireIdentifier(int id, BtfType type, String name) {
        require(IDENTIFIER.matcher(name.replace('.', '_')).matches() && name.length() <= LONGEST_NAME, id, type,
                "has the name '" + name + "', expected a C identifier of at most " + LONGEST_NAME + " characters");
    }

    private void checkInt(int id, BtfType.Int number) {
        require(number.bits() + number.bitOffset() <= number.size() * Byte.SIZE && number.bits() <= MOST_BITS, id, number,
                "has " + number.bits() + " bits from bit " + number.bitOffset() + " on in " + number.size() + " bytes");
        require(Set.of(0, BtfType.Int.SIGNED, BtfType.Int.CHAR, BtfType.Int.BOOL).contains(number.encoding()), id, number,
                "has the encoding " + number.encoding() + ", expected 0, 1, 2 or 4");
    }

    private void checkMembers(int id, BtfType.Composite composite) {
        int last = 0;
        for (BtfType.Member member : composite.members()) {
            if (!member.name().isEmpty()) {
                requireIdentifier(id, composite, member.name());
            }
            requireSized(id, composite, member.type());
            require(composite.kind() == BtfKind.STRUCT || member.bitOffset() == 0, id, composite,
                    "is a union with " + member.name() + " at bit " + member.bitOffset());
            require(member.bitOffset() >= last, id, composite, "has members that are not in order: " + member.name());
            last = member.bitOffset();
            long bits = member.bitSize() != 0 ? member.bitSize() : (long) types.sizeOf(member.type()) * Byte.SIZE;
            require(member.bitOffset() + bits <= (long) composite.size() * Byte.SIZE, id, composite,
                    "has " + member.name() + " at bit " + member.bitOffset() + ", " + bits + " bits wide, expected within its "
                            + composite.size() + " bytes");
        }
    }

    private void checkParams(int id, BtfType.FuncProto proto) {
        List<BtfType.Param> params = proto.params();
        for (int i = 0; i < params.size(); i++) {
            BtfType.Param param = params.get(i);
            boolean dots = i == params.size() - 1 && param.type() == 0 && param.name().isEmpty();
            if (!dots) {
                requireSized(id, proto, param.type());
            }
        }
        if (proto.returnType() != 0 && types.skipModifiers(proto.returnType()) != 0) {
            requireSized(id, proto, proto.returnType());
        }
    }

    private void checkEntries(int id, BtfType.DataSection section) {
        long end = 0;
        for (BtfType.Entry entry : section.entries()) {
            BtfKind kind = entry.var() == 0 ? BtfKind.INT : types.type(entry.var()).kind();
            require(kind == BtfKind.VAR || kind == BtfKind.FUNC, id, section,
                    "holds type " + entry.var() + ", expected a VAR or FUNC");
            long from = Integer.toUnsignedLong(entry.offset());
            long to = from + Integer.toUnsignedLong(entry.size());
            require(from >= end && to <= section.size(), id, section, "has " + types.type(entry.var()).name() + " at " + from
                    + " to " + to + ", expected " + end + " to " + section.size());
            end = to;
        }
    }

    private void checkTag(int id, BtfType.DeclTag tag) {
        BtfType tagged = tag.type() == 0 ? tag : types.type(tag.type());
        int parts = 0;
        if (tagged instanceof BtfType.Composite composite) {
            parts = composite.members().size();
        } else if (tagged instanceof BtfType.Func function && isProto(function.proto())) {
            parts = ((BtfType.FuncProto) types.type(function.proto())).params().size();
        } else if (!(tagged instanceof BtfType.Var) && !(tagged instanceof BtfType.Typedef)) {
            throw broken(id, tag, "marks type " + tag.type()
                    + ", expected a struct, union, function, variable or typedef");
        }
        require(tag.component() >= -1 && tag.component() < parts, id, tag, "marks part " + tag.component()
                + " of type " + tag.type() + ", which has " + parts);
    }

    private boolean isProto(int id) {
        return id != 0 && types.type(id) instanceof BtfType.FuncProto;
    }

    private void requireSized(int id, BtfType type, int part) {
        int behind = types.skipModifiers(part);
        BtfKind kind = behind == 0 ? BtfKind.FUNC : types.type(behind).kind();
        boolean sized = switch (kind) {
            case INT, PTR, ARRAY, STRUCT, UNION, ENUM, ENUM64, FLOAT -> true;
            default -> false;
        };
        require(sized, id, type, "has a part of type " + part + ", which has no size");
    }

    /** Follows what a type holds in its own bytes. */
    private void requireFinite(int id, int depth) {
        if (id == 0 || finite.contains(id)) {
            return;
        }
        BtfType type = types.type(id);
        require(depth <= BtfTypes.DEEPEST && around.add(id), id, type, "contains itself, or more than "
                + BtfTypes.DEEPEST + " types in each other");
        if (type instanceof BtfType.Modifier || type instanceof BtfType.Array || type instanceof BtfType.Composite
                || type instanceof BtfType.Var) {
            BtfReferences.forEach(type, part -> requireFinite(part, depth + 1));
        }
        around.remove(id);
        finite.add(id);
    }

    private static void require(boolean holds, int id, BtfType type, String otherwise) {
        if (!holds) {
            throw broken(id, type, otherwise);
        }
    }

    private static BtfException broken(int id, BtfType type, String what) {
        return new BtfException("BTF type " + id + " (" + type.kind() + (type.name().isEmpty() ? "" : " " + type.name()) + ") "
                + what);
    }
}
