package dev.xdpasm.ir;

/** What reads values: a {@link Step} or an {@link Ending}. Bases of addresses are values that are read, and so are constants. */
public sealed interface Reader permits Step, Ending {
    /** {@return how many values it reads} */
    default int operands() {
        return 0;
    }

    /** {@return one of the values that it reads; they count from 0} */
    default Value operand(int index) {
        throw new IndexOutOfBoundsException(this + " has no operand " + index);
    }

    /** {@return whether it reads a temp} */
    default boolean reads(Temp temp) {
        for (int i = 0; i < operands(); i++) {
            if (operand(i) == temp) {
                return true;
            }
        }
        return false;
    }
}
