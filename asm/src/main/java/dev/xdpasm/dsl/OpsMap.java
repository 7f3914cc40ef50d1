package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;

/** A struct of functions, which the object has as a map. */
final class OpsMap extends AnyMap {
    OpsMap(MapSpec spec) {
        super(spec);
    }
}
