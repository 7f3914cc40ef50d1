package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Steps and endings made to read other values; where only a temp may stand, such as at the base of an address, it stays. */
final class Reading {
    private Reading() {}

    /** {@return a step that reads what {@code change} gives for each value; the same one if that changes nothing} */
    static Step reading(Step step, UnaryOperator<Value> change) {
        return isChanged(step, change) ? step.reading(new Keeping(base(step), change)) : step;
    }

    /** {@return an ending that reads what {@code change} gives for each value; the same one if that changes nothing} */
    static Ending reading(Ending ending, UnaryOperator<Value> change) {
        if (!isChanged(ending, change)) {
            return ending;
        }
        if (ending instanceof Ending.Bounds bounds) {
            return bounds.reading(new Keeping(bounds.end(), new Keeping(bounds.from(), change)));
        }
        return ending.reading(change);
    }

    private static boolean isChanged(Reader reader, UnaryOperator<Value> change) {
        for (int i = 0; i < Reader.operands(reader); i++) {
            Value value = Reader.operand(reader, i);
            if (change.apply(value) != value) {
                return true;
            }
        }
        return false;
    }

    /** {@return the address that a step accesses, the value itself if it accesses none} */
    private static Object base(Step step) {
        if (step instanceof Step.Load load) {
            return load.from().base();
        }
        if (step instanceof Step.Store store) {
            return store.at().base();
        }
        return step instanceof Step.Atomic atomic ? atomic.at().base() : step;
    }

    /** A change that makes no constant of a base. */
    private record Keeping(Object base, UnaryOperator<Value> change) implements UnaryOperator<Value> {
        @Override
        public Value apply(Value value) {
            Value changed = change.apply(value);
            return value.equals(base) && changed instanceof Const ? value : changed;
        }
    }

    /** {@return the same access elsewhere} */
    static Step at(Step step, Address address) {
        if (step instanceof Step.Load load) {
            return new Step.Load(load.to(), load.size(), address);
        }
        if (step instanceof Step.Store store) {
            return new Step.Store(store.size(), address, store.value());
        }
        Step.Atomic atomic = (Step.Atomic) step;
        return new Step.Atomic(atomic.to(), atomic.op(), atomic.size(), address, atomic.value(), atomic.expected());
    }

    /** {@return the same step with another result; of a step that has one} */
    static Step setting(Step step, Temp to) {
        if (step instanceof Step.Move s) {
            return new Step.Move(to, s.value());
        }
        if (step instanceof Step.Binary s) {
            return new Step.Binary(to, s.op(), s.width(), s.left(), s.right());
        }
        if (step instanceof Step.Swap s) {
            return new Step.Swap(to, s.op(), s.width(), s.value());
        }
        if (step instanceof Step.SignExtend s) {
            return new Step.SignExtend(to, s.width(), s.value());
        }
        if (step instanceof Step.Load s) {
            return new Step.Load(to, s.size(), s.from());
        }
        if (step instanceof Step.Atomic s) {
            return new Step.Atomic(Optional.of(to), s.op(), s.size(), s.at(), s.value(), s.expected());
        }
        if (step instanceof Step.StackAddress s) {
            return new Step.StackAddress(to, s.slot(), s.offset());
        }
        if (step instanceof Step.MapHandle s) {
            return new Step.MapHandle(to, s.map());
        }
        if (step instanceof Step.MapValue s) {
            return new Step.MapValue(to, s.map(), s.offset());
        }
        if (step instanceof Step.FunctionAddress s) {
            return new Step.FunctionAddress(to, s.function());
        }
        if (step instanceof Step.KernelFact s) {
            return new Step.KernelFact(to, s.fact());
        }
        if (step instanceof Step.FieldLoad s) {
            return new Step.FieldLoad(to, s.size(), s.base(), s.fact());
        }
        if (step instanceof Step.Call s) {
            return new Step.Call(Optional.of(to), s.callee(), s.arguments(), s.readsStack(), s.writes(), s.pure());
        }
        throw new IllegalArgumentException(step + " sets nothing");
    }

    /** {@return whether it reads a variable} */
    static boolean readsVariable(Reader reader) {
        for (int i = 0; i < Reader.operands(reader); i++) {
            if (Reader.operand(reader, i) instanceof Temp temp && temp.isVariable()) {
                return true;
            }
        }
        return false;
    }
}
