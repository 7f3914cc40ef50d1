package dev.xdpasm.opt;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.isa.Width;

/**
 * Which bits a step's result may have set, as the verifier can see it too: from the sizes of loads, masks and shifts. What it
 * does not follow tells nothing: byte swaps, shifts by what is not constant, divisions. Nor does what a temp only {@linkplain
 * dev.xdpasm.ir.Temp#bits says} of itself: a mask that repeats it may be what makes an offset acceptable.
 */
final class KnownBits {
    private KnownBits() {}

    /** {@return the bits that a step's result may have set, given those of the values that it reads first and second} */
    static long of(Step step, long first, long second) {
        if (step instanceof Step.Move) {
            return first;
        }
        if (step instanceof Step.Binary s) {
            long bits = binary(s, first, second);
            return s.width() == Width.W32 ? bits & Evaluation.ones(32) : bits;
        }
        if (step instanceof Step.Load s) {
            // a word of the context may be a pointer
            return s.from().region().kind() == Region.Kind.CONTEXT ? -1 : Evaluation.ones(s.size().bytes() * Byte.SIZE);
        }
        return -1;
    }

    private static long binary(Step.Binary s, long left, long right) {
        return switch (s.op()) {
            case AND -> left & right;
            case OR, XOR -> left | right;
            case ADD -> sum(left, right);
            case MUL -> {
                // of factors beyond 32 bits the verifier follows no product
                boolean followed = (left | right) >>> 32 == 0;
                yield followed ? Evaluation.ones(bits(left) + bits(right)) : -1;
            }
            case LSH -> s.right() instanceof Const by ? Evaluation.binary(s.op(), s.width(), left, by.value()) : -1;
            case RSH -> s.right() instanceof Const by ? Evaluation.binary(s.op(), s.width(), left, by.value()) : -1;
            default -> -1;
        };
    }

    private static long sum(long left, long right) {
        if ((left & right) == 0) {
            return left | right;
        }
        int bits = Math.max(bits(left), bits(right)) + 1;
        int below = Math.min(Long.numberOfTrailingZeros(left), Long.numberOfTrailingZeros(right));
        return Evaluation.ones(Math.min(Long.SIZE, bits)) & -1L << Math.min(below, 63);
    }

    /** {@return the number of low bits outside of which none is set} */
    static int bits(long possible) {
        return Long.SIZE - Long.numberOfLeadingZeros(possible);
    }
}
