package dev.xdpasm.dsl;

import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A call of a function of the kernel by its declaration: {@link CallProgram#call(Kfunc, Object...)}. */
final class KfuncCall {
    /** The one function after which what was found in the packet is gone. */
    private static final String MOVES = "bpf_xdp_pull_data";

    private final Program program;
    private final Kfunc function;

    KfuncCall(Program program, Kfunc function) {
        this.program = program;
        this.function = function;
    }

    /** Calls it; {@return what it returns, all 64 bits} */
    Temp result(Object... given) {
        Compilation functions = program.declared().functions();
        functions.require("a call of the kernel's functions", "5.13");
        program.declared().use(function);
        Value[] arguments = new CallArguments(program, function.name(), function.parameters(functions.type())).of(given);
        boolean moves = function.name().equals(MOVES);
        Set<Region.Kind> writes = EnumSet.of(Region.Kind.STACK, Region.Kind.MAP, Region.Kind.OBJECT);
        if (moves) {
            writes.add(Region.Kind.PACKET);
        }
        Temp result = call(writes, arguments);
        if (moves) {
            program.flow().history().moved();
        }
        return result;
    }

    /** Calls it to give back what another one gave. */
    void release(Temp pointer) {
        program.declared().use(function);
        call(Set.of(Region.Kind.OBJECT), pointer);
    }

    private Temp call(Set<Region.Kind> writes, Value... arguments) {
        Temp result = program.flow().temp(Long.SIZE);
        program.flow().add(new Step.Call(
                Optional.of(result), new Callee.OfKernel(function.name()), List.of(arguments), true, writes, false));
        return result;
    }
}
