package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.function.UnaryOperator;

/**
 * Sockets (BPF_MAP_TYPE_SOCKMAP, SOCKHASH, REUSEPORT_SOCKARRAY): what is sent through them and what they receive is seen by the
 * map's programs ({@link StreamProgram}), and can be redirected to others; a packet or a connection can be given to one of them.
 *
 * @param <K> what keys are given as
 */
public final class SocketsRef<K> extends AnyMap {
    private final Type<K, ?> key;

    SocketsRef(MapSpec spec, Type<K, ?> key) {
        super(spec);
        this.key = key;
    }

    /** {@return the same map, otherwise specified} */
    public SocketsRef<K> with(UnaryOperator<MapSpec> change) {
        return new SocketsRef<>(changed(change), key);
    }

    boolean isHash() {
        return spec().type() == MapType.BPF_MAP_TYPE_SOCKHASH;
    }

    /** A pointer to a key in memory. */
    Temp keyPointer(Program program, K given) {
        return program.pointerTo(key, Given.notNull(given, "key"));
    }

    /** A key as helpers take it that have one for indexes and one for other keys: an index, or a pointer. */
    Value indexOrPointer(Program program, K given) {
        return isHash() ? keyPointer(program, given) : key.bits(Given.notNull(given, "key"));
    }

    /** Refuses the map where its sockets are to be under programs. */
    void requireProgrammed(String verb) {
        if (spec().type() == MapType.BPF_MAP_TYPE_REUSEPORT_SOCKARRAY) {
            throw CallSite.refuse("map " + name() + " is " + spec().type() + ", of which a socket can be selected: for " + verb
                    + " make it with Maps.sockmap or Maps.sockhash");
        }
    }
}
