package dev.xdpasm.print;

import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.SectionType;
import java.util.Optional;
import java.util.OptionalInt;

/** What of an object the directives of {@code .xasm} text can say. */
final class Sayable {
    private Sayable() {}

    /** {@return the first thing that an object holds more, for an error; empty if there is none} */
    static Optional<String> unsaid(BpfObject object) {
        if (!object.subprograms().isEmpty()) {
            return Optional.of("a function " + object.subprograms().get(0).name() + " besides the programs");
        }
        if (!object.globals().isEmpty()) {
            return Optional.of("a global variable " + object.globals().get(0).name());
        }
        if (!object.externs().isEmpty()) {
            return Optional.of("an extern " + object.externs().get(0).name());
        }
        for (MapSpec map : object.maps()) {
            boolean more = map.mapExtra() != 0 || !map.numaNode().equals(OptionalInt.empty())
                    || map.pinning() != MapSpec.Pinning.NONE || !map.inner().equals(Optional.empty())
                    || !map.entries().isEmpty();
            if (more) {
                return Optional.of("a map " + map.name() + " of which more is said than its type, sizes and flags");
            }
        }
        if (object.version() != 0) {
            return Optional.of("a kernel version");
        }
        return object.programs().stream().map(Sayable::unsaid).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> unsaid(BpfProgram program) {
        if (SectionType.bySection(program.section()).isEmpty()) {
            return Optional.of("a program " + program.name() + " in section " + program.section() + " that names no type of program");
        }
        if (!program.coreRelocations().isEmpty()) {
            return Optional.of("a program " + program.name() + " with CO-RE relocations");
        }
        for (Relocation relocation : program.code().relocations()) {
            if (relocation.kind() != Relocation.Kind.MAP) {
                return Optional.of("a reference to " + relocation.symbol() + " in program " + program.name() + ", instruction "
                        + relocation.slot());
            }
        }
        if (!new BpfProgram(program.name(), program.type(), program.section(), program.code()).kind().equals(program.kind())) {
            return Optional.of("a program " + program.name() + " that is for something else than its section "
                    + program.section() + " says");
        }
        return Optional.empty();
    }
}
