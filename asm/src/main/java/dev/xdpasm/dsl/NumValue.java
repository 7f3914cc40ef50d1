package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number that was computed, or a constant. It is known to the end of the lambda in which it was computed. */
public final class NumValue extends LaterKnown implements Num {
    private final Flow flow;
    private final Value value;
    private final NumType type;
    private final Scope scope;
    private final Optional<Origin> origin;
    private @Nullable Memory home;

    NumValue(Flow flow, Value value, NumType type) {
        this(flow, value, type, Optional.empty());
    }

    NumValue(Flow flow, Value value, NumType type, Optional<Origin> origin) {
        this.flow = flow;
        this.value = value;
        this.type = type;
        this.scope = flow.scope();
        this.origin = origin;
    }

    /** A number of 64 bits without a sign. */
    static NumValue u64(Flow flow, Value value) {
        return new NumValue(flow, value, new NumType(Long.SIZE, false));
    }

    @Override
    public NumValue get() {
        return this;
    }

    NumType type() {
        return type;
    }

    /** The memory that holds it, if that is known and was not written since. */
    Optional<Origin> origin() {
        value();
        return Origin.current(origin);
    }

    Flow flow() {
        return flow;
    }

    /** The value in the graph, if it is known where the path stands. */
    Value value() {
        if (!scope.reaches(flow.scope()) && value instanceof Temp) {
            throw CallSite.refuse("this number was computed in " + scope.where()
                    + " and is not known outside of it: keep it in a variable (p.var), set there");
        }
        if (home != null && home.scope().reaches(flow.scope())) {
            return home.load(Sizes.of(type.bits() / Byte.SIZE));
        }
        return value;
    }

    /**
     * Says that a copy was put on the stack. What many paths gave is read from there later on, which needs no register meanwhile, and
     * the verifier does not go on separately for each number that it was given.
     */
    void keepIn(Memory copy, int bytes) {
        if (value instanceof Temp temp && temp.isVariable() && !type.signed() && bytes * Byte.SIZE == type.bits()) {
            home = copy;
        }
    }

    /** The number, if it is a constant. */
    Optional<Long> constant() {
        return value instanceof Const known ? Optional.of(known.value()) : Optional.empty();
    }

    NumValue binary(AluOp op, Num other) {
        NumValue right = other.get();
        requireSameSign(right, op.symbol());
        return binary(op, common(right), right.value());
    }

    NumValue binary(AluOp op, long other) {
        return binary(op, constantType(other), Value.of(other));
    }

    private NumValue binary(AluOp op, NumType result, Value right) {
        if (op.isDivision() && right instanceof Const known && known.value() == 0) {
            throw CallSite.refuse("division by 0");
        }
        AluOp signed = result.signed() && op == AluOp.DIV ? AluOp.SDIV : result.signed() && op == AluOp.MOD ? AluOp.SMOD : op;
        return computed(signed, op, result, result.of(value()), result.of(right));
    }

    private NumValue computed(AluOp signed, AluOp op, NumType result, Value left, Value right) {
        int bits = bitsOf(op, left, right, result);
        return fit(new NumValue(flow, flow.binary(signed, result.width(), left, right, bits), result), op);
    }

    /** Signed results of fewer than 64 bits are computed in 64 and then cut. */
    private static NumValue fit(NumValue result, AluOp op) {
        boolean mayOverflow = op == AluOp.ADD || op == AluOp.SUB || op == AluOp.MUL || op == AluOp.LSH || op == AluOp.DIV;
        return result.type.signed() && result.type.bits() < Long.SIZE && mayOverflow ? result.extended(result.type) : result;
    }

    private static int bitsOf(AluOp op, Value left, Value right, NumType result) {
        int most = result.width() == Width.W32 ? Integer.SIZE : Long.SIZE;
        if (result.signed()) {
            return Long.SIZE;
        }
        return switch (op) {
            case AND -> Math.min(left.bits(), right.bits());
            case OR, XOR -> Math.min(most, Math.max(left.bits(), right.bits()));
            case ADD -> Math.min(most, Math.max(left.bits(), right.bits()) + 1);
            case MUL -> Math.min(most, left.bits() + right.bits());
            case DIV, RSH -> Math.min(
                    most, op == AluOp.RSH && right instanceof Const by ? Math.max(0, left.bits() - (int) by.value()) : left.bits());
            case LSH -> right instanceof Const by ? (int) Math.min(most, left.bits() + by.value()) : most;
            case MOD -> Math.min(most, left.bits());
            default -> most;
        };
    }

    NumValue shift(AluOp op, Num count) {
        NumType result = type.promoted();
        AluOp signed = type.signed() && op == AluOp.RSH ? AluOp.ARSH : op;
        Value by = flow.binary(AluOp.AND, Width.W32, count.get().value(), Value.of(result.bits() - 1L), 6);
        Value left = value();
        return fit(new NumValue(flow, flow.binary(signed, result.width(), left, by, bitsOf(op, left, by, result)), result), op);
    }

