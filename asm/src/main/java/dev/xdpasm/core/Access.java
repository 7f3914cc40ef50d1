package dev.xdpasm.core;

import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.btf.Flavor;
import java.util.List;

/**
 * Which part of a type is meant, in the types of one side: the object's own or the target's.
 *
 * @param types the types
 * @param root id of the type with which the access begins
 * @param steps the way from there, nameless structs on it left out; empty if the type itself is meant
 * @param bitOffset where it leads, in bits from the start of the root
 */
record Access(BtfTypes types, int root, List<Step> steps, long bitOffset) {
    /** As many steps as libbpf takes (BPF_CORE_SPEC_MAX_LEN). */
    static final int MOST_STEPS = 64;

    /**
     * A step.
     *
     * @param type id of the struct or union that has the field, of the enum that has the value, or of an array's elements
     * @param index of the field, value or element
     * @param name of the field or value, empty of an element
     */
    record Step(int type, int index, String name) {
        boolean isElement() {
            return name.isEmpty();
        }
    }

    Access {
        steps = List.copyOf(steps);
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The access in C's words: {@code struct flow::ports[2].low}. */
    String shown() {
        StringBuilder text = new StringBuilder(shown(types, root));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.isElement()) {
                text.append(text.indexOf("::") < 0 ? "::" : ".").append(step.name());
            } else if (i > 0 || step.index() != 0) {
                text.append('[').append(step.index()).append(']');
            }
        }
        return text.toString();
    }

    /** A type in C's words: {@code struct flow}. */
    static String shown(BtfTypes types, int id) {
        return id == 0 ? "void" : shown(types.type(id), types.type(id).name());
    }

    /** A type in C's words, without its flavor. */
    static String essential(BtfTypes types, int id) {
        return shown(types.type(id), Flavor.essentialName(types.type(id).name()));
    }

    private static String shown(BtfType type, String typeName) {
        String name = typeName.isEmpty() ? "(anonymous)" : typeName;
        return switch (type.kind()) {
            case STRUCT -> "struct " + name;
            case UNION -> "union " + name;
            case ENUM, ENUM64 -> "enum " + name;
            case FWD -> (((BtfType.Fwd) type).union() ? "union " : "struct ") + name;
            case TYPEDEF -> "typedef " + name;
            case PTR -> "a pointer";
            case ARRAY -> "an array";
            case FUNC_PROTO -> "a function";
            default -> name;
        };
    }

    /**
     * Whether an array has no fixed number of elements: one of length 0 that ends its struct.
     *
     * @param before the step that leads to the array
     */
    static boolean isFlexible(BtfTypes types, Step before, BtfType.Array array) {
        return !before.isElement()
                && array.count() == 0
                && types.type(before.type()) instanceof BtfType.Composite composite
                && before.index() == composite.members().size() - 1;
    }
}
