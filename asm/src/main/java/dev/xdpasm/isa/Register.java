package dev.xdpasm.isa;

/**
 * The registers of a program (RFC 9669 section 2): ten that it may write, and the frame pointer.
 *
 * <p>The text of the 64-bit register is {@code r0} to {@code r10}, of its lower half {@code w0} to {@code w10}.
 */
public enum Register implements Operand {
    /** The result of a call and of the program. */
    R0,
    /** First argument; when a program starts, its context. Lost in a call. */
    R1,
    /** Second argument. Lost in a call. */
    R2,
    /** Third argument. Lost in a call. */
    R3,
    /** Fourth argument. Lost in a call. */
    R4,
    /** Fifth argument. Lost in a call. */
    R5,
    /** Kept across calls. */
    R6,
    /** Kept across calls. */
    R7,
    /** Kept across calls. */
    R8,
    /** Kept across calls. */
    R9,
    /** The frame pointer: one past the highest of 512 bytes of stack. Read-only. */
    R10;

    private static final Register[] BY_NUMBER = values();

    /** {@return the number that an instruction carries, 0 to 10} */
    public int number() {
        return ordinal();
    }

    /** {@return whether {@code number} is a register's} */
    static boolean exists(int number) {
        return number >= 0 && number < BY_NUMBER.length;
    }

    /**
     * {@return the register of a number}
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Register of(int number) {
        if (!exists(number)) {
            throw new IllegalArgumentException("there is no r" + number + ": registers are r0 to r10");
        }
        return BY_NUMBER[number];
    }

    /** {@return the name of the 64-bit register, {@code r0} to {@code r10}} */
    @Override
    public String toString() {
        return "r" + ordinal();
    }
}