    NumValue shift(AluOp op, int count) {
        NumType result = type.promoted();
        if (count < 0 || count >= result.bits()) {
            throw CallSite.refuse("shift by " + count + " of a " + type + ", expected 0 to " + (result.bits() - 1));
        }
        return shift(op, new NumValue(flow, Value.of(count), new NumType(Integer.SIZE, false)));
    }

    NumValue inverted() {
        return binary(AluOp.XOR, type, Value.of(type.signed() || type.bits() == Long.SIZE ? -1 : -1L >>> Long.SIZE - type.bits()));
    }

    NumValue converted(Type<Num, NumField> to) {
        return to.numType().signed() ? extended(to.numType()) : cut(to.numType());
    }

    private NumValue cut(NumType to) {
        Value whole = value();
        if (whole.bits() <= to.bits()) {
            return new NumValue(flow, whole, to, type.bits() == to.bits() ? origin : Optional.empty());
        }
        Width width = to.bits() <= Integer.SIZE ? Width.W32 : Width.W64;
        return new NumValue(flow, flow.binary(AluOp.AND, width, whole, Value.of(-1L >>> Long.SIZE - to.bits()), to.bits()), to);
    }

    private NumValue extended(NumType to) {
        Value whole = value();
        if (to.bits() == Long.SIZE || whole.bits() < to.bits() || whole instanceof Const known && to.holds(known.value())) {
            return new NumValue(flow, whole, to);
        }
        Temp result = flow.temp(Long.SIZE);
        flow.add(new Step.SignExtend(result, to.bits(), whole));
        return new NumValue(flow, result, to);
    }

    Net toNet(Type<Net, NetField> to) {
        int bits = to.size() * Byte.SIZE;
        NumValue fitting = cut(new NumType(bits, false));
        if (type.bits() > bits && constant().isPresent() && !new NumType(bits, false).holds(constant().get())) {
            throw CallSite.refuse(constant().get() + " does not fit " + bits + " bits");
        }
        return new NetValue(flow, flow.swapped(bits, fitting.value()), bits, Optional.empty());
    }

    Bool compare(Condition condition, Num other) {
        NumValue right = other.get();
        requireSameSign(right, condition.symbol());
        return compare(condition, common(right), right.value());
    }

    Bool compare(Condition condition, long other) {
        if (constant().isEmpty() && condition != Condition.JSET && !type.holds(other) && !(type.bits() == Long.SIZE)) {
            throw CallSite.refuse("a " + type + " is never " + other + ", it holds " + type.range());
        }
        return compare(condition, type, Value.of(other));
    }

    private Bool compare(Condition condition, NumType as, Value right) {
        Condition signed = as.signed() ? signedForm(condition) : condition;
        // values with zeros above and sign-extended ones compare alike in 64 bits
        return Bool.test(flow, signed, Width.W64, value(), right);
    }

    private static Condition signedForm(Condition condition) {
        return switch (condition) {
            case JGT -> Condition.JSGT;
            case JGE -> Condition.JSGE;
            case JLT -> Condition.JSLT;
            case JLE -> Condition.JSLE;
            default -> condition;
        };
    }

    NumValue smaller(Num other, Condition condition) {
        NumValue right = other.get();
        NumType result = common(right);
        Temp chosen = flow.graph().variable("", result.signed() ? Long.SIZE : result.bits());
        Block keep = flow.block();
        Block swap = flow.block();
        flow.add(new Step.Move(chosen, value()));
        compare(condition, right).branch(keep, swap, Ending.Likely.EITHER);
        flow.goOn(swap);
        flow.add(new Step.Move(chosen, right.value()));
        flow.end(new Ending.Jump(keep));
        flow.goOn(keep);
        return new NumValue(flow, chosen, result);
    }

    /** The type of what this and another number make: a constant has the sign of what it meets. */
    private NumType common(NumValue right) {
        boolean byRight = constant().isPresent() && right.constant().isEmpty();
        return byRight ? right.type.with(type) : type.with(right.type);
    }

    private NumType constantType(long other) {
        if (value instanceof Const) {
            return type.promoted();
        }
        NumType result = type.promoted();
        if (!result.holds(other) && !(other < 0 && new NumType(result.bits(), true).holds(other))) {
            throw CallSite.refuse(other + " does not fit a " + result + ", which holds " + result.range());
        }
        return result;
    }

    private void requireSameSign(NumValue other, String operator) {
        if (type.signed() != other.type.signed() && constant().isEmpty() && other.constant().isEmpty()) {
            throw CallSite.refuse(type + " " + operator + " " + other.type
                    + " mixes signed and unsigned: say which is meant, such as .as(S64) or .as(U32)");
        }
    }

    @Override
    public String toString() {
        return type + " " + value;
    }
}
