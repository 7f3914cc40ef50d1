package dev.xdpasm.core;

import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.btf.Flavor;
import java.util.List;

/**
 * When a type of the target can be taken for one of the object's own, in three degrees: fields that can be read as each other,
 * types of the same shape at their root, types that match throughout.
 */
final class TypeMatcher {
    /** Types behind types, at most. */
    private static final int DEEPEST = 32;

    private static final BtfType VOID = new BtfType.Fwd("", false);

    /** Comparisons of two types, at most: structs in each other can be made so that there is no end of them. */
    private static final int MOST_COMPARISONS = 1_000_000;

    private final BtfTypes own;
    private final BtfTypes target;
    private int comparisons;

    TypeMatcher(BtfTypes own, BtfTypes target) {
        this.own = own;
        this.target = target;
    }

    /** Whether kinds are the same, both kinds of enums taken as one. */
    static boolean isSameKind(BtfType one, BtfType other) {
        return one instanceof BtfType.Enumeration && other instanceof BtfType.Enumeration || one.kind() == other.kind();
    }

    /** Whether a field of one type can be accessed as one of another: numbers of any size, any structs, any pointers. */
    boolean areFieldsCompatible(int ownId, int targetId) {
        int left = ownId;
        int right = targetId;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            BtfType one = behind(own, left);
            BtfType other = behind(target, right);
            if (one instanceof BtfType.Composite && other instanceof BtfType.Composite) {
                return true;
            }
            if (!isSameKind(one, other)) {
                return false;
            }
            if (one instanceof BtfType.Array array && other instanceof BtfType.Array otherArray) {
                left = array.element();
                right = otherArray.element();
                continue;
            }
            return switch (one.kind()) {
                case PTR, FLOAT -> true;
                case FWD, ENUM, ENUM64 -> one.name().isEmpty() || other.name().isEmpty()
                        || essential(one).equals(essential(other));
                case INT -> hasNoOffset(one) && hasNoOffset(other);
                default -> false;
            };
        }
        throw tooDeep(ownId);
    }

    /** Whether types are of the same shape, with structs and enums taken for the same if they are called the same. */
    boolean areCompatible(int ownId, int targetId) {
        return isSameKind(type(own, ownId), type(target, targetId)) && areCompatible(ownId, targetId, 0);
    }

    private boolean areCompatible(int ownId, int targetId, int depth) {
        if (depth >= DEEPEST || ++comparisons > MOST_COMPARISONS) {
            throw tooDeep(ownId);
        }
        BtfType one = behind(own, ownId);
        BtfType other = behind(target, targetId);
        if (isVoid(one) || isVoid(other)) {
            return isVoid(one) && isVoid(other);
        }
        if (!isSameKind(one, other)) {
            return false;
        }
        if (one instanceof BtfType.Ptr pointer && other instanceof BtfType.Ptr otherPointer) {
            return areCompatible(pointer.target(), otherPointer.target(), depth + 1);
        }
        if (one instanceof BtfType.Array array && other instanceof BtfType.Array otherArray) {
            return areCompatible(array.element(), otherArray.element(), depth + 1);
        }
        if (one instanceof BtfType.FuncProto proto && other instanceof BtfType.FuncProto otherProto) {
            List<BtfType.Param> params = proto.params();
            List<BtfType.Param> otherParams = otherProto.params();
            if (params.size() != otherParams.size()) {
                return false;
            }
            for (int i = 0; i < params.size(); i++) {
                if (!areCompatible(params.get(i).type(), otherParams.get(i).type(), depth + 1)) {
                    return false;
                }
            }
            return areCompatible(proto.returnType(), otherProto.returnType(), depth + 1);
        }
        return switch (one.kind()) {
            case STRUCT, UNION, ENUM, ENUM64, FWD -> true;
            case INT -> hasNoOffset(one) && hasNoOffset(other);
            default -> false;
        };
    }

    /** Whether the target's type has all that the object's own has, of the same types; what is behind pointers by name only. */
    boolean matches(int ownId, int targetId) {
        return matches(ownId, targetId, false, 0);
    }

    private boolean matches(int ownId, int targetId, boolean behindPointer, int depth) {
        if (depth >= DEEPEST || ++comparisons > MOST_COMPARISONS) {
            throw tooDeep(ownId);
        }
        BtfType one = behind(own, ownId);
        BtfType other = behind(target, targetId);
        if (isVoid(one) || isVoid(other)) {
            return isVoid(one) && isVoid(other);
        }
        if (!haveSameName(one.name(), other.name())) {
            return false;
        }
        if (one instanceof BtfType.Fwd forward) {
            return other instanceof BtfType.Fwd otherForward
                    ? forward.union() == otherForward.union()
                    : behindPointer && other.kind() == (forward.union() ? BtfKind.UNION : BtfKind.STRUCT);
        }
        if (one instanceof BtfType.Composite composite) {
            if (behindPointer) {
                return one.kind() == other.kind()
                        || other instanceof BtfType.Fwd forward && forward.union() == (one.kind() == BtfKind.UNION);
            }
            return one.kind() == other.kind()
                    && hasAllMembers((BtfType.Composite) other, composite, depth);
        }
        if (one instanceof BtfType.Enumeration enumeration) {
            return other instanceof BtfType.Enumeration otherEnumeration && hasAllValues(otherEnumeration, enumeration);
        }
        if (one.kind() != other.kind()) {
            return false;
        }
        if (one instanceof BtfType.Int number && other instanceof BtfType.Int otherNumber) {
            return number.size() == otherNumber.size()
                    && ((number.encoding() ^ otherNumber.encoding()) & BtfType.Int.SIGNED) == 0;
        }
        if (one instanceof BtfType.Ptr pointer && other instanceof BtfType.Ptr otherPointer) {
            return matches(pointer.target(), otherPointer.target(), true, depth + 1);
        }
        if (one instanceof BtfType.Array array && other instanceof BtfType.Array otherArray) {
            return array.count() == otherArray.count()
                    && matches(array.element(), otherArray.element(), behindPointer, depth + 1);
        }
        return one instanceof BtfType.FuncProto proto
                && other instanceof BtfType.FuncProto otherProto
                && protosMatch(proto, otherProto, behindPointer, depth);
    }

    private boolean protosMatch(BtfType.FuncProto one, BtfType.FuncProto other, boolean behindPointer, int depth) {
        if (one.params().size() != other.params().size()) {
            return false;
        }
        for (int i = 0; i < one.params().size(); i++) {
            if (!matches(one.params().get(i).type(), other.params().get(i).type(), behindPointer, depth + 1)) {
                return false;
            }
        }
        return matches(one.returnType(), other.returnType(), behindPointer, depth + 1);
    }

    private boolean hasAllMembers(BtfType.Composite whole, BtfType.Composite part, int depth) {
        if (part.members().size() > whole.members().size()) {
            return false;
        }
        for (BtfType.Member member : part.members()) {
            boolean found = whole.members().stream()
                    .anyMatch(candidate -> haveSameName(member.name(), candidate.name())
                            && matches(member.type(), candidate.type(), false, depth + 1));
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAllValues(BtfType.Enumeration whole, BtfType.Enumeration part) {
        return part.size() == whole.size()
                && part.values().stream().allMatch(value -> whole.values().stream()
                        .anyMatch(candidate -> haveSameName(value.name(), candidate.name())));
    }

    private static boolean haveSameName(String one, String other) {
        return one.equals(other) || Flavor.essentialName(one).equals(Flavor.essentialName(other));
    }

    private static boolean hasNoOffset(BtfType type) {
        return ((BtfType.Int) type).bitOffset() == 0;
    }

    private static String essential(BtfType type) {
        return Flavor.essentialName(type.name());
    }

    private static boolean isVoid(BtfType type) {
        return type == VOID;
    }

    private static BtfType type(BtfTypes types, int id) {
        return id == 0 ? VOID : types.type(id);
    }

    private static BtfType behind(BtfTypes types, int id) {
        return type(types, types.skipModifiers(id));
    }

    private CoreException tooDeep(int id) {
        return new CoreException(Access.shown(own, id) + " has more than " + DEEPEST + " types behind each other, or more than can be compared");
    }
}
