package dev.xdpasm.isa;

/**
 * What is known of the value in a register: nothing, the value itself, the most it can be, or where in the frame it points.
 *
 * @param kind which of these
 * @param number the value, the unsigned most, or the bytes from the frame pointer
 */
record Knowledge(Kind kind, long number) {

    /** What {@link #number} says. */
    enum Kind {
        NOTHING,
        CONSTANT,
        AT_MOST,
        FRAME
    }

    static final Knowledge NOTHING = new Knowledge(Kind.NOTHING, 0);

    static Knowledge constant(long value) {
        return new Knowledge(Kind.CONSTANT, value);
    }

    static Knowledge frame(long bytes) {
        return new Knowledge(Kind.FRAME, bytes);
    }

    /** Not above 2^bits - 1, unsigned. */
    static Knowledge bits(int bits) {
        return bits == 64 ? NOTHING : new Knowledge(Kind.AT_MOST, (1L << bits) - 1);
    }

    boolean isConstant() {
        return kind == Kind.CONSTANT;
    }

    boolean isFrame() {
        return kind == Kind.FRAME;
    }

    /** The lower half, the upper zero. */
    Knowledge half() {
        return switch (kind) {
            case CONSTANT -> constant(number & 0xffff_ffffL);
            case AT_MOST -> number <= 0xffff_ffffL ? this : bits(32);
            default -> bits(32);
        };
    }

    /** What arithmetic in 64 bits makes of this and another. */
    Knowledge after(AluOp op, Knowledge other) {
        if (op == AluOp.MOV) {
            return other;
        }
        if (!other.isConstant()) {
            return op == AluOp.ADD && isConstant() && other.isFrame() ? frame(number + other.number) : NOTHING;
        }
        long n = other.number;
        if (isFrame()) {
            return op == AluOp.ADD ? frame(number + n) : NOTHING;
        }
        if (op == AluOp.AND && n >= 0 && !isConstant()) {
            return new Knowledge(Kind.AT_MOST, n);
        }
        return isConstant() ? ofConstants(op, number, n) : NOTHING;
    }

    private static Knowledge ofConstants(AluOp op, long left, long right) {
        return switch (op) {
            case ADD -> constant(left + right);
            case SUB -> constant(left - right);
            case MUL -> constant(left * right);
            case AND -> constant(left & right);
            case OR -> constant(left | right);
            case XOR -> constant(left ^ right);
            case LSH -> constant(left << right);
            case RSH -> constant(left >>> right);
            case ARSH -> constant(left >> right);
            default -> NOTHING;
        };
    }

    /** What is known of whether a comparison with a constant holds. */
    enum Outcome {
        ALWAYS,
        NEVER,
        OPEN;

        private static Outcome of(boolean always, boolean never) {
            return always ? ALWAYS : never ? NEVER : OPEN;
        }
    }

    /** {@return whether {@code this condition other} holds, in 64 bits} */
    Outcome compare(Condition condition, Knowledge other) {
        if (!other.isConstant()) {
            return Outcome.OPEN;
        }
        long n = other.number;
        return switch (kind) {
            case CONSTANT -> Outcome.of(holds(condition, number, n), !holds(condition, number, n));
            // an address in the frame is not null
            case FRAME -> Outcome.of(condition == Condition.JNE && n == 0, condition == Condition.JEQ && n == 0);
            // whatever holds, or does not, for both ends and has no hole between
            case AT_MOST -> ofRange(condition, number, n);
            case NOTHING -> Outcome.OPEN;
        };
    }

    private static Outcome ofRange(Condition condition, long most, long n) {
        boolean below = Long.compareUnsigned(most, n) < 0;
        return switch (condition) {
            case JEQ -> Outcome.of(false, below);
            case JNE -> Outcome.of(below, false);
            case JSET -> Outcome.OPEN;
            default -> {
                boolean least = holds(condition, 0, n);
                boolean greatest = holds(condition, most, n);
                yield most < 0 ? Outcome.OPEN : Outcome.of(least && greatest, !least && !greatest);
            }
        };
    }

    private static boolean holds(Condition condition, long l, long r) {
        return switch (condition) {
            case JEQ -> l == r;
            case JNE -> l != r;
            case JSET -> (l & r) != 0;
            case JGT -> Long.compareUnsigned(l, r) > 0;
            case JGE -> Long.compareUnsigned(l, r) >= 0;
            case JLT -> Long.compareUnsigned(l, r) < 0;
            case JLE -> Long.compareUnsigned(l, r) <= 0;
            case JSGT -> l > r;
            case JSGE -> l >= r;
            case JSLT -> l < r;
            case JSLE -> l <= r;
        };
    }
}
