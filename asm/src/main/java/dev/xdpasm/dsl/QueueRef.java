package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * A queue or a stack (BPF_MAP_TYPE_QUEUE, BPF_MAP_TYPE_STACK): values without keys. Linux 4.20.
 *
 * @param <V> what values are given as
 * @param <F> what a value is seen as
 */
public final class QueueRef<V, F> extends AnyMap {
    private final Type<V, F> value;

    QueueRef(MapSpec spec, Type<V, F> value) {
        super(spec);
        this.value = value;
    }

    /** {@return the same map, otherwise specified} */
    public QueueRef<V, F> with(UnaryOperator<MapSpec> change) {
        return new QueueRef<>(changed(change), value);
    }

    Type<V, F> value() {
        return value;
    }
}
