package dev.xdpasm.gen;

import dev.xdpasm.ir.Slot;

/**
 * Where an instruction accesses memory: a register and an offset, or an offset in an object of the frame.
 *
 * @param base the register that the address begins at; r10 for an object of the frame
 * @param offset bytes from there, or from the object's first byte
 * @param frame the number of the object, or {@link VirtualInsn#NONE}
 */
record Place(int base, int offset, int frame) {
    private static final int R10 = 10;

    /** A place at a register. */
    static Place at(int base, int offset) {
        return new Place(base, offset, VirtualInsn.NONE);
    }

    /** A place in a slot. */
    static Place in(Slot slot, int offset) {
        return new Place(R10, offset, slot.number());
    }

    /** A frame object's first byte. */
    static Place of(int frame) {
        return new Place(R10, 0, frame);
    }
}
