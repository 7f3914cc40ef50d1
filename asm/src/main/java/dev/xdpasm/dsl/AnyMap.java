package dev.xdpasm.dsl;

import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
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

    /** Refuses the index of an entry that the map never has; one with keys has any. */
    final void requireIndex(long index) {
        boolean isIndexed =
                switch (spec.type()) {
                    case BPF_MAP_TYPE_ARRAY,
                            BPF_MAP_TYPE_PERCPU_ARRAY,
                            BPF_MAP_TYPE_PROG_ARRAY,
                            BPF_MAP_TYPE_ARRAY_OF_MAPS,
                            BPF_MAP_TYPE_DEVMAP,
                            BPF_MAP_TYPE_CPUMAP,
                            BPF_MAP_TYPE_XSKMAP,
                            BPF_MAP_TYPE_SOCKMAP,
                            BPF_MAP_TYPE_REUSEPORT_SOCKARRAY -> true;
                    default -> false;
                };
        if (isIndexed && (index < 0 || index >= spec.maxEntries())) {
            throw CallSite.refuse("map " + name() + " has entries 0 to " + (spec.maxEntries() - 1) + ", not " + index);
        }
    }

    /** Whether all entries are there from the start and stay. */
    final boolean isArray() {
        return spec.type() == MapType.BPF_MAP_TYPE_ARRAY || spec.type() == MapType.BPF_MAP_TYPE_PERCPU_ARRAY;
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
