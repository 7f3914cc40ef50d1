package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * A ring buffer (BPF_MAP_TYPE_RINGBUF), through which programs hand records to Java in order. Linux 5.8.
 *
 * @param <R> what a record is seen as
 */
public final class RingRef<R> extends AnyMap {
    private final Type<?, R> record;

    RingRef(MapSpec spec, Type<?, R> record) {
        super(spec);
        this.record = record;
    }

    /** {@return the same map, otherwise specified} */
    public RingRef<R> with(UnaryOperator<MapSpec> change) {
        return new RingRef<>(changed(change), record);
    }

    Type<?, R> record() {
        return record;
    }
}
