package dev.xdpasm.ir;

/**
 * What reads values: a {@link Step} or an {@link Ending}. Bases of addresses are values that are read, and so are constants.
 *
 * <p>What each kind reads is told here and not by a method of each: passes ask it of all steps and endings again and again, and a
 * call that may go to any of sixteen classes costs a JVM more than the answer.
 */
public sealed interface Reader permits Step, Ending {
    /** {@return how many values a step or an ending reads} */
    static int operands(Reader of) {
        if (of instanceof Ending.Branch || of instanceof Step.Binary || of instanceof Ending.Bounds) {
            return 2;
        }
        if (of instanceof Ending.Jump) {
            return 0;
        }
        if (of instanceof Step.Move || of instanceof Ending.Exit || of instanceof Step.Swap) {
            return 1;
        }
        if (of instanceof Step.Load load) {
            return bases(load.from());
        }
        if (of instanceof Step.Store store) {
            return bases(store.at()) + 1;
        }
        if (of instanceof Step.Call call) {
            return call.arguments().size();
        }
        if (of instanceof Step.StackAddress || of instanceof Step.MapHandle) {
            return 0;
        }
        if (of instanceof Step.Atomic atomic) {
            return bases(atomic.at()) + (atomic.expected().isPresent() ? 2 : 1);
        }
        if (of instanceof Step.FieldStore) {
            return 2;
        }
        return of instanceof Step.SignExtend || of instanceof Step.FieldLoad ? 1 : 0;
    }

    /** {@return one of the values that a step or an ending reads; they count from 0} */
    static Value operand(Reader of, int index) {
        if (of instanceof Ending.Branch branch) {
            return index == 0 ? branch.left() : branch.right();
        }
        if (of instanceof Step.Binary binary) {
            return index == 0 ? binary.left() : binary.right();
        }
        if (of instanceof Ending.Bounds bounds) {
            return index == 0 ? bounds.from() : bounds.end();
        }
        if (of instanceof Step.Load load && load.from().base() instanceof Temp base) {
            return base;
        }
        if (of instanceof Step.Move move) {
            return move.value();
        }
        if (of instanceof Ending.Exit exit) {
            return exit.result();
        }
        if (of instanceof Step.Store store) {
            return index == 0 && store.at().base() instanceof Temp base ? base : store.value();
        }
        if (of instanceof Step.Call call) {
            return call.arguments().get(index);
        }
        if (of instanceof Step.Swap swap) {
            return swap.value();
        }
        if (of instanceof Step.SignExtend extend) {
            return extend.value();
        }
        if (of instanceof Step.FieldLoad load) {
            return load.base();
        }
        if (of instanceof Step.FieldStore store) {
            return index == 0 ? store.base() : store.value();
        }
        if (of instanceof Step.Atomic atomic) {
            return operand(atomic, index - bases(atomic.at()));
        }
        throw new IndexOutOfBoundsException(of + " has no operand " + index);
    }

    private static Value operand(Step.Atomic atomic, int behindBase) {
        if (behindBase < 0) {
            return (Temp) atomic.at().base();
        }
        return behindBase == 0 ? atomic.value() : atomic.expected().orElseThrow();
    }

    private static int bases(Address address) {
        return address.base() instanceof Temp ? 1 : 0;
    }

    /** {@return whether it reads a temp} */
    default boolean reads(Temp temp) {
        for (int i = 0; i < operands(this); i++) {
            if (operand(this, i) == temp) {
                return true;
            }
        }
        return false;
    }
}
