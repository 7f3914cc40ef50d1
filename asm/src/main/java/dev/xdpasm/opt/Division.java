package dev.xdpasm.opt;

import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Division by a constant as multiplication and shift: {@code x / d == x * factor >>> shift} for every {@code x} of so many
 * bits (Granlund and Montgomery, "Division by Invariant Integers using Multiplication").
 *
 * @param factor what to multiply with, unsigned
 * @param shift how far to shift the product of 64 bits
 */
record Division(long factor, int shift) {

    /**
     * {@return the factor and shift for dividends of at most {@code bits} bits, if their product fits 64 bits} With
     * {@code factor = ceil(2^shift / d)} and {@code excess = factor * d - 2^shift}, the result is right when
     * {@code (2^bits - 1) * excess < 2^shift}.
     */
    static Optional<Division> by(long divisor, int bits) {
        if (divisor <= 0 || bits > 32) {
            return Optional.empty();
        }
        BigInteger d = BigInteger.valueOf(divisor);
        BigInteger largest = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        for (int shift = 0; shift < Long.SIZE; shift++) {
            BigInteger power = BigInteger.ONE.shiftLeft(shift);
            BigInteger factor = power.add(d).subtract(BigInteger.ONE).divide(d);
            BigInteger excess = factor.multiply(d).subtract(power);
            if (largest.multiply(excess).compareTo(power) < 0) {
                return largest.multiply(factor).bitLength() <= Long.SIZE
                        ? Optional.of(new Division(factor.longValue(), shift))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@return the quotient of a value, from steps that are emitted} */
    Value quotient(Emitter out, Value dividend) {
        Value product = out.emit(AluOp.MUL, dividend, Value.of(factor));
        return out.emit(AluOp.RSH, product, Value.of(shift));
    }
}
