package dev.xdpasm.opt;

import static dev.xdpasm.opt.Evaluation.ones;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Binary;
import dev.xdpasm.ir.Step.Move;
import dev.xdpasm.ir.Step.Swap;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/**
 * Laws of arithmetic. A step that is another value, or a constant, becomes a {@link Move} of that; constants stand right of
 * variables and are gathered outermost, where offsets can take them up; products, quotients and rests by constants become
 * shifts, masks and multiplications.
 */
final class Algebra {
    private final Terms terms;
    private final Emitter out;

    Algebra(Terms terms, Emitter out) {
        this.terms = terms;
        this.out = out;
    }

    /** {@return a step that gives the same, the same one if there is nothing better} */
    Step simplify(Binary s) {
        if (s.left() instanceof Const left && s.right() instanceof Const right) {
            return is(s, Evaluation.binary(s.op(), s.width(), left.value(), right.value()));
        }
        if (s.left() instanceof Const && commutes(s.op())) {
            return new Binary(s.to(), s.op(), s.width(), s.right(), s.left());
        }
        if (s.right() instanceof Const right) {
            return withConstant(s, s.width() == Width.W32 && !s.op().isShift() ? right.value() & ones(32) : right.value());
        }
        return withoutConstant(s);
    }

    /** {@return a step that gives the same, the same one if there is nothing better} */
    Step simplify(Swap s) {
        if (s.value() instanceof Const constant) {
            return is(s, Evaluation.swap(s.op(), s.width(), constant.value()));
        }
        boolean fits = (terms.possible(s.value()) & ~ones(s.width())) == 0;
        if (s.op() == ByteOrderOp.LE) {
            return fits ? new Move(s.to(), s.value()) : s;
        }
        if (terms.definition(s.value()) instanceof Swap inner && inner.op() != ByteOrderOp.LE && inner.width() == s.width()) {
            return new Swap(s.to(), ByteOrderOp.LE, s.width(), inner.value());
        }
        return s;
    }

    /** {@return a step that gives the same, the same one if there is nothing better} */
    Step simplify(Step.SignExtend s) {
        if (s.value() instanceof Const constant) {
            return is(s, Evaluation.signExtend(s.width(), constant.value()));
        }
        return (terms.possible(s.value()) & ~ones(s.width() - 1)) == 0 ? new Move(s.to(), s.value()) : s;
    }

    private Step withConstant(Binary s, long c) {
        Value x = s.left();
        return switch (s.op()) {
            case ADD -> c == 0 ? same(s, x) : nested(s, c);
            case SUB -> binary(s, AluOp.ADD, x, s.width() == Width.W32 ? -c & ones(32) : -c);
            case MUL -> c == 0 ? is(s, 0) : isPower(c) ? binary(s, AluOp.LSH, x, log(c)) : nested(s, c);
            case DIV -> c == 0 ? is(s, 0) : isPower(c) ? binary(s, AluOp.RSH, x, log(c)) : divide(s, c);
            case MOD -> c == 0 ? same(s, x) : isPower(c) ? binary(s, AluOp.AND, x, c - 1) : divide(s, c);
            case OR -> c == 0 ? same(s, x) : nested(s, c);
            case XOR -> c == 0 ? same(s, x) : nested(s, c);
            case AND -> and(s, c);
            case LSH, RSH, ARSH -> shift(s, (int) c & s.width().bits() - 1);
            case SDIV, SMOD, MOV -> s;
        };
    }

    private Step withoutConstant(Binary s) {
        if (s.left().equals(s.right())) {
            switch (s.op()) {
                case SUB, XOR -> {
                    return is(s, 0);
                }
                case AND, OR -> {
                    return same(s, s.left());
                }
                default -> {}
            }
        }
        if (s.op() == AluOp.ADD && s.width() == Width.W64) {
            if (terms.withConstant(s.left(), AluOp.ADD) instanceof Binary inner && inner.width() == Width.W64) {
                return new Binary(s.to(), AluOp.ADD, Width.W64, out.emit(AluOp.ADD, inner.left(), s.right()), inner.right());
            }
            if (terms.withConstant(s.right(), AluOp.ADD) instanceof Binary inner && inner.width() == Width.W64) {
                return new Binary(s.to(), AluOp.ADD, Width.W64, out.emit(AluOp.ADD, s.left(), inner.left()), inner.right());
            }
        }
        return s;
    }

    /** Two constants of the same operation made one. */
    private Step nested(Binary s, long c) {
        if (terms.withConstant(s.left(), s.op()) instanceof Binary inner && inner.width() == s.width()) {
            return binary(s, s.op(), inner.left(), Evaluation.binary(s.op(), s.width(), constant(inner), c));
        }
        return s;
    }

