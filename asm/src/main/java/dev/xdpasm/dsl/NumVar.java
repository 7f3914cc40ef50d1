package dev.xdpasm.dsl;

import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.uapi.UapiConstant;

/** A variable of a program: a number that can be set on any path. As a {@link Num} it is read each time it is used. */
public final class NumVar extends LaterKnown implements Num {
    private final Flow flow;
    private final NumType type;
    private final Temp variable;
    private final Scope scope;

    NumVar(Flow flow, NumType type) {
        this.flow = flow;
        this.type = type;
        this.variable = flow.graph().variable("", type.signed() ? Long.SIZE : type.bits());
        this.scope = flow.scope();
    }

    @Override
    public NumValue get() {
        scope.require(flow.scope());
        Temp now = flow.temp(variable.bits());
        flow.add(new Step.Move(now, variable));
        return new NumValue(flow, now, type);
    }

    /** Gives it a number; what does not fit is cut. */
    public void set(Num number) {
        flow.add(new Step.Move(variable, number.as(Types.ofNum(type)).get().value()));
    }

    /** Gives it a number. */
    public void set(long number) {
        if (!type.holds(number)) {
            throw CallSite.refuse(number + " does not fit a " + type + ", which holds " + type.range());
        }
        set(new NumValue(flow, dev.xdpasm.ir.Value.of(number), type));
    }

    /** Gives it a constant of the kernel. */
    public void set(UapiConstant number) {
        set(number.value());
    }

    /** Adds to it. */
    public void add(Num number) {
        set(plus(number));
    }

    /** Adds to it. */
    public void add(long number) {
        set(plus(number));
    }
}
