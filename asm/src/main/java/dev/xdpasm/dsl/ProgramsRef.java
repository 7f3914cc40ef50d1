package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import java.util.function.UnaryOperator;

/**
 * Programs that others go on with (BPF_MAP_TYPE_PROG_ARRAY). Linux 4.2.
 */
public final class ProgramsRef extends AnyMap {
    ProgramsRef(MapSpec spec) {
        super(spec);
    }

    /** {@return the same map, otherwise specified} */
    public ProgramsRef with(UnaryOperator<MapSpec> change) {
        return new ProgramsRef(changed(change));
    }
}
