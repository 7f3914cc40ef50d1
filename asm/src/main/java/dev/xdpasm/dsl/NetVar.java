package dev.xdpasm.dsl;

import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.UapiConstant;
import java.util.Optional;

/** A variable of a program that holds a number in network order. As a {@link Net} it is read each time it is used. */
public final class NetVar extends LaterKnown implements Net {
    private final Flow flow;
    private final int bits;
    private final Temp variable;
    private final Scope scope;

    NetVar(Flow flow, int bits) {
        this.flow = flow;
        this.bits = bits;
        this.variable = flow.graph().variable("", bits);
        this.scope = flow.scope();
    }

    @Override
    public NetValue get() {
        scope.require(flow.scope());
        Temp now = flow.temp(bits);
        flow.add(new Step.Move(now, variable));
        return new NetValue(flow, now, bits, Optional.empty());
    }

    /** Gives it a number of the same size. */
    public void set(Net number) {
        NetValue value = number.get();
        if (value.bits() != bits) {
            throw CallSite.refuse("a be" + value.bits() + " for a variable of " + bits + " bits");
        }
        flow.add(new Step.Move(variable, value.value()));
    }

    /** Gives it a constant, given as people say it. */
    public void set(long number) {
        NumType type = new NumType(bits, false);
        if (!type.holds(number)) {
            throw CallSite.refuse(number + " does not fit a be" + bits + ", which holds " + type.range());
        }
        flow.add(new Step.Move(variable, Value.of(Folding.swapped(bits, number))));
    }

    /** Gives it a constant of the kernel. */
    public void set(UapiConstant number) {
        set(number.value());
    }
}
