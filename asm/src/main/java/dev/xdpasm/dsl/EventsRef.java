package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * Perf buffers (BPF_MAP_TYPE_PERF_EVENT_ARRAY), one a processor, through which programs hand records to Java. Linux 4.3.
 *
 * @param <V> what records are given as
 */
public final class EventsRef<V> extends AnyMap {
    private final Type<V, ?> record;

    EventsRef(MapSpec spec, Type<V, ?> record) {
        super(spec);
        this.record = record;
    }

    /** {@return the same map, otherwise specified} */
    public EventsRef<V> with(UnaryOperator<MapSpec> change) {
        return new EventsRef<>(changed(change), record);
    }

    Type<V, ?> record() {
        return record;
    }
}
