package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.UapiConstant;
import java.util.Optional;

/** A place in memory that holds a number in network order. As a {@link Net} it is read each time it is used. */
public final class NetField extends Field implements Net {
    private final int bits;

    NetField(Place place, int bits) {
        super(place);
        this.bits = bits;
    }

    @Override
    public NetValue get() {
        Memory memory = memory();
        return new NetValue(memory.flow(), memory.load(Sizes.of(bits / Byte.SIZE)), bits, memory.origin());
    }

    /** Writes a number of the same size. */
    public void set(Net number) {
        NetValue value = number.get();
        if (value.bits() != bits) {
            throw CallSite.refuse("a be" + value.bits() + " into a be" + bits + ": turn it around with host(), then net(BE" + bits + ")");
        }
        memory().store(Sizes.of(bits / Byte.SIZE), value.value());
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
