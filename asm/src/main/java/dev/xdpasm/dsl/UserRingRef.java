package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * A user ring buffer (BPF_MAP_TYPE_USER_RINGBUF), through which Java hands messages to programs in order. Linux 6.1.
 *
 * @param <R> what a message is seen as
 */
public final class UserRingRef<R> extends AnyMap {
    private final Type<?, R> message;

    UserRingRef(MapSpec spec, Type<?, R> message) {
        super(spec);
        this.message = message;
    }

    /** {@return the same map, otherwise specified} */
    public UserRingRef<R> with(UnaryOperator<MapSpec> change) {
        return new UserRingRef<>(changed(change), message);
    }

    Type<?, R> message() {
        return message;
    }
}
