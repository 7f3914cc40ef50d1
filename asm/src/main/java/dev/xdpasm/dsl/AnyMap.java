package dev.xdpasm.dsl;

import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.object.MapSpec;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A map that programs name, of whichever kind; its class says what programs can do with it. */
public abstract sealed class AnyMap permits MapRef, RingRef, UserRingRef, EventsRef, QueueRef, BloomRef, TargetsRef,
        ProgramsRef, OuterRef, SocketsRef, StorageRef, OpsMap {
    private final MapSpec spec;

    AnyMap(MapSpec spec) {
        Names.require("map", spec.name());
        Optional<String> rule = spec.brokenLimit();
        if (rule.isPresent()) {
            throw CallSite.refuse("map " + spec.name() + " (" + spec.type().shortName() + "): " + rule.get());
        }
        this.spec = spec;
    }

    /** {@return the specification as a change leaves it, of the same kind} */
    final MapSpec changed(UnaryOperator<MapSpec> change) {
        MapSpec changed = Given.notNull(change, "change").apply(spec);
        if (changed == null || changed.type() != spec.type()) {
            throw CallSite.refuse("map " + spec.name() + " (" + spec.type().shortName() + ") becomes "
                    + (changed == null ? "null" : "a map of another kind, " + changed.type().shortName())
                    + ": give what a method of the specification returns, such as spec.withFlags(1)");
        }
        return changed;
    }

    /** What keys and values are in BTF. */
    record Shapes(BtfShape key, BtfShape value) {}

    /** {@return what the kernel is to create} */
    public final MapSpec spec() {
        return spec;
    }

    /** {@return its name} */
    public final String name() {
        return spec.name();
    }

    // what follows stands here, and not where it is done: to give a map of a kind to what takes any, the JVM would have to look at each
    // kind that a program could use before the first is written

    /** Notes that a program uses it. */
    final void declareIn(Declared declared) {
        declared.use(this);
    }

    /** A step that gives it as helpers take it. */
    final Temp handle(Flow flow) {
        Temp handle = flow.temp(Long.SIZE);
        flow.add(new Step.MapHandle(handle, name()));
        return handle;
    }

    /** What its keys and values are in BTF, if it has both and the kernel takes BTF of its kind. */
    Optional<Shapes> shapes() {
        return Optional.empty();
    }
}
