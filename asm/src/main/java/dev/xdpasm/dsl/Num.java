package dev.xdpasm.dsl;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.uapi.UapiConstant;

/**
 * A whole number in the machine's own byte order: a value that was computed ({@link #get} is itself), a place in memory ({@link
 * NumField}) or a variable ({@link NumVar}), which are read each time they are used.
 *
 * <p>Arithmetic is done in the wider of the two types, at least in 32 bits, and wraps; it and comparisons are signed where both
 * types are. A signed and an unsigned number do not mix: {@link #as} says which is meant. Numbers in network order are {@link
 * Net} and have to be turned around first ({@link Net#host}).
 */
public sealed interface Num permits NumValue, NumField, NumVar {

    /** {@return what it is now} */
    NumValue get();

    /** {@return the sum} */
    default Num plus(Num other) {
        return get().binary(AluOp.ADD, other);
    }

    /** {@return the sum} */
    default Num plus(long other) {
        return get().binary(AluOp.ADD, other);
    }

    /** {@return the difference} */
    default Num minus(Num other) {
        return get().binary(AluOp.SUB, other);
    }

    /** {@return the difference} */
    default Num minus(long other) {
        return get().binary(AluOp.SUB, other);
    }

    /** {@return the product} */
    default Num times(Num other) {
        return get().binary(AluOp.MUL, other);
    }

    /** {@return the product} */
    default Num times(long other) {
        return get().binary(AluOp.MUL, other);
    }

    /** {@return the quotient; 0 where the divisor is 0. Signed division needs ISA level v4, Linux 6.6} */
    default Num dividedBy(Num other) {
        return get().binary(AluOp.DIV, other);
    }

    /** {@return the quotient} */
    default Num dividedBy(long other) {
        return get().binary(AluOp.DIV, other);
    }

    /** {@return the rest of the division; the dividend where the divisor is 0. Signed: ISA level v4, Linux 6.6} */
    default Num mod(Num other) {
        return get().binary(AluOp.MOD, other);
    }

    /** {@return the rest of the division} */
    default Num mod(long other) {
        return get().binary(AluOp.MOD, other);
    }

    /** {@return the bits that both have} */
    default Num and(Num other) {
        return get().binary(AluOp.AND, other);
    }

    /** {@return the bits that both have} */
    default Num and(long other) {
        return get().binary(AluOp.AND, other);
    }

    /** {@return the bits that one of the two has} */
    default Num or(Num other) {
        return get().binary(AluOp.OR, other);
    }

    /** {@return the bits that one of the two has} */
    default Num or(long other) {
        return get().binary(AluOp.OR, other);
    }

    /** {@return the bits that only one of the two has} */
    default Num xor(Num other) {
        return get().binary(AluOp.XOR, other);
    }

    /** {@return the bits that only one of the two has} */
    default Num xor(long other) {
        return get().binary(AluOp.XOR, other);
    }

    /** {@return the bits moved up; the count is taken modulo the width} */
    default Num shl(Num count) {
        return get().shift(AluOp.LSH, count);
    }

    /** {@return the bits moved up} */
    default Num shl(int count) {
        return get().shift(AluOp.LSH, count);
    }

    /** {@return the bits moved down, the sign repeated if there is one; the count is taken modulo the width} */
    default Num shr(Num count) {
        return get().shift(AluOp.RSH, count);
    }

    /** {@return the bits moved down, the sign repeated if there is one} */
    default Num shr(int count) {
        return get().shift(AluOp.RSH, count);
    }

    /** {@return all bits turned over} */
    default Num not() {
        return get().inverted();
    }

    /** {@return the bits of another type: cut to its size, or extended as this type's sign says} */
    default Num as(Type<Num, NumField> type) {
        return get().converted(type);
    }

    /** {@return the number in network order, of 16, 32 or 64 bits} */
    default Net net(Type<Net, NetField> type) {
        return get().toNet(type);
    }

    /** {@return whether they are equal} */
    default Bool eq(Num other) {
        return get().compare(Condition.JEQ, other);
    }

    /** {@return whether it is that number} */
    default Bool eq(long other) {
        return get().compare(Condition.JEQ, other);
    }

    /** {@return whether it is that constant of the kernel} */
    default Bool eq(UapiConstant other) {
        return eq((long) other.value());
    }

    /** {@return whether it is not that constant of the kernel} */
    default Bool ne(UapiConstant other) {
        return ne((long) other.value());
    }

    /** {@return whether they differ} */
    default Bool ne(Num other) {
        return get().compare(Condition.JNE, other);
    }

    /** {@return whether it is not that number} */
    default Bool ne(long other) {
        return get().compare(Condition.JNE, other);
    }

    /** {@return whether it is less} */
    default Bool lt(Num other) {
        return get().compare(Condition.JLT, other);
    }

    /** {@return whether it is less} */
    default Bool lt(long other) {
        return get().compare(Condition.JLT, other);
    }

    /** {@return whether it is less or equal} */
    default Bool le(Num other) {
        return get().compare(Condition.JLE, other);
    }

    /** {@return whether it is less or equal} */
    default Bool le(long other) {
        return get().compare(Condition.JLE, other);
    }

    /** {@return whether it is greater} */
    default Bool gt(Num other) {
        return get().compare(Condition.JGT, other);
    }

    /** {@return whether it is greater} */
    default Bool gt(long other) {
        return get().compare(Condition.JGT, other);
    }

    /** {@return whether it is greater or equal} */
    default Bool ge(Num other) {
        return get().compare(Condition.JGE, other);
    }

    /** {@return whether it is greater or equal} */
    default Bool ge(long other) {
        return get().compare(Condition.JGE, other);
    }

    /**
     * {@return whether it is one of {@code low} to {@code high}, both included}
     *
     * @throws dev.xdpasm.AssemblyException if none is
     */
    default Bool in(long low, long high) {
        NumValue value = get();
        boolean isAnyWord = value.type().bits() == Long.SIZE && !value.type().signed();
        if ((isAnyWord ? Long.compareUnsigned(low, high) : Long.compare(low, high)) > 0) {
            throw CallSite.refuse("no number is in " + low + " to " + high);
        }
        return value.ge(low).and(value.le(high));
    }

    /** {@return whether it is one of these constants of the kernel} */
    default Bool oneOf(UapiConstant first, UapiConstant... others) {
        return oneOf(first.value(), UapiConstant.values(others));
    }

    /** {@return whether it is one of these} */
    default Bool oneOf(long first, long... others) {
        NumValue value = get();
        Bool any = value.eq(first);
        for (long other : others) {
            any = any.or(value.eq(other));
        }
        return any;
    }

    /** {@return whether it has one of these bits} */
    default Bool has(long bits) {
        return get().compare(Condition.JSET, bits);
    }

    /** {@return the smaller of the two} */
    default Num min(Num other) {
        return get().smaller(other, Condition.JLE);
    }

    /** {@return the greater of the two} */
    default Num max(Num other) {
        return get().smaller(other, Condition.JGE);
    }
}
