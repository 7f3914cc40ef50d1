package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;

/**
 * Where a program stands in the packet on the path that is being written.
 *
 * @param generation changes when the packet may have moved: what was found in it before is not there any more
 * @param data pointer to its first byte
 * @param end pointer behind its last byte
 * @param base what the cursor is counted from
 * @param offset the cursor: bytes from {@code base}
 * @param writes counts the stores into it, so that what was read can be known to be there still
 */
record PacketState(int generation, Temp data, Temp end, Temp base, int offset, int writes) {
    PacketState at(Temp changedBase, int changedOffset) {
        return new PacketState(generation, data, end, changedBase, changedOffset, writes);
    }

    PacketState written() {
        return new PacketState(generation, data, end, base, offset, writes + 1);
    }

    /** Whether the cursor is at the same place. */
    boolean isAt(PacketState other) {
        return base == other.base && offset == other.offset;
    }
}
