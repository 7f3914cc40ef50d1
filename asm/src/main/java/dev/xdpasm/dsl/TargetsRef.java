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

    /**
     * {@return the same map, whose targets can have a program of their own, of section {@code xdp/devmap} or {@code xdp/cpumap}:
     * values are of 8 bytes} Linux 5.8 (interfaces), 5.9 (processors).
     */
    public TargetsRef withPrograms() {
        return with(spec -> spec.withSizes(spec.keySize(), Long.BYTES));
    }
}
