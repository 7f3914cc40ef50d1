package dev.xdpasm.print;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.SectionType;
import java.util.Optional;
import java.util.OptionalInt;

/** What of an object source text can say so far, {@code .xasm} and Java alike. */
final class Sayable {
    private Sayable() {}

    /**
     * Refuses an object that holds more.
     *
     * @param language what it is to be written in, for the error
     */
    static void require(BpfObject object, String language) {
        if (!object.subprograms().isEmpty()) {
            throw refusal("a function " + object.subprograms().get(0).name() + " besides the programs", language);
        }
        if (!object.globals().isEmpty()) {
            throw refusal("a global variable " + object.globals().get(0).name(), language);
        }
        if (!object.externs().isEmpty()) {
            throw refusal("an extern " + object.externs().get(0).name(), language);
        }
        for (MapSpec map : object.maps()) {
            boolean more = map.mapExtra() != 0 || !map.numaNode().equals(OptionalInt.empty())
                    || map.pinning() != MapSpec.Pinning.NONE || !map.inner().equals(Optional.empty())
                    || !map.entries().isEmpty();
            if (more) {
                throw refusal("a map " + map.name() + " of which more is said than its type, sizes and flags", language);
            }
        }
        for (BpfProgram program : object.programs()) {
            if (SectionType.bySection(program.section()).isEmpty()) {
                throw refusal("a program " + program.name() + " in section " + program.section()
                        + " that names no type of program", language);
            }
            for (Relocation relocation : program.code().relocations()) {
                if (relocation.kind() != Relocation.Kind.MAP) {
                    throw refusal("a reference to " + relocation.symbol() + " in program " + program.name() + ", instruction "
                            + relocation.slot(), language);
                }
            }
            if (!new BpfProgram(program.name(), program.type(), program.section(), program.code()).kind().equals(program.kind())) {
                throw refusal("a program " + program.name() + " that is for something else than its section "
                        + program.section() + " says", language);
            }
        }
    }

    private static BpfException refusal(String what, String language) {
        return new BpfException("the object holds " + what + ", which cannot be written as " + language + " yet");
    }
}
