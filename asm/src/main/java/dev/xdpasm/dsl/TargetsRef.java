package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * Where packets can be redirected to (BPF_MAP_TYPE_DEVMAP, DEVMAP_HASH, CPUMAP, XSKMAP). Linux 4.14.
 */
public final class TargetsRef extends AnyMap {
    TargetsRef(MapSpec spec) {
        super(spec);
    }

    /** {@return the same map, otherwise specified} */
    public TargetsRef with(UnaryOperator<MapSpec> change) {
        return new TargetsRef(changed(change));
    }
}
