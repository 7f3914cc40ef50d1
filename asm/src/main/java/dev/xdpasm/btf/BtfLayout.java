package dev.xdpasm.btf;

import java.util.HashMap;
import java.util.Map;

/** How compilers lay types out: which alignment a type has, and which structs must have been packed. Of 64-bit machines. */
final class BtfLayout {
    private static final int POINTER_BYTES = 8;

    private final BtfTypes types;
    private final Map<Integer, Integer> known = new HashMap<>();

    BtfLayout(BtfTypes types) {
        this.types = types;
    }

    /** The bytes that addresses of a type's values are a multiple of; 0 if it has no values. */
    int alignOf(int id) {
        Integer alignment = known.get(id);
        if (alignment == null) {
            alignment = alignOf(id, 0);
            known.put(id, alignment);
        }
        return alignment;
    }

    private int alignOf(int id, int depth) {
        if (depth > BtfTypes.DEEPEST) {
            throw new BtfException("BTF type " + id + " is behind more than " + BtfTypes.DEEPEST + " types in each other");
        }
        Integer alignment = known.get(id);
        if (alignment != null || id == 0) {
            return id == 0 ? 0 : alignment;
        }
        BtfType type = types.type(id);
        if (type instanceof BtfType.Modifier modifier) {
            return alignOf(modifier.type(), depth + 1);
        }
        if (type instanceof BtfType.Array array) {
            return alignOf(array.element(), depth + 1);
        }
        if (type instanceof BtfType.Composite composite) {
            int own = isMisaligned(composite, depth + 1) ? 1 : alignOfMembers(composite, depth + 1);
            known.put(id, own);
            return own;
        }
        return switch (type.kind()) {
            case INT, FLOAT, ENUM, ENUM64 -> Math.min(POINTER_BYTES, types.sizeOf(id));
            case PTR -> POINTER_BYTES;
            default -> 0;
        };
    }

    private int alignOfMembers(BtfType.Composite composite, int depth) {
        int most = 1;
        for (BtfType.Member member : composite.members()) {
            most = Math.max(most, alignOf(member.type(), depth));
        }
        return most;
    }

    /** Whether a struct cannot be as it is without being packed. */
    boolean isPacked(BtfType.Composite composite) {
        return isMisaligned(composite, 0);
    }

    private boolean isMisaligned(BtfType.Composite composite, int depth) {
        for (BtfType.Member member : composite.members()) {
            int alignment = alignOf(member.type(), depth);
            if (member.bitSize() == 0 && alignment != 0 && member.bitOffset() % (Byte.SIZE * alignment) != 0) {
                return true;
            }
        }
        return composite.size() % alignOfMembers(composite, depth) != 0;
    }
}
