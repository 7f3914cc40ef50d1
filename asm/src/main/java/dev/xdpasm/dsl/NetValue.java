package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/** A number in network order that was read or computed: its bytes as they lie in the packet, loaded as they are. */
public final class NetValue extends LaterKnown implements Net {
    private final Flow flow;
    private final Value value;
    private final int bits;
    private final Scope scope;
    private final Optional<Origin> origin;

    NetValue(Flow flow, Value value, int bits, Optional<Origin> origin) {
        this.flow = flow;
        this.value = value;
        this.bits = bits;
        this.scope = flow.scope();
        this.origin = origin;
    }

    @Override
    public NetValue get() {
        return this;
    }

    Flow flow() {
        return flow;
    }

    int bits() {
        return bits;
    }

    Optional<Origin> origin() {
        value();
        return Origin.current(origin);
    }

    /** The bytes, in the order of the packet, as a little-endian number. */
    Value value() {
        if (value instanceof Temp && !scope.reaches(flow.scope())) {
            throw CallSite.refuse("this number was read in " + scope.where()
                    + " and is not known outside of it: read it again, or keep it in a variable (p.var), set there");
        }
        return value;
    }

    Num toHost() {
        return new NumValue(flow, flow.swapped(bits, value()), new NumType(bits, false));
    }

    Bool compare(Condition condition, Net other) {
        return Bool.test(flow, condition, Width.W64, value(), sameSize(other, condition.symbol()).value());
    }

    Bool compare(Condition condition, long other) {
        return Bool.test(flow, condition, Width.W64, value(), Value.of(constant(other)));
    }

    NetValue binary(AluOp op, long other) {
        return binary(op, Value.of(constant(other)));
    }

    NetValue binary(AluOp op, Net other) {
        return binary(op, sameSize(other, op.symbol()).value());
    }

    private NetValue binary(AluOp op, Value right) {
        Width width = bits == Long.SIZE ? Width.W64 : Width.W32;
        return new NetValue(flow, flow.binary(op, width, value(), right, bits), bits, Optional.empty());
    }

    private NetValue sameSize(Net other, String operator) {
        NetValue right = other.get();
        if (right.bits != bits) {
            throw CallSite.refuse("be" + bits + " " + operator + " be" + right.bits
                    + " mixes sizes: in network order their bytes do not line up, turn both around with host()");
        }
        return right;
    }

    private long constant(long number) {
        NumType type = new NumType(bits, false);
        if (!type.holds(number)) {
            throw CallSite.refuse(number + " does not fit a be" + bits + ", which holds " + type.range());
        }
        return Folding.swapped(bits, number);
    }

    @Override
    public String toString() {
        return "be" + bits + " " + value;
    }
}
