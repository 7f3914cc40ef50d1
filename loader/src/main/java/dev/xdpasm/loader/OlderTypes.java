package dev.xdpasm.loader;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/**
 * Types as an older kernel takes them: of the kinds that it lacks, each is replaced by one that it has and that is as large, so
 * that all ids and sizes stay.
 */
final class OlderTypes {
    private final Omissions omissions;
    private final List<BtfType> types;

    /** The id of the type of values of enumerations, behind all others; 0 as long as none is needed. */
    private int value;

    private OlderTypes(Btf btf, Omissions omissions) {
        this.types = new ArrayList<>(btf.types());
        this.omissions = omissions;
    }

    /** {@return the types, with what the kernel lacks replaced} */
    static Btf of(Btf btf, Omissions omissions) {
        return new OlderTypes(btf, omissions).replaced();
    }

    private Btf replaced() {
        int count = types.size();
        for (int i = 0; i < count; i++) {
            types.set(i, replaced(types.get(i)));
        }
        return new Btf(types);
    }

    private BtfType replaced(BtfType type) {
        return switch (type.kind()) {
            case FUNC -> function((BtfType.Func) type);
            case FUNC_PROTO -> omissions.lacks(LoadFeature.BTF_FUNC) ? AcceptedTypes.PLACEHOLDER : type;
            case VAR, DATASEC -> omissions.lacks(LoadFeature.BTF_DATASEC) ? AcceptedTypes.PLACEHOLDER : type;
            case FLOAT -> omissions.lacks(LoadFeature.BTF_FLOAT)
                    ? new BtfType.Struct(type.name().replace(' ', '_'), ((BtfType.Float) type).size(), List.of())
                    : type;
            case DECL_TAG -> isMissing(LoadFeature.BTF_DECL_TAG, ((BtfType.DeclTag) type).attribute())
                    ? AcceptedTypes.PLACEHOLDER
                    : type;
            case TYPE_TAG -> isMissing(LoadFeature.BTF_TYPE_TAG, ((BtfType.TypeTag) type).attribute())
                    ? new BtfType.Const(((BtfType.TypeTag) type).type())
                    : type;
            case ENUM64 -> omissions.lacks(LoadFeature.BTF_ENUM64) ? union((BtfType.Enum64) type) : type;
            default -> type;
        };
    }

    private boolean isMissing(LoadFeature tag, boolean attribute) {
        return omissions.lacks(tag) || attribute && omissions.lacks(LoadFeature.BTF_ATTRIBUTES);
    }

    private BtfType function(BtfType.Func function) {
        if (omissions.lacks(LoadFeature.BTF_FUNC)) {
            return AcceptedTypes.PLACEHOLDER;
        }
        boolean global = function.linkage() == BtfType.Linkage.GLOBAL;
        return global && omissions.lacks(LoadFeature.BTF_GLOBAL_FUNC)
                ? new BtfType.Func(function.name(), function.proto(), BtfType.Linkage.STATIC)
                : function;
    }

    private BtfType union(BtfType.Enum64 values) {
        if (value == 0) {
            types.add(BtfType.Int.of("xdpasm_value", 1, 0));
            value = types.size();
        }
        return new BtfType.Union(
                values.name(),
                values.size(),
                values.values().stream()
                        .map(one -> new BtfType.Member(one.name(), value, 0, 0))
                        .toList());
    }
}
