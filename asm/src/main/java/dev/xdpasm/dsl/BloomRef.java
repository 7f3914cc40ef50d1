package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * A bloom filter (BPF_MAP_TYPE_BLOOM_FILTER): what was added is known in it, and little else. Linux 5.16.
 *
 * @param <V> what values are given as
 */
public final class BloomRef<V> extends AnyMap {
    private final Type<V, ?> value;

    BloomRef(MapSpec spec, Type<V, ?> value) {
        super(spec);
        this.value = value;
    }

    /** {@return the same map, otherwise specified} */
    public BloomRef<V> with(UnaryOperator<MapSpec> change) {
        return new BloomRef<>(changed(change), value);
    }

    Type<V, ?> value() {
        return value;
    }
}