    private Step and(Binary s, long c) {
        Value x = s.left();
        long mask = s.width() == Width.W32 ? c & ones(32) : c;
        long possible = terms.possible(x);
        if ((terms.claimed(x) & mask) == 0) {
            return is(s, 0);
        }
        if ((possible & ~mask) == 0) {
            return new Move(s.to(), x);
        }
        if (terms.withConstant(x, AluOp.AND) instanceof Binary inner) {
            long both = mask & constant(inner);
            return wide(s, AluOp.AND, inner.left(), inner.width() == Width.W32 ? both & ones(32) : both);
        }
        if (terms.withConstant(x, AluOp.OR) instanceof Binary inner) {
            long cut = inner.width() == Width.W32 ? mask & ones(32) : mask;
            if ((terms.claimed(inner.left()) & cut) == 0) {
                return is(s, constant(inner) & cut);
            }
            if ((constant(inner) & cut) == 0) {
                return wide(s, AluOp.AND, inner.left(), cut);
            }
        }
        if (terms.definition(x) instanceof Swap cut && cut.op() == ByteOrderOp.LE) {
            return wide(s, AluOp.AND, cut.value(), mask & ones(cut.width()));
        }
        if (mask == ones(32)) {
            return new Swap(s.to(), ByteOrderOp.LE, 32, x);
        }
        return s.width() == Width.W32 ? wide(s, AluOp.AND, x, mask) : s;
    }

    private Step shift(Binary s, int by) {
        Value x = s.left();
        if (by == 0) {
            return same(s, x);
        }
        long possible = terms.possible(x);
        boolean fits = s.width() == Width.W64 || possible >>> 32 == 0;
        if (s.op() == AluOp.ARSH) {
            boolean positive = possible >>> s.width().bits() - 1 == 0;
            return positive ? binary(s, AluOp.RSH, x, by) : s;
        }
        if (terms.resulting(s) == 0) {
            return is(s, 0);
        }
        if (s.op() == AluOp.RSH && s.width() == Width.W32 && fits) {
            return wide(s, AluOp.RSH, x, by);
        }
        if (terms.withConstant(x, s.op()) instanceof Binary inner && inner.width() == s.width()) {
            int first = (int) constant(inner) & s.width().bits() - 1;
            return first + by >= s.width().bits() ? is(s, 0) : binary(s, s.op(), inner.left(), first + by);
        }
        if (s.width() == Width.W64) {
            AluOp back = s.op() == AluOp.LSH ? AluOp.RSH : AluOp.LSH;
            if (terms.withConstant(x, back) instanceof Binary inner
                    && inner.width() == Width.W64
                    && ((int) constant(inner) & 63) == by) {
                long mask = s.op() == AluOp.LSH ? -1L << by : -1L >>> by;
                if (s.op() == AluOp.LSH || mask >>> 32 == 0 || (terms.possible(inner.left()) & ~mask) == 0) {
                    return binary(s, AluOp.AND, inner.left(), mask);
                }
            }
            if (s.op() == AluOp.RSH
                    && terms.withConstant(x, AluOp.AND) instanceof Binary inner
                    && inner.width() == Width.W64
                    && (terms.possible(inner.left()) & ~constant(inner)) >>> by == 0) {
                return binary(s, AluOp.RSH, inner.left(), by);
            }
        }
        return by != constant(s) ? binary(s, s.op(), x, by) : s;
    }

    private Step divide(Binary s, long c) {
        int bits = s.width() == Width.W32 ? Math.min(32, KnownBits.bits(terms.claimed(s.left()))) : KnownBits.bits(terms.claimed(s.left()));
        Optional<Division> division = Division.by(c, bits);
        if (division.isEmpty()) {
            return s;
        }
        Value x = s.width() == Width.W32 && terms.claimed(s.left()) >>> 32 != 0 ? out.lowerHalf(s.left()) : s.left();
        Value quotient = division.get().quotient(out, x);
        if (s.op() == AluOp.DIV) {
            return new Move(s.to(), quotient);
        }
        Value product = out.emit(AluOp.MUL, quotient, Value.of(c));
        return new Binary(s.to(), AluOp.SUB, Width.W64, x, product);
    }

    private static Step is(Step s, long value) {
        return new Move(s.result().orElseThrow(), Value.of(value));
    }

    /** The value itself, unless the step also cuts it. */
    private Step same(Binary s, Value x) {
        if (s.width() == Width.W64 || terms.possible(x) >>> 32 == 0) {
            return new Move(s.to(), x);
        }
        return new Swap(s.to(), ByteOrderOp.LE, 32, x);
    }

    private static Step binary(Binary s, AluOp op, Value x, long c) {
        return new Binary(s.to(), op, s.width(), x, Value.of(c));
    }

    private static Step wide(Binary s, AluOp op, Value x, long c) {
        return new Binary(s.to(), op, Width.W64, x, Value.of(c));
    }

    static long constant(Binary s) {
        return ((Const) s.right()).value();
    }

    private static boolean commutes(AluOp op) {
        return op == AluOp.ADD || op == AluOp.MUL || op == AluOp.OR || op == AluOp.AND || op == AluOp.XOR;
    }

    private static boolean isPower(long c) {
        return Long.bitCount(c) == 1;
    }

    private static int log(long c) {
        return Long.numberOfTrailingZeros(c);
    }
}
