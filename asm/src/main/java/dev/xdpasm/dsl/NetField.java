package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.UapiConstant;
import java.util.Optional;
import java.util.OptionalInt;

/** A place in memory that holds a number in network order. As a {@link Net} it is read each time it is used. */
public final class NetField extends Field implements Net {
    private final int bits;
    private final OptionalInt shift;

    NetField(Place place, int bits) {
        this(place, bits, OptionalInt.empty());
    }

    /**
     * Some bits of a word that the kernel has read and written as a whole only.
     *
     * @param shift the lowest of them in the word, as this machine loads it
     */
    NetField(Place place, int bits, OptionalInt shift) {
        super(place);
        this.bits = bits;
        this.shift = shift;
    }

    @Override
    public NetValue get() {
        Memory memory = memory();
        if (shift.isPresent()) {
            NumValue word = new NumValue(memory.flow(), memory.load(Size.W), new NumType(Integer.SIZE, false));
            Num cut = word.shr(shift.getAsInt()).and((1L << bits) - 1);
            return new NetValue(memory.flow(), cut.get().value(), bits, Optional.empty());
        }
        return new NetValue(memory.flow(), memory.load(Sizes.of(bits / Byte.SIZE)), bits, memory.origin());
    }

    /** Writes a number of the same size. */
    public void set(Net number) {
        NetValue value = number.get();
        if (value.bits() != bits) {
            throw CallSite.refuse("a be" + value.bits() + " into a be" + bits + ": turn it around with host(), then net(BE" + bits + ")");
        }
        if (shift.isPresent()) {
            Value moved = memory().flow().binary(AluOp.LSH, Width.W32, value.value(), Value.of(shift.getAsInt()), Integer.SIZE);
            memory().store(Size.W, moved);
        } else {
            memory().store(Sizes.of(bits / Byte.SIZE), value.value());
        }
    }

    /** Writes a constant, given as people say it. */
    public void set(long number) {
        NumType type = new NumType(bits, false);
        if (!type.holds(number)) {
            throw CallSite.refuse(number + " does not fit a be" + bits + ", which holds " + type.range());
        }
        set(new NetValue(memory().flow(), Value.of(Folding.swapped(bits, number)), bits, Optional.empty()));
    }

    /** Writes a constant of the kernel. */
    public void set(UapiConstant number) {
        set(number.value());
    }
}
