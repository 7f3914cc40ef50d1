package dev.xdpasm.isa;

/**
 * A constant in the instruction, sign-extended where 64 bits are wanted (RFC 9669 section 4).
 *
 * @param value the 32 bits
 */
public record Immediate(int value) implements Operand {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
