package dev.xdpasm.opt;

import static dev.xdpasm.opt.Algebra.constant;
import static dev.xdpasm.opt.Branches.asking;
import static dev.xdpasm.opt.Branches.askingNot;
import static dev.xdpasm.opt.Evaluation.ones;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Ending.Jump;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Binary;
import dev.xdpasm.ir.Step.Swap;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;

/**
 * Branches said in one way, and of what lies deepest: afterwards they ask {@code ==}, {@code >}, {@code s>} or {@code &} only,
 * a constant stands right, and what stood between a field and the constant (a byte swap, a shift, a mask) has moved into the
 * constant.
 */
final class Comparisons {
    private final Terms terms;
    private final Emitter out;

    Comparisons(Terms terms, Emitter out) {
        this.terms = terms;
        this.out = out;
    }

    /** {@return an ending that does the same, the same one if there is nothing better} */
    Ending simplify(Branch b) {
        if (b.yes() == b.no()) {
            return new Jump(b.yes());
        }
        if (b.left() instanceof Const left && b.right() instanceof Const right) {
            return decided(b, Evaluation.holds(b.condition(), b.width(), left.value(), right.value()));
        }
        if (b.left().equals(b.right()) && b.condition() != Condition.JSET) {
            return decided(b, Evaluation.holds(b.condition(), b.width(), 0, 0));
        }
        return switch (b.condition()) {
            case JNE -> askingNot(b, Condition.JEQ, b.width(), b.left(), b.right());
            case JLT -> asking(b, Condition.JGT, b.width(), b.right(), b.left());
            case JGE -> askingNot(b, Condition.JGT, b.width(), b.right(), b.left());
            case JLE -> askingNot(b, Condition.JGT, b.width(), b.left(), b.right());
            case JSLT -> asking(b, Condition.JSGT, b.width(), b.right(), b.left());
            case JSGE -> askingNot(b, Condition.JSGT, b.width(), b.right(), b.left());
            case JSLE -> askingNot(b, Condition.JSGT, b.width(), b.left(), b.right());
            case JEQ, JGT, JSGT, JSET -> canonical(b);
        };
    }

    private Ending canonical(Branch b) {
        if (b.left() instanceof Const left) {
            return constantLeft(b, left.value());
        }
        if (!(b.right() instanceof Const right)) {
            return b;
        }
        if (b.condition() == Condition.JSGT) {
            return signed(b, right.value());
        }
        if (b.width() == Width.W64) {
            return wide(b, right.value());
        }
        long c = right.value() & ones(32);
        if (b.condition() == Condition.JSET || terms.claimed(b.left()) >>> 32 == 0) {
            return asking(b, b.condition(), Width.W64, b.left(), Value.of(c));
        }
        return c == right.value() ? b : asking(b, b.condition(), Width.W32, b.left(), Value.of(c));
    }

    private static Ending constantLeft(Branch b, long c) {
        boolean narrow = b.width() == Width.W32;
        return switch (b.condition()) {
            case JGT -> {
                long left = narrow ? c & ones(32) : c;
                yield left == 0
                        ? decided(b, false)
                        : askingNot(b, Condition.JGT, b.width(), b.right(), Value.of(left - 1));
            }
            case JSGT -> {
                long left = narrow ? (int) c : c;
                boolean least = left == (narrow ? Integer.MIN_VALUE : Long.MIN_VALUE);
                yield least
                        ? decided(b, false)
                        : askingNot(b, Condition.JSGT, b.width(), b.right(), Value.of(left - 1));
            }
            default -> asking(b, b.condition(), b.width(), b.right(), b.left());
        };
    }

    private Ending signed(Branch b, long right) {
        boolean narrow = b.width() == Width.W32;
        long c = narrow ? (int) right : right;
        if ((narrow ? terms.claimed(b.left()) & ones(32) : terms.claimed(b.left())) >>> b.width().bits() - 1 == 0) {
            return c < 0 ? decided(b, true) : asking(b, Condition.JGT, b.width(), b.left(), Value.of(c));
        }
        return b;
    }

    private Ending wide(Branch b, long c) {
        long possible = terms.claimed(b.left());
        return switch (b.condition()) {
            case JEQ -> (c & ~possible) != 0 ? decided(b, false) : equal(b, c);
            case JGT -> Long.compareUnsigned(c, possible) >= 0
                    ? decided(b, false)
                    : c == 0 ? askingNot(b, Condition.JEQ, Width.W64, b.left(), Value.of(0)) : greater(b, c);
            default -> (c & possible) == 0
                    ? decided(b, false)
                    : (c & possible) == possible
                            ? askingNot(b, Condition.JEQ, Width.W64, b.left(), Value.of(0))
                            : anySet(b, c, c & possible);
        };
    }

