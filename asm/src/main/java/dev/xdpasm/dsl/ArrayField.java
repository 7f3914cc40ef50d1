package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;

/**
 * Several values of one type in a row in a struct: the buckets of a histogram. One of them is had by its index, by a number that is
 * known only when the program runs where that is less than their number.
 *
 * @param <F> what one of them is seen as
 */
public final class ArrayField<F> extends LaterKnown {
    private final Field.Place place;
    private final Type<?, F> element;
    private final int length;

    ArrayField(Field.Place place, Type<?, F> element, int length) {
        this.place = place;
        this.element = element;
        this.length = length;
    }

    /** {@return how many there are} */
    public int length() {
        return length;
    }

    /** {@return the bytes of all} */
    int bytes() {
        return length * element.size();
    }

    /** Where all of them lie, for a helper that fills them in. */
    Memory memory() {
        Memory memory = place.memory();
        if (memory.staging().isPresent()) {
            throw CallSite.refuse("an array of a struct that is being put together cannot be filled in by the kernel: do it in a ring's"
                    + " record or a map's value");
        }
        return memory;
    }

    /**
     * {@return one of them, the first is 0}
     *
     * @throws dev.xdpasm.AssemblyException if there are not so many
     */
    public F at(int index) {
        if (index < 0 || index >= length) {
            throw CallSite.refuse("element " + index + " of an array of " + length + ", expected 0 to " + (length - 1));
        }
        return element.at(() -> place.memory().plus(index * element.size()));
    }

    /**
     * {@return one of them, which is there where the index is less than {@link #length}} In values of maps and records of rings: elsewhere
     * the verifier does not follow an address that is computed.
     */
    public Found<F> at(Num index) {
        Memory memory = place.memory();
        Region.Kind kind = memory.region().kind();
        if (kind != Region.Kind.MAP && kind != Region.Kind.OBJECT) {
            throw CallSite.refuse("an element of an array is found by a number in a map's value or a ring's record, not in "
                    + memory.region() + ": use a constant index, or keep the array in a map (a per-CPU array of one entry)");
        }
        Flow flow = memory.flow();
        Value number = Given.notNull(index, "index").as(Types.U64).get().value();
        Bool there = Bool.test(flow, Condition.JLT, Width.W64, number, Value.of(length)).likely();
        return new Found<>(flow.program(), there, () -> {
            Value distance = flow.binary(AluOp.MUL, Width.W64, number, Value.of(element.size()), Long.SIZE);
            Temp begin = flow.pointer(memory.address());
            return element.at(memory.at((Temp) flow.binary(AluOp.ADD, Width.W64, begin, distance, Long.SIZE)));
        });
    }
}
