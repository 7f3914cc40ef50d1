package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.UapiConstant;
import java.util.Optional;

/**
 * A place in memory that holds a number in host order, or some bits of one. As a {@link Num} it is read each time it is used.
 *
 * <p>{@link #add} and its like are plain: a load, an addition and a store, for per-CPU values. Where several processors write one
 * value, the atomic ones count right.
 */
public final class NumField extends Field implements Num {
    private final NumType type;
    private final int shift;
    private final int width;

    NumField(Place place, NumType type) {
        this(place, type, 0, type.bits());
    }

    /** Some bits of a number: {@code width} bits from bit {@code shift} on, counted from the lowest. */
    NumField(Place place, NumType type, int shift, int width) {
        super(place);
        this.type = type;
        this.shift = shift;
        this.width = width;
    }

    NumType type() {
        return type;
    }

    private boolean isWhole() {
        return width == type.bits();
    }

    private Size size() {
        return Sizes.of(type.bits() / Byte.SIZE);
    }

    Optional<Origin> origin() {
        Memory memory = memory();
        return isWhole() && memory.isKey() ? Optional.of(new Origin(memory.address(), memory.flow(), Optional.empty())) : Optional.empty();
    }

    @Override
    public NumValue get() {
        Memory memory = memory();
        NumType read = new NumType(type.bits(), false);
        NumValue whole = new NumValue(memory.flow(), memory.load(size()), read, isWhole() ? memory.origin() : Optional.empty());
        if (isWhole()) {
            return type.signed() ? whole.as(Types.ofNum(type)).get() : whole;
        }
        NumValue part = shift == 0 ? whole : whole.shift(AluOp.RSH, shift);
        return part.value().bits() <= width ? part : part.binary(AluOp.AND, (1L << width) - 1);
    }

    /** Writes a number; what does not fit is cut. */
    public void set(Num number) {
        NumValue value = number.get();
        if (isWhole()) {
            memory().store(size(), value.value());
        } else {
            long mask = (1L << width) - 1;
            Num others = new NumField(this::memory, type).and(~(mask << shift) & -1L >>> Long.SIZE - type.bits());
            memory().store(size(), others.or(value.and(mask).shl(shift)).get().value());
        }
    }

    /** Writes a constant; below 0 it is its two's complement, unless the field is some bits only. */
    public void set(long number) {
        if (!isWhole() && (number < 0 || number >> width != 0)) {
            throw CallSite.refuse(number + " does not fit a field of " + width + " bits, which holds 0 to " + ((1L << width) - 1));
        }
        if (!type.holds(number) && !(number < 0 && new NumType(type.bits(), true).holds(number))) {
            throw CallSite.refuse(number + " does not fit a " + type + ", which holds " + type.range());
        }
        set(new NumValue(memory().flow(), Value.of(number), type));
    }

    /** Writes a constant of the kernel. */
    public void set(UapiConstant number) {
        set(number.value());
    }

    /** Adds to it, not atomically. */
    public void add(Num number) {
        set(plus(number));
    }

    /** Adds to it, not atomically. */
    public void add(long number) {
        set(plus(number));
    }

    /** Subtracts from it, not atomically. */
    public void subtract(Num number) {
        set(minus(number));
    }

    /** Subtracts from it, not atomically. */
    public void subtract(long number) {
        set(minus(number));
    }

    /** Adds to it atomically; 32 and 64 bits, not in packets. */
    public void atomicAdd(Num number) {
        atomic(AtomicOp.ADD, number.get().value());
    }

    /** Adds to it atomically; 32 and 64 bits, not in packets. */
    public void atomicAdd(long number) {
        atomic(AtomicOp.ADD, Value.of(number));
    }

    /** Sets bits atomically; 32 and 64 bits, not in packets. Linux 5.12. */
    public void atomicOr(long bits) {
        atomic(AtomicOp.OR, Value.of(bits));
    }

