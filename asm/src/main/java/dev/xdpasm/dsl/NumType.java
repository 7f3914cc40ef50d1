package dev.xdpasm.dsl;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Width;

/**
 * Whole numbers of a size, with a sign or without. Values of a signed type are kept sign-extended to 64 bits, of an unsigned
 * one with zeros above.
 *
 * @param bits 8, 16, 32 or 64
 * @param signed whether the highest bit is a sign
 */
record NumType(int bits, boolean signed) {
    /** The type that arithmetic on two types is done in: the wider of the two, at least 32 bits. */
    NumType with(NumType other) {
        return new NumType(Math.max(Integer.SIZE, Math.max(bits, other.bits)), signed);
    }

    /** The type that arithmetic on this and a constant is done in. */
    NumType promoted() {
        return new NumType(Math.max(Integer.SIZE, bits), signed);
    }

    /** The width in which results of this type are computed. */
    Width width() {
        return bits == Long.SIZE || signed ? Width.W64 : Width.W32;
    }

    /** Whether a number is one of the type's. */
    boolean holds(long number) {
        if (bits == Long.SIZE) {
            return true;
        }
        return signed ? number >= -(1L << bits - 1) && number < 1L << bits - 1 : number >= 0 && number < 1L << bits;
    }

    /** The value as this type has it: a constant that is too large for a sign is cut to the bits and extended. */
    Value of(Value value) {
        if (!signed || bits == Long.SIZE || !(value instanceof Const known)) {
            return value;
        }
        int above = Long.SIZE - bits;
        return Value.of(known.value() << above >> above);
    }

    String range() {
        return signed ? -(1L << bits - 1) + " to " + ((1L << bits - 1) - 1) : "0 to " + Long.toUnsignedString(-1L >>> Long.SIZE - bits);
    }

    @Override
    public String toString() {
        return (signed ? "s" : "u") + bits;
    }
}
