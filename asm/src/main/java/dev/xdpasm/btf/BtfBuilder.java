package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects types and gives them ids; an equal type gets the id it has already. Not thread-safe. */
public final class BtfBuilder {
    private final List<BtfType> types = new ArrayList<>();
    private final Map<BtfType, Integer> ids = new HashMap<>();

    /** {@return the id of a type, which is added if it is new} */
    public int add(BtfType type) {
        return ids.computeIfAbsent(type, added -> {
            types.add(added);
            return types.size();
        });
    }

    /** {@return the types so far; the builder can go on} */
    public Btf build() {
        return new Btf(types);
    }
}
