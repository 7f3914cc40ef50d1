package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is different between two sets of types, by name, whatever their ids: structs and their fields, enums and their values,
 * typedefs, functions, variables, numbers. What changed between two kernels, or two versions of an object.
 */
public final class BtfDiff {
    private final BtfTypes types;
    /** What is said of each named type: its head and its parts, one a line. */
    private final Map<String, List<String>> said = new TreeMap<>();

    private BtfDiff(BtfTypes types) {
        this.types = types;
        for (int id = 1; id <= types.count(); id++) {
            BtfType type = types.type(id);
            String key = key(type);
            if (!key.isEmpty()) {
                add(key, describe(id, type));
            }
        }
    }

    /** Types of one kind and name, of which kernels have some: they are told apart by their order. */
    private void add(String key, List<String> lines) {
        String free = key;
        for (int i = 2; said.containsKey(free); i++) {
            if (said.get(free).equals(lines)) {
                return;
            }
            free = key + " (" + i + ")";
        }
        said.put(free, lines);
    }

    /**
     * {@return the differences, a line each}: {@code - struct a} for a type that only the first has, {@code + struct a} for one
     * that only the second has; for one that is different {@code ~ struct a} and below it with a tab its parts that are gone and
     * that are new. Sorted by kind and name; empty if there are none.
     *
     * @throws BtfException if one refers to types that are not there, or nests them too deeply
     */
    public static List<String> of(BtfTypes one, BtfTypes other) {
        Map<String, List<String>> before = new BtfDiff(one).said;
        Map<String, List<String>> after = new BtfDiff(other).said;
        Map<String, Boolean> keys = new TreeMap<>();
        before.keySet().forEach(key -> keys.put(key, true));
        after.keySet().forEach(key -> keys.put(key, true));
        List<String> lines = new ArrayList<>();
        for (String key : keys.keySet()) {
            List<String> old = before.get(key);
            List<String> now = after.get(key);
            if (old == null || now == null) {
                lines.add((old == null ? "+ " : "- ") + key);
            } else if (!Objects.equals(old, now)) {
                lines.add("~ " + key);
                addMissing(lines, "-\t", old, now);
                addMissing(lines, "+\t", now, old);
            }
        }
        return lines;
    }

    private static void addMissing(List<String> lines, String mark, List<String> from, List<String> in) {
        Set<String> known = new LinkedHashSet<>(in);
        for (String line : from) {
            if (!known.contains(line)) {
                lines.add(mark + line);
            }
        }
    }

    private static String key(BtfType type) {
        String name = type.name();
        return switch (type.kind()) {
            case STRUCT, UNION, TYPEDEF -> name.isEmpty() ? "" : type.kind().name().toLowerCase(Locale.ROOT) + " " + name;
            case ENUM, ENUM64 -> name.isEmpty() ? "" : "enum " + name;
            case FUNC -> "function " + name;
            case VAR -> "variable " + name;
            case DATASEC -> "section " + name;
            case INT, FLOAT -> "number " + name;
            case PTR, ARRAY, FWD, VOLATILE, CONST, RESTRICT, FUNC_PROTO, DECL_TAG, TYPE_TAG -> "";
        };
    }

    private List<String> describe(int id, BtfType type) {
        List<String> lines = new ArrayList<>();
        if (type instanceof BtfType.Composite composite) {
            lines.add(composite.size() + " bytes");
            for (BtfType.Member member : composite.members()) {
                String place = member.bitSize() != 0
                        ? ": " + member.bitSize() + " at bit " + member.bitOffset()
                        : " at byte " + member.bitOffset() / Byte.SIZE;
                lines.add(declaration(member.type(), member.name()) + place);
            }
        } else if (type instanceof BtfType.Enumeration enumeration) {
            lines.add(enumeration.size() + " bytes");
            for (BtfType.Enumerator value : enumeration.values()) {
                lines.add(value.name() + " = " + (enumeration.isSigned()
                        ? Long.toString(value.value())
                        : Long.toUnsignedString(value.value())));
            }
        } else if (type instanceof BtfType.Typedef typedef) {
            lines.add(declaration(typedef.type(), typedef.name()));
        } else if (type instanceof BtfType.Func function) {
            lines.add(declaration(function.proto(), function.name()));
        } else if (type instanceof BtfType.Var variable) {
            lines.add(declaration(variable.type(), variable.name()));
        } else if (type instanceof BtfType.DataSection section) {
            lines.add(section.size() + " bytes");
            for (BtfType.Entry entry : section.entries()) {
                lines.add(types.type(entry.var()).name() + " at byte " + entry.offset() + ", " + entry.size() + " bytes");
            }
        } else {
            String text = BtfRawDump.of(types, id);
            lines.add(text.substring(text.indexOf('\'')));
        }
        return lines;
    }

    /** A declaration on one line; each for itself, so that names do not depend on what else there is. */
    private String declaration(int id, String name) {
        StringBuilder text = new StringBuilder();
        new CText(types, text).declaration(id, name, 0);
        return text.toString().replaceAll("\\s+", " ");
    }
}
