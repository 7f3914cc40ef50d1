package dev.xdpasm.gen;

import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Relocation;
import java.util.List;

/**
 * Calls: arguments go into r1 to r5 right before, the result is taken out of r0 right behind. An argument that is made of
 * nothing (a map, an address of the stack, a constant) is made in its register, which costs what a move would.
 */
final class CallSelection {
    private final Selection selection;

    CallSelection(Selection selection) {
        this.selection = selection;
    }

    /** Calls. */
    void call(Step.Call step) {
        List<Value> arguments = step.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            selection.set(i + 1, arguments.get(i));
        }
        selection.emit(callOf(step.callee(), arguments.size()));
        selection.give(step.to(), 0);
    }

    private static VirtualInsn callOf(Callee callee, int arguments) {
        if (callee instanceof Callee.OfHelper helper) {
            return VirtualInsn.call(helper.helper().value(), arguments);
        }
        Relocation.Kind kind = callee instanceof Callee.OfKernel ? Relocation.Kind.EXTERN : Relocation.Kind.FUNCTION;
        return VirtualInsn.callNamed(kind, callee.name(), arguments);
    }
}
