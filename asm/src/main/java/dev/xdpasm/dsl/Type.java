package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.Optional;

/**
 * What bytes in memory mean: in packets, as keys and values of maps, as fields of structs. {@link Types} has them.
 *
 * @param <V> what such a value is: {@link Num}, {@link Net}, {@link Bytes} or a {@link Struct}
 * @param <F> what a place that holds one is: {@link NumField}, {@link NetField}, {@link BytesField} or the struct
 */
public abstract class Type<V, F> {
    private final String name;
    private final int size;
    private final int alignment;

    Type(String name, int size, int alignment) {
        this.name = name;
        this.size = size;
        this.alignment = alignment;
    }

    /** {@return what it is called, such as {@code u32}} */
    public String name() {
        return name;
    }

    /** {@return its bytes} */
    public int size() {
        return size;
    }

    /** {@return what its address is a multiple of in a struct, in bytes} */
    public int alignment() {
        return alignment;
    }

    /** The number's type, if it is one in host order. */
    NumType numType() {
        throw new IllegalStateException(name + " is no number");
    }

    /** Whether values are structs, which lie in memory. */
    boolean isStruct() {
        return false;
    }

    /** Whether a register holds a value: a number in host or network order. */
    boolean isNumber() {
        return false;
    }

    /** Refuses types whose values do not fit a register. */
    void numbers(String what) {
        throw CallSite.refuse(what + " is a " + name + ", expected a number such as U32 or BE32");
    }

    /** The value that a register holds; bits above its size may be anything. */
    V of(Flow flow, Temp register) {
        throw new IllegalStateException(name + " is no number");
    }

    /** A value as a register holds it, the bits above its size clear or copies of its sign. */
    Value bits(V value) {
        throw new IllegalStateException(name + " is no number");
    }

    /** Whether something is a value of the type: the verbs of maps take values of any class. */
    abstract boolean takes(Object value);

    /** Refuses what is no value of the type. */
    final void requireValue(Object value) {
        if (!takes(value)) {
            throw CallSite.refuse("a " + this + " is wanted here, not " + said(value));
        }
    }

    private String said(Object value) {
        if (value instanceof Net net) {
            return "a be" + net.get().bits() + ", which is in network order: turn it around with host()";
        }
        if (value instanceof Num num) {
            return "a " + num.get().type() + ", which is in host order";
        }
        if (value instanceof Bytes bytes) {
            return bytes.get().size() + " bytes";
        }
        return value instanceof Struct struct ? "a " + struct.structName() : "a " + value.getClass().getSimpleName();
    }

    /** The place as the user sees it. */
    abstract F at(Field.Place place);

    /** Writes a value to memory. */
    abstract void write(Memory memory, V value);

    /** The memory that holds a value already, if it is known. */
    abstract Optional<Origin> origin(V value);

    /** The offset in it that is to lie at a multiple of 8 on the stack, 0 to 7. */
    int phase() {
        return 0;
    }

    /**
     * As {@link #phase}, of a value that is not known when the program is made. The verifier follows numbers of 4 bytes on the stack
     * in the lower half of a word only, and goes every path again for each number that it knows: such a value is put into the upper
     * half.
     */
    int phaseOfUnknown() {
        return size == Integer.BYTES ? Integer.BYTES : phase();
    }

    /** What it is in BTF. */
    abstract BtfShape shape();

    @Override
    public String toString() {
        return name;
    }
}
