package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.Helper;
import java.util.Set;

/**
 * A map that was found in a map of maps.
 *
 * @param <K> what keys are given as
 * @param <F> what a value is seen as
 */
public final class InnerMap<K, F> {
    private final MapProgram program;
    private final Temp map;
    private final MapRef<K, F> like;

    InnerMap(MapProgram program, Temp map, MapRef<K, F> like) {
        this.program = program;
        this.map = map;
        this.like = like;
    }

    /** {@return what the map holds for a key} */
    public Found<F> lookup(K key) {
        Temp at = program.keyPointer(like, key);
        Temp value = program.callHelper(Helper.bpf_map_lookup_elem, Set.of(), map, at);
        return Found.inMap(program, value, like.value(), like.name());
    }

    /** Gives a key a value, whether it had one or not; {@return 0, or below 0 an error of the kernel} */
    public <V> Num update(K key, V content) {
        @SuppressWarnings("unchecked") // a type's values are of its V
        Type<V, F> type = (Type<V, F>) like.value();
        Temp at = program.keyPointer(like, key);
        Temp from = program.pointerTo(type, content);
        return program.mapStatus(
                program.callHelper(Helper.bpf_map_update_elem, Set.of(Region.Kind.MAP), map, at, from, Value.of(0)));
    }
}
