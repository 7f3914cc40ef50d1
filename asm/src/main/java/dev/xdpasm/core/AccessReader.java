package dev.xdpasm.core;

import dev.xdpasm.btf.BtfExt.CoreRelocation;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.btf.CoreRelocationKind.Subject;
import java.util.ArrayList;
import java.util.List;

/** Reads which part of the object's own types a relocation means: follows the indexes of its access string. */
final class AccessReader {
    private final BtfTypes types;
    private final CoreRelocation relocation;
    private final List<Access.Step> steps = new ArrayList<>();
    private long bitOffset;

    private AccessReader(BtfTypes types, CoreRelocation relocation) {
        this.types = types;
        this.relocation = relocation;
    }

    /**
     * {@return the part that is meant}
     *
     * @throws CoreException if the string is none, or leads out of the types
     */
    static Access read(BtfTypes types, CoreRelocation relocation) {
        if (relocation.kind().subject() == Subject.TYPE) {
            if (!relocation.access().equals("0")) {
                throw new CoreException("access '" + relocation.access() + "' of a whole type, expected '0'");
            }
            return new Access(types, relocation.type(), List.of(), 0);
        }
        return new AccessReader(types, relocation).read();
    }

    private Access read() {
        int[] indexes = indexes();
        int type = types.skipModifiers(relocation.type());
        if (relocation.kind().subject() == Subject.ENUM_VALUE) {
            boolean isValue = type != 0
                    && types.type(type) instanceof BtfType.Enumeration enumeration
                    && indexes.length == 1
                    && indexes[0] < enumeration.values().size();
            if (!isValue) {
                throw leadsOut(0, type);
            }
            BtfType.Enumeration enumeration = (BtfType.Enumeration) types.type(type);
            steps.add(new Access.Step(type, indexes[0], enumeration.values().get(indexes[0]).name()));
            return new Access(types, relocation.type(), steps, 0);
        }
        steps.add(new Access.Step(type, indexes[0], ""));
        bitOffset = (long) indexes[0] * types.sizeOf(type) * Byte.SIZE;
        int at = type;
        for (int i = 1; i < indexes.length; i++) {
            at = step(types.skipModifiers(at), indexes[i], i);
        }
        return new Access(types, relocation.type(), steps, bitOffset);
    }

    /** Goes a step on from a type; {@return where it leads}. */
    private int step(int at, int index, int position) {
        BtfType type = at == 0 ? new BtfType.Fwd("void", false) : types.type(at);
        if (type instanceof BtfType.Composite composite && index < composite.members().size()) {
            BtfType.Member member = composite.members().get(index);
            bitOffset += member.bitOffset();
            if (!member.name().isEmpty()) {
                steps.add(new Access.Step(at, index, member.name()));
            }
            return member.type();
        }
        if (type instanceof BtfType.Array array) {
            boolean flexible = Access.isFlexible(types, steps.get(steps.size() - 1), array);
            if (flexible || index < array.count()) {
                int element = types.skipModifiers(array.element());
                steps.add(new Access.Step(element, index, ""));
                bitOffset += (long) index * types.sizeOf(element) * Byte.SIZE;
                return element;
            }
        }
        throw leadsOut(position, at);
    }

    private int[] indexes() {
        String[] parts = relocation.access().split(":", -1);
        if (parts.length > Access.MOST_STEPS) {
            throw new CoreException("access of " + parts.length + " steps, expected at most " + Access.MOST_STEPS);
        }
        int[] indexes = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9]{1,9}")) {
                throw new CoreException("access '" + relocation.access() + "', expected numbers with colons between them");
            }
            indexes[i] = Integer.parseInt(parts[i]);
        }
        return indexes;
    }

    private CoreException leadsOut(int position, int type) {
        return new CoreException("access " + relocation.access() + " of " + Access.shown(types, relocation.type())
                + " leads out of " + Access.shown(types, type) + " at its index " + position);
    }
}
