package dev.xdpasm.core;

import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.btf.Flavor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds in a type of the target what is meant in one of the object's own: fields by their names, values by theirs. */
final class AccessMatcher {
    /** Structs looked into, at most: nameless ones in each other can be made so that there is no end of them. */
    private static final int MOST_VISITED = 1_000_000;

    private final Access own;
    private final BtfTypes target;
    private final int root;
    private final List<Access.Step> steps = new ArrayList<>();
    private int visited;
    private long bitOffset;
    private String reason = "";

    AccessMatcher(Access own, Candidate candidate) {
        this.own = own;
        this.target = candidate.types();
        this.root = candidate.id();
    }

    /** The same in the target, empty if it has no such thing; {@link #reason} says why. */
    Optional<Access> match(CoreRelocationKind kind) {
        boolean found = switch (kind.subject()) {
            case TYPE -> matchType(kind);
            case ENUM_VALUE -> matchValue();
            case FIELD -> matchFields();
        };
        return found ? Optional.of(new Access(target, root, steps, bitOffset)) : Optional.empty();
    }

    /** Why there was no match. */
    String reason() {
        return reason;
    }

    private boolean matchType(CoreRelocationKind kind) {
        TypeMatcher matcher = new TypeMatcher(own.types(), target);
        boolean found = kind == CoreRelocationKind.BPF_CORE_TYPE_MATCHES
                ? matcher.matches(own.root(), root)
                : matcher.areCompatible(own.root(), root);
        return found || refuse("the target's " + Access.shown(target, root) + " is another type");
    }

    private boolean matchValue() {
        int id = target.skipModifiers(root);
        if (!(target.type(id) instanceof BtfType.Enumeration enumeration)) {
            return refuse("the target's " + Access.shown(target, root) + " is no enum");
        }
        String name = Flavor.essentialName(own.last().name());
        List<BtfType.Enumerator> values = enumeration.values();
        for (int i = 0; i < values.size(); i++) {
            if (Flavor.essentialName(values.get(i).name()).equals(name)) {
                steps.add(new Access.Step(id, i, values.get(i).name()));
                return true;
            }
        }
        return refuse("the target's " + Access.shown(target, root) + " has no value " + name);
    }

    private boolean matchFields() {
        int at = root;
        for (Access.Step step : own.steps()) {
            if (!step.isElement()) {
                int next = matchField(step, at, 0);
                if (next < 0) {
                    return !reason.isEmpty() ? false : refuse("the target's " + new Access(target, root, steps, 0).shown()
                            + (steps.size() > 1 ? " (" + Access.shown(target, target.skipModifiers(at)) + ")" : "")
                            + " has no field " + step.name());
                }
                at = next;
            } else {
                at = target.skipModifiers(at);
                if (!steps.isEmpty()) {
                    at = elementOf(at, step.index());
                    if (at < 0) {
                        return false;
                    }
                }
                steps.add(new Access.Step(at, step.index(), ""));
                bitOffset += (long) step.index() * target.sizeOf(at) * Byte.SIZE;
            }
        }
        return true;
    }

    private int elementOf(int id, int index) {
        if (id == 0 || !(target.type(id) instanceof BtfType.Array array)) {
            refuse("the target's " + new Access(target, root, steps, 0).shown() + " is no array");
            return -1;
        }
        boolean flexible = Access.isFlexible(target, steps.get(steps.size() - 1), array);
        if (!flexible && index >= array.count()) {
            refuse("the target's " + new Access(target, root, steps, 0).shown() + " has " + array.count() + " elements");
            return -1;
        }
        return target.skipModifiers(array.element());
    }

    /**
     * Finds a field in a struct, or in the nameless ones in it, and goes there; {@return the id of its type, -1 if there is
     * none}.
     */
    private int matchField(Access.Step wanted, int in, int depth) {
        int id = target.skipModifiers(in);
        if (id == 0 || !(target.type(id) instanceof BtfType.Composite composite)) {
            return -1;
        }
        if (depth > Access.MOST_STEPS || ++visited > MOST_VISITED) {
            throw new CoreException(Access.shown(target, root) + " of the target has more structs in each other than can be looked into");
        }
        List<BtfType.Member> members = composite.members();
        for (int i = 0; i < members.size(); i++) {
            BtfType.Member member = members.get(i);
            bitOffset += member.bitOffset();
            if (member.name().isEmpty()) {
                int found = matchField(wanted, member.type(), depth + 1);
                if (found >= 0 || !reason.isEmpty()) {
                    return found;
                }
            } else if (member.name().equals(wanted.name())) {
                steps.add(new Access.Step(id, i, member.name()));
                BtfType.Composite owner = (BtfType.Composite) own.types().type(wanted.type());
                int ownType = owner.members().get(wanted.index()).type();
                if (new TypeMatcher(own.types(), target).areFieldsCompatible(ownType, member.type())) {
                    return member.type();
                }
                refuse("the target's " + new Access(target, root, steps, 0).shown() + " is of another kind: "
                        + Access.shown(target, target.skipModifiers(member.type())) + ", not "
                        + Access.shown(own.types(), own.types().skipModifiers(ownType)));
                return -1;
            }
            bitOffset -= member.bitOffset();
        }
        return -1;
    }

    private boolean refuse(String why) {
        reason = why;
        return false;
    }
}