    /** Keeps only these bits, atomically; 32 and 64 bits, not in packets. Linux 5.12. */
    public void atomicAnd(long bits) {
        atomic(AtomicOp.AND, Value.of(bits));
    }

    /** Turns bits over atomically; 32 and 64 bits, not in packets. Linux 5.12. */
    public void atomicXor(long bits) {
        atomic(AtomicOp.XOR, Value.of(bits));
    }

    /** {@return what it held before the number was added to it, atomically; 32 and 64 bits, not in packets} Linux 5.12. */
    public Num fetchAdd(Num number) {
        return fetch(AtomicOp.FETCH_ADD, number.get().value(), Optional.empty());
    }

    /** {@return what it held before the number was added to it, atomically; 32 and 64 bits, not in packets} Linux 5.12. */
    public Num fetchAdd(long number) {
        return fetch(AtomicOp.FETCH_ADD, Value.of(number), Optional.empty());
    }

    /** {@return what it held before these bits were set, atomically} Linux 5.12. */
    public Num fetchOr(long bits) {
        return fetch(AtomicOp.FETCH_OR, Value.of(bits), Optional.empty());
    }

    /** {@return what it held before it was given another number, atomically; 32 and 64 bits, not in packets} Linux 5.12. */
    public Num exchange(Num number) {
        return fetch(AtomicOp.XCHG, number.get().value(), Optional.empty());
    }

    /**
     * {@return what it held; if that was {@code expected} it now holds {@code number}, atomically; 32 and 64 bits, not in packets}
     * Linux 5.12.
     */
    public Num compareAndExchange(Num expected, Num number) {
        return fetch(AtomicOp.CMPXCHG, number.get().value(), Optional.of(expected.get().value()));
    }

    private void atomic(AtomicOp op, Value value) {
        if (op != AtomicOp.ADD) {
            requireInKernel();
        }
        memory().flow().add(new Step.Atomic(Optional.empty(), op, atomicSize(), writable(), value, Optional.empty()));
    }

    private Num fetch(AtomicOp op, Value value, Optional<Value> expected) {
        requireInKernel();
        Flow flow = memory().flow();
        Temp before = flow.temp(type.bits());
        flow.add(new Step.Atomic(Optional.of(before), op, atomicSize(), writable(), value, expected));
        NumValue read = new NumValue(flow, before, new NumType(type.bits(), false));
        return type.signed() ? read.as(Types.ofNum(type)) : read;
    }

    private void requireInKernel() {
        memory().flow().program().declared().functions().require("an atomic other than atomicAdd", "5.12");
    }

    private Address writable() {
        Memory memory = memory();
        Address address = memory.address();
        memory.flow().requireWritable(address);
        return address;
    }

    private Size atomicSize() {
        if (!isWhole() || type.bits() < Integer.SIZE) {
            throw CallSite.refuse("atomics are of 32 or 64 bits, this field has " + width);
        }
        if (memory().region().kind() == dev.xdpasm.ir.Region.Kind.PACKET) {
            throw CallSite.refuse("atomics do not work in packets, which no other processor sees: use add or set");
        }
        return size();
    }

    @Override
    public Bool eq(long number) {
        return isWhole() ? get().eq(number) : masked().eq(placed(number));
    }

    @Override
    public Bool ne(long number) {
        return isWhole() ? get().ne(number) : masked().ne(placed(number));
    }

    private long placed(long number) {
        if (number < 0 || number >> width != 0) {
            throw CallSite.refuse("a field of " + width + " bits is never " + number + ", it holds 0 to " + ((1L << width) - 1));
        }
        return number << shift;
    }

    private NumValue masked() {
        Memory memory = memory();
        NumValue whole = new NumValue(memory.flow(), memory.load(size()), new NumType(type.bits(), false));
        return whole.binary(AluOp.AND, (1L << width) - 1 << shift);
    }
}
