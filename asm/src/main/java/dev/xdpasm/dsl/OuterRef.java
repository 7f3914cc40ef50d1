package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * Maps of one kind by keys (BPF_MAP_TYPE_HASH_OF_MAPS, ARRAY_OF_MAPS). Linux 4.12.
 *
 * @param <O> what keys of maps are given as
 * @param <K> what keys in such a map are given as
 * @param <F> what a value in such a map is seen as
 */
public final class OuterRef<O, K, F> extends AnyMap {
    private final Type<O, ?> key;
    private final MapRef<K, F> inner;

    OuterRef(MapSpec spec, Type<O, ?> key, MapRef<K, F> inner) {
        super(spec);
        this.key = key;
        this.inner = inner;
    }

    /** {@return the same map, otherwise specified} */
    public OuterRef<O, K, F> with(UnaryOperator<MapSpec> change) {
        return new OuterRef<>(changed(change), key, inner);
    }

    Type<O, ?> key() {
        return key;
    }

    MapRef<K, F> inner() {
        return inner;
    }
}
