package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Bounds;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the branches on the way tell: answers, ranges of unsigned numbers, lengths of the packet. Scoped: what is learned after
 * {@link #open} is forgotten at {@link #close}. Of variables nothing is learned, since they change.
 */
final class Facts {
    /** What was asked by a branch, or of which number a value is not. */
    private record Question(Condition condition, Width width, Value left, Value right) {
        // written out, as in Const
        @Override
        public boolean equals(Object other) {
            return other instanceof Question question
                    && question.condition == condition
                    && question.width == width
                    && question.left.equals(left)
                    && question.right.equals(right);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * condition.ordinal() + width.ordinal()) + left.hashCode()) + right.hashCode();
        }
    }

    /** From where to which end a length was asked. */
    private record Span(Temp from, Temp end) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Span span && span.from == from && span.end == end;
        }

        @Override
        public int hashCode() {
            return 31 * from.hashCode() + end.hashCode();
        }
    }

    /** The unsigned numbers from {@code low} to {@code high}. */
    private record Range(long low, long high) {
        boolean has(long value) {
            return Long.compareUnsigned(low, value) <= 0 && Long.compareUnsigned(value, high) <= 0;
        }
    }

    /** The packet has so many bytes, and fewer than so many. */
    private record Length(int atLeast, int below) {}

    private static final Object NOTHING = new Object();

    private final Terms terms;
    /** Answers to questions and lengths of spans. */
    private final Map<Object, Object> known = new HashMap<>();
    /** By the number of a temp where it must lie, null if no branch on the way asked for it: nearly all of the time. */
    private final @Nullable Range[] ranges;
    /** What to put back: what was known before and of what, in turn; nothing else where a scope begins. */
    private Object[] undo = new Object[64];

    private int undos;

    /** Begins with nothing known of so many temps. */
    Facts(Terms terms, int temps) {
        this.terms = terms;
        this.ranges = new Range[temps];
    }

    /** Begins a scope. */
    void open() {
        note(NOTHING);
    }

    /** Forgets what was learned in the scope that was begun last. */
    void close() {
        Object key = undo[--undos];
        while (key != NOTHING) {
            Object before = undo[--undos];
            if (key instanceof Temp temp) {
                ranges[temp.number()] = before instanceof Range range ? range : null;
            } else if (before == NOTHING) {
                known.remove(key);
            } else {
                known.put(key, before);
            }
            key = undo[--undos];
        }
    }

    /** {@return whether what is learned from how one block ends may answer what another asks} */
    static boolean bearsOn(Ending learned, Ending asked) {
        if (learned instanceof Branch one && asked instanceof Branch other) {
            return one.left().equals(other.left());
        }
        return learned instanceof Bounds one && asked instanceof Bounds other && one.from() == other.from() && one.end() == other.end();
    }

    /** Learns that a block went on in one of its ways. */
    void learn(Ending ending, Block next) {
        if (ending instanceof Branch branch && branch.yes() != branch.no()) {
            if (branch.yes() == next || branch.no() == next) {
                learn(branch, branch.yes() == next);
            }
        } else if (ending instanceof Bounds bounds && bounds.enough() != bounds.tooShort()) {
            if (bounds.enough() == next || bounds.tooShort() == next) {
                learn(bounds, bounds.enough() == next);
            }
        }
    }

    private void learn(Branch branch, boolean holds) {
        if (isVariable(branch.left()) || isVariable(branch.right())) {
            return;
        }
        put(question(branch), holds);
        if (branch.left() instanceof Temp temp) {
            boolean narrows = branch.width() == Width.W64 && branch.right() instanceof Const;
            put(temp, narrows ? narrowed(temp, branch.condition(), ((Const) branch.right()).value(), holds) : range(temp));
        }
    }

    private Range narrowed(Temp temp, Condition condition, long c, boolean holds) {
        Range range = range(temp);
        long low = range.low();
        long high = range.high();
        if (condition == Condition.JEQ && holds) {
            low = c;
            high = c;
        } else if (condition == Condition.JEQ) {
            low += low == c ? 1 : 0;
            high -= high == c ? 1 : 0;
        } else if (condition == Condition.JGT && holds) {
            low = Long.compareUnsigned(low, c) <= 0 ? c + 1 : low;
        } else if (condition == Condition.JGT) {
            high = Long.compareUnsigned(high, c) > 0 ? c : high;
        }
        boolean isNarrower = low != range.low() || high != range.high();
        return isNarrower && Long.compareUnsigned(low, high) <= 0 ? new Range(low, high) : range;
    }

    private void learn(Bounds bounds, boolean enough) {
        if (bounds.from().isVariable() || bounds.end().isVariable()) {
            return;
        }
        Length length = length(bounds);
        put(new Span(bounds.from(), bounds.end()), enough
                ? new Length(Math.max(length.atLeast(), bounds.bytes()), length.below())
                : new Length(length.atLeast(), Math.min(length.below(), bounds.bytes())));
    }

    /** {@return the only way on that is possible, null if that is not known} */
    @Nullable Block way(Ending ending) {
        if (ending instanceof Branch branch) {
            Optional<Boolean> holds = answer(branch);
            return holds.isPresent() ? Branches.way(branch, holds.get()) : null;
        }
        if (ending instanceof Bounds bounds) {
            Optional<Boolean> enough = answer(bounds);
            return enough.isEmpty() ? null : enough.get() ? bounds.enough() : bounds.tooShort();
        }
        return null;
    }

    private Optional<Boolean> answer(Branch branch) {
        if (branch.left() instanceof Const left && branch.right() instanceof Const right) {
            return Optional.of(Evaluation.holds(branch.condition(), branch.width(), left.value(), right.value()));
        }
        boolean wasAsked = !(branch.left() instanceof Temp left) || ranges[left.number()] != null;
        if (wasAsked && known.get(question(branch)) instanceof Boolean before) {
            return Optional.of(before);
        }
        if (branch.width() == Width.W64
                && branch.left() instanceof Temp temp
                && !temp.isVariable()
                && branch.right() instanceof Const constant) {
            return answer(range(temp), branch.condition(), constant.value());
        }
        return Optional.empty();
    }

    private static Optional<Boolean> answer(Range range, Condition condition, long c) {
        boolean one = range.low() == range.high();
        if (one) {
            return Optional.of(Evaluation.holds(condition, Width.W64, range.low(), c));
        }
        return switch (condition) {
            case JEQ -> range.has(c) ? Optional.empty() : Optional.of(false);
            case JGT -> range.has(c) && c != range.high()
                    ? Optional.empty()
                    : Optional.of(Long.compareUnsigned(range.low(), c) > 0);
            case JSET -> Long.compareUnsigned(range.high(), Long.lowestOneBit(c)) < 0 ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Boolean> answer(Bounds bounds) {
        Length length = length(bounds);
        if (bounds.bytes() <= length.atLeast()) {
            return Optional.of(true);
        }
        return bounds.bytes() >= length.below() ? Optional.of(false) : Optional.empty();
    }

    private Length length(Bounds bounds) {
        return known.get(new Span(bounds.from(), bounds.end())) instanceof Length length
                ? length
                : new Length(-1, Integer.MAX_VALUE);
    }

    private Range range(Temp temp) {
        Range range = ranges[temp.number()];
        return range == null ? new Range(0, terms.claimed(temp)) : range;
    }

    private void put(Temp temp, Range range) {
        Range before = ranges[temp.number()];
        ranges[temp.number()] = range;
        note(before == null ? NOTHING : before);
        note(temp);
    }

    private void put(Object key, Object value) {
        Object before = known.put(key, value);
        note(before == null ? NOTHING : before);
        note(key);
    }

    private void note(Object what) {
        if (undos == undo.length) {
            undo = Arrays.copyOf(undo, 2 * undos);
        }
        undo[undos++] = what;
    }

    private static Question question(Branch branch) {
        return new Question(branch.condition(), branch.width(), branch.left(), branch.right());
    }

    private static boolean isVariable(Value value) {
        return value instanceof Temp temp && temp.isVariable();
    }
}
