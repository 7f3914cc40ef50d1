package dev.xdpasm.dsl;

import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A variable of a program that holds bytes, such as an address. As {@link Bytes} it is read each time it is used. */
public final class BytesVar extends LaterKnown implements Bytes {
    private final Flow flow;
    private final int size;
    private final List<Temp> variables = new ArrayList<>();
    private final Scope scope;

    BytesVar(Flow flow, int size) {
        this.flow = flow;
        this.size = size;
        this.scope = flow.scope();
        for (Size piece : Sizes.covering(size)) {
            variables.add(flow.graph().variable("", piece.bytes() * Byte.SIZE));
        }
    }

    @Override
    public BytesValue get() {
        scope.require(flow.scope());
        List<Value> pieces = new ArrayList<>();
        for (Temp variable : variables) {
            Temp now = flow.temp(variable.bits());
            flow.add(new Step.Move(now, variable));
            pieces.add(now);
        }
        return new BytesValue(flow, size, pieces, Optional.empty());
    }

    /** Gives it bytes, as many. */
    public void set(Bytes bytes) {
        BytesValue value = Given.notNull(bytes, "bytes").get();
        if (value.size() != size) {
            throw CallSite.refuse(value.size() + " bytes for a variable of " + size);
        }
        for (int i = 0; i < variables.size(); i++) {
            flow.add(new Step.Move(variables.get(i), value.pieces().get(i)));
        }
    }

    /** Gives it an address, such as {@code 02:00:00:00:00:01} or {@code 2001:db8::1}. */
    public void set(String address) {
        set(AddressText.value(flow, address, size));
    }
}