    private Ending equal(Branch b, long c) {
        Step made = terms.definition(b.left());
        if (made instanceof Swap swap) {
            return equalSwap(b, swap, c);
        }
        if (!(made instanceof Binary binary)) {
            return b;
        }
        if (binary.width() == Width.W32 && !(binary.op() == AluOp.AND || binary.op() == AluOp.XOR && fits(binary))) {
            return b;
        }
        if (!(binary.right() instanceof Const)) {
            boolean numbers = terms.claimed(binary.left()) >= 0 && terms.claimed(binary.right()) >= 0;
            return c == 0 && numbers && (binary.op() == AluOp.SUB || binary.op() == AluOp.XOR)
                    ? asking(b, Condition.JEQ, Width.W64, binary.left(), binary.right())
                    : b;
        }
        long k = constant(binary);
        Value x = binary.left();
        return switch (binary.op()) {
            case ADD -> asking(b, Condition.JEQ, Width.W64, x, Value.of(c - k));
            case XOR -> asking(b, Condition.JEQ, Width.W64, x, Value.of(c ^ k));
            case LSH -> {
                boolean whole = terms.claimed(x) << k >>> k == terms.claimed(x);
                yield whole ? asking(b, Condition.JEQ, Width.W64, x, Value.of(c >>> k)) : b;
            }
            case RSH -> c == 0 ? askingNot(b, Condition.JGT, Width.W64, x, Value.of(ones((int) k))) : b;
            case AND -> equalMasked(b, binary, k, c);
            default -> b;
        };
    }

    private boolean fits(Binary binary) {
        return terms.claimed(binary.left()) >>> 32 == 0;
    }

    private Ending equalSwap(Branch b, Swap swap, long c) {
        boolean whole = (terms.claimed(swap.value()) & ~ones(swap.width())) == 0;
        Value turned = Value.of(Evaluation.swap(swap.op(), swap.width(), c));
        if (whole) {
            return asking(b, Condition.JEQ, Width.W64, swap.value(), turned);
        }
        return swap.width() == 32 ? asking(b, Condition.JEQ, Width.W32, swap.value(), turned) : b;
    }

    /** {@code (x & mask) == c}, where x may be a swap or a shift. */
    private Ending equalMasked(Branch b, Binary and, long k, long c) {
        long mask = and.width() == Width.W32 ? k & ones(32) : k;
        if ((c & ~mask) != 0) {
            return decided(b, false);
        }
        if (terms.definition(and.left()) instanceof Swap swap) {
            Value turned = Value.of(Evaluation.swap(swap.op(), swap.width(), mask & ones(swap.width())));
            Value masked = out.emit(AluOp.AND, swap.value(), turned);
            return asking(b, Condition.JEQ, Width.W64, masked, Value.of(Evaluation.swap(swap.op(), swap.width(), c)));
        }
        if (terms.withConstant(and.left(), AluOp.RSH) instanceof Binary shift && shift.width() == Width.W64) {
            int by = (int) constant(shift) & 63;
            if (mask << by >>> by == mask && KnownBits.bits(mask) + by <= 32) {
                Value masked = out.emit(AluOp.AND, shift.left(), Value.of(mask << by));
                return asking(b, Condition.JEQ, Width.W64, masked, Value.of(c << by));
            }
        }
        if (mask >>> 32 == 0) {
            if (c == 0) {
                return askingNot(b, Condition.JSET, Width.W64, and.left(), Value.of(mask));
            }
            if (c == mask && Long.bitCount(c) == 1) {
                return asking(b, Condition.JSET, Width.W64, and.left(), Value.of(mask));
            }
        }
        return b;
    }

    private Ending greater(Branch b, long c) {
        if (terms.withConstant(b.left(), AluOp.RSH) instanceof Binary shift && shift.width() == Width.W64) {
            int by = (int) constant(shift) & 63;
            if (c << by >>> by == c) {
                return asking(b, Condition.JGT, Width.W64, shift.left(), Value.of(c << by | ones(by)));
            }
        }
        return b;
    }

    private Ending anySet(Branch b, long written, long c) {
        Step made = terms.definition(b.left());
        if (made instanceof Swap swap) {
            Value turned = Value.of(Evaluation.swap(swap.op(), swap.width(), c));
            return asking(b, Condition.JSET, Width.W64, swap.value(), turned);
        }
        if (terms.withConstant(b.left(), AluOp.AND) instanceof Binary and) {
            return asking(b, Condition.JSET, Width.W64, and.left(), Value.of(constant(and) & c));
        }
        if (terms.withConstant(b.left(), AluOp.RSH) instanceof Binary shift && shift.width() == Width.W64) {
            int by = (int) constant(shift) & 63;
            if (KnownBits.bits(c) + by <= 32) {
                return asking(b, Condition.JSET, Width.W64, shift.left(), Value.of(c << by));
            }
        }
        return c == written ? b : asking(b, Condition.JSET, Width.W64, b.left(), Value.of(c));
    }

    private static Jump decided(Branch b, boolean holds) {
        return new Jump(Branches.way(b, holds));
    }
}
