package dev.xdpasm.ir;

import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.function.UnaryOperator;

/** How a block ends: where it goes on. */
public sealed interface Ending extends Reader {

    /** {@return the blocks that may come next, in no order that means anything} */
    Block[] successors();

    /** {@return the same ending reading other values} */
    Ending reading(UnaryOperator<Value> change);

    /**
     * {@return the same ending going on elsewhere}
     *
     * @param ways a block instead of each of {@link #successors}
     */
    Ending leadingTo(Block... ways);

    /** Goes on with a block. */
    record Jump(Block to) implements Ending {
        @Override
        public Block[] successors() {
            return new Block[] {to};
        }

        @Override
        public Jump reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public Jump leadingTo(Block... ways) {
            return new Jump(ways[0]);
        }

        @Override
        public String toString() {
            return "goto " + to;
        }
    }

    /**
     * Goes on with {@code yes} where the condition holds, with {@code no} where it does not.
     *
     * @param width whether all bits are compared or the lower 32
     * @param likely which way packets are thought to go
     */
    record Branch(Condition condition, Width width, Value left, Value right, Block yes, Block no, Likely likely)
            implements Ending {
        @Override
        public Block[] successors() {
            return new Block[] {yes, no};
        }

        @Override
        public Branch reading(UnaryOperator<Value> change) {
            return new Branch(condition, width, change.apply(left), change.apply(right), yes, no, likely);
        }

        @Override
        public Branch leadingTo(Block... ways) {
            return new Branch(condition, width, left, right, ways[0], ways[1], likely);
        }

        @Override
        public String toString() {
            return "if " + left + " " + condition.symbol() + (width == Width.W32 ? "32 " : " ") + right + " " + yes + " else " + no
                    + (likely == Likely.EITHER ? "" : " (likely " + likely.name().toLowerCase(java.util.Locale.ROOT) + ")");
        }
    }

    /** Which way of a {@link Branch} is thought to be taken. */
    enum Likely {
        YES,
        NO,
        EITHER;

        /** {@return what is thought of the other way} */
        public Likely turned() {
            return this == YES ? NO : this == NO ? YES : EITHER;
        }
    }

    /**
     * Goes on with {@code enough} where the packet has {@code bytes} bytes from {@code from} on, else with {@code tooShort}:
     * the comparison of pointers that the verifier learns from.
     *
     * @param from a pointer into the packet
     * @param bytes how many bytes from there are wanted, 1 to 65535
     * @param end the pointer behind the packet's last byte
     */
    record Bounds(Temp from, int bytes, Temp end, Block enough, Block tooShort) implements Ending {
        @Override
        public Block[] successors() {
            return new Block[] {enough, tooShort};
        }

        @Override
        public Bounds reading(UnaryOperator<Value> change) {
            return new Bounds((Temp) change.apply(from), bytes, (Temp) change.apply(end), enough, tooShort);
        }

        @Override
        public Bounds leadingTo(Block... ways) {
            return new Bounds(from, bytes, end, ways[0], ways[1]);
        }

        @Override
        public String toString() {
            return "if " + from + " + " + bytes + " <= " + end + " " + enough + " else " + tooShort;
        }
    }

    /** Goes on with {@code next} as long as the kernel lets the program run, at most some 8 million times, else with {@code out}. */
    record MayGoto(Block next, Block out) implements Ending {
        @Override
        public Block[] successors() {
            return new Block[] {next, out};
        }

        @Override
        public MayGoto reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public MayGoto leadingTo(Block... ways) {
            return new MayGoto(ways[0], ways[1]);
        }

        @Override
        public String toString() {
            return "may_goto " + next + " else " + out;
        }
    }

    /** Ends the program or returns from the function. */
    record Exit(Value result) implements Ending {
        @Override
        public Block[] successors() {
            return new Block[0];
        }

        @Override
        public Exit reading(UnaryOperator<Value> change) {
            return new Exit(change.apply(result));
        }

        @Override
        public Exit leadingTo(Block... ways) {
            return this;
        }

        @Override
        public String toString() {
            return "exit " + result;
        }
    }
}
