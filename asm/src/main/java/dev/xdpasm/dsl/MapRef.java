package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A map that programs use, with the types of its keys and values: a constant of the class that holds the program. {@link Maps}
 * makes them; a program that uses one has it in its object.
 *
 * @param <K> what keys are given as
 * @param <F> what a value is seen as
 */
public final class MapRef<K, F> extends AnyMap {
    private final Type<K, ?> key;
    private final Type<?, F> value;
    private final Shapes shapes;

    MapRef(MapSpec spec, Type<K, ?> key, Type<?, F> value) {
        super(spec);
        this.key = key;
        this.value = value;
        this.shapes = new Shapes(key.shape(), value.shape());
    }

    /** {@return the same map, otherwise specified: {@code map.with(m -> m.withPinning(BY_NAME))}} */
    public MapRef<K, F> with(UnaryOperator<MapSpec> change) {
        return new MapRef<>(changed(change), key, value);
    }

    Type<K, ?> key() {
        return key;
    }

    Type<?, F> value() {
        return value;
    }

    @Override
    Optional<Shapes> shapes() {
        return Optional.of(shapes);
    }
}
