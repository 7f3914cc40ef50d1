package dev.xdpasm.ir;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One thing that a block does. A step says what it sets ({@link #result}), what it reads ({@link Reader}) and whether it does
 * more than that ({@link #hasEffect}), so that whoever changes a graph need not know all kinds.
 */
public sealed interface Step extends Reader {

    /** {@return what it sets} */
    default Optional<Temp> result() {
        return Optional.empty();
    }

    /** {@return whether it sets a temp} */
    default boolean sets(Temp temp) {
        return result().orElse(null) == temp;
    }

    /** {@return the same step reading other values; a base can only become another temp} */
    Step reading(UnaryOperator<Value> change);

    /** {@return whether it does more than to set its result: writes memory, or calls what may} */
    default boolean hasEffect() {
        return false;
    }

    /** {@code result = value}. */
    record Move(Temp to, Value value) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public Move reading(UnaryOperator<Value> change) {
            return new Move(to, change.apply(value));
        }

        @Override
        public String toString() {
            return to + " = " + value;
        }
    }

    /**
     * {@code result = left op right}, of all bits or of the lower 32, where the upper half of the result is zero. Shifts count
     * modulo the width; a division by zero gives 0, its rest the dividend. {@link AluOp#MOV} is no such step.
     */
    record Binary(Temp to, AluOp op, Width width, Value left, Value right) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public Binary reading(UnaryOperator<Value> change) {
            return new Binary(to, op, width, change.apply(left), change.apply(right));
        }

        @Override
        public String toString() {
            String operator = op.symbol().substring(0, op.symbol().length() - 1);
            return to + " = " + left + " " + operator + (width == Width.W32 ? "32 " : " ") + right;
        }
    }

    /**
     * {@code result} = the lower 16, 32 or 64 bits of the value with their bytes turned as the operation says; bits above are
     * zero. {@link ByteOrderOp#LE} cuts to the width.
     */
    record Swap(Temp to, ByteOrderOp op, int width, Value value) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public Swap reading(UnaryOperator<Value> change) {
            return new Swap(to, op, width, change.apply(value));
        }

        @Override
        public String toString() {
            return to + " = " + op.mnemonic() + width + " " + value;
        }
    }

    /** {@code result} = the lower 8, 16 or 32 bits of the value, the sign repeated in all above. */
    record SignExtend(Temp to, int width, Value value) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public SignExtend reading(UnaryOperator<Value> change) {
            return new SignExtend(to, width, change.apply(value));
        }

        @Override
        public String toString() {
            return to + " = s" + width + " " + value;
        }
    }

    /** {@code result} = what memory holds, the bits above its size zero. */
    record Load(Temp to, Size size, Address from) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public Load reading(UnaryOperator<Value> change) {
            return new Load(to, size, rebased(from, change));
        }

        @Override
        public String toString() {
            return to + " = " + from.region() + " *(u" + size.bytes() * Byte.SIZE + " *)(" + from + ")";
        }
    }

    /** Memory becomes the value's lower bytes. */
    record Store(Size size, Address at, Value value) implements Step {
        @Override
        public Store reading(UnaryOperator<Value> change) {
            return new Store(size, rebased(at, change), change.apply(value));
        }

        @Override
        public boolean hasEffect() {
            return true;
        }

        @Override
        public String toString() {
            return at.region() + " *(u" + size.bytes() * Byte.SIZE + " *)(" + at + ") = " + value;
        }
    }

    /**
     * Changes memory in one step of the processor; sizes are {@link Size#W} and {@link Size#DW}.
     *
     * @param to what memory held before, for operations that fetch
     * @param expected what memory is to hold for {@link AtomicOp#CMPXCHG} to store {@code value}; else empty
     */
    record Atomic(Optional<Temp> to, AtomicOp op, Size size, Address at, Value value, Optional<Value> expected) implements Step {
        @Override
        public Optional<Temp> result() {
            return to;
        }

        @Override
        public Atomic reading(UnaryOperator<Value> change) {
            return new Atomic(to, op, size, rebased(at, change), change.apply(value), expected.map(change));
        }

        @Override
        public boolean hasEffect() {
            return true;
        }

        @Override
        public String toString() {
            return to.map(t -> t + " = ").orElse("") + "atomic " + op.symbol() + " *(u" + size.bytes() * Byte.SIZE + " *)(" + at
                    + ") " + value + expected.map(e -> " if " + e).orElse("");
        }
    }

    /** {@code result} = the address of bytes of the stack. */
    record StackAddress(Temp to, Slot slot, int offset) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public StackAddress reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public String toString() {
            return to + " = &" + slot + " + " + offset;
        }
    }

    /** {@code result} = a map as helpers take it, an {@code lddw} with a relocation. */
    record MapHandle(Temp to, String map) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public MapHandle reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public String toString() {
            return to + " = map " + map;
        }
    }

    /** {@code result} = the address of a byte of an array map's values, an {@code lddw} with a relocation. Linux 5.2. */
    record MapValue(Temp to, String map, int offset) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public MapValue reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public String toString() {
            return to + " = &" + map + " + " + offset;
        }
    }

    /** {@code result} = the address of a function of the same object, as helpers take callbacks. Linux 5.13. */
    record FunctionAddress(Temp to, String function) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public FunctionAddress reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public String toString() {
            return to + " = &" + function;
        }
    }

    /**
     * {@code result} = what CO-RE finds out about a type of the kernel that loads the program, an {@code lddw}.
     *
     * @param fact which, by a number under which the object has it
     */
    record KernelFact(Temp to, int fact) implements Step {
        /** What stands before the number where the code has a name in place of the constant. */
        public static final String PREFIX = "core:";

        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public KernelFact reading(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public String toString() {
            return to + " = " + PREFIX + fact;
        }
    }

    /**
     * {@code result} = a field of a struct of the kernel's, which lies where CO-RE finds that it does. The loader gives the access
     * the field's size, if both are unsigned, so that all 64 bits are set.
     *
     * @param fact the field's offset, by the number under which the object has it
     */
    record FieldLoad(Temp to, Size size, Temp base, int fact) implements Step {
        @Override
        public Optional<Temp> result() {
            return Optional.of(to);
        }

        @Override
        public FieldLoad reading(UnaryOperator<Value> change) {
            return new FieldLoad(to, size, change.apply(base) instanceof Temp other ? other : base, fact);
        }

        @Override
        public String toString() {
            return to + " = *(u" + size.bytes() * Byte.SIZE + " *)(" + base + " + " + KernelFact.PREFIX + fact + ")";
        }
    }

    /**
     * A field of a struct of the kernel's, which lies where CO-RE finds that it does, becomes the value's lower bytes. The loader gives
     * the access the field's size, if both are unsigned.
     *
     * @param fact the field's offset, by the number under which the object has it
     */
    record FieldStore(Size size, Temp base, int fact, Value value) implements Step {
        @Override
        public FieldStore reading(UnaryOperator<Value> change) {
            return new FieldStore(size, change.apply(base) instanceof Temp other ? other : base, fact, change.apply(value));
        }

        @Override
        public boolean hasEffect() {
            return true;
        }

        @Override
        public String toString() {
            return "*(u" + size.bytes() * Byte.SIZE + " *)(" + base + " + " + KernelFact.PREFIX + fact + ") = " + value;
        }
    }

    /**
     * Calls something with up to five arguments.
     *
     * @param to what it returns, if anyone asks; a call that nobody asks is kept when it {@linkplain #hasEffect has an effect}
     * @param readsStack whether it reads memory of the stack that an argument points to
     * @param writes the kinds of memory that it may change; {@link Region.Kind#PACKET} also if it may move the packet
     * @param pure whether it may be left out when nobody wants its result, as a lookup may
     */
    record Call(
            Optional<Temp> to,
            Callee callee,
            List<Value> arguments,
            boolean readsStack,
            Set<Region.Kind> writes,
            boolean pure)
            implements Step {
        /** Creates a call; refuses more than five arguments. */
        public Call {
            arguments = List.copyOf(arguments);
            writes = Set.copyOf(writes);
            if (arguments.size() > 5) {
                throw new IllegalArgumentException(callee.name() + " with " + arguments.size() + " arguments, at most 5");
            }
        }

        @Override
        public Optional<Temp> result() {
            return to;
        }

        @Override
        public Call reading(UnaryOperator<Value> change) {
            List<Value> changed = new ArrayList<>(arguments);
            changed.replaceAll(change);
            return new Call(to, callee, changed, readsStack, writes, pure);
        }

        @Override
        public boolean hasEffect() {
            return !pure;
        }

        @Override
        public String toString() {
            return to.map(t -> t + " = ").orElse("") + callee.name() + arguments.toString().replace('[', '(').replace(']', ')');
        }
    }

    private static Address rebased(Address address, UnaryOperator<Value> change) {
        return address.base() instanceof Temp temp
                ? new Address((Temp) change.apply(temp), address.offset(), address.region())
                : address;
    }
}
