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
 * @param reach how far {@code base} may lie behind the first byte, as far as this is known: the verifier follows 65535 bytes
 * @param writes counts the stores into it, so that what was read can be known to be there still
 */
record PacketState(int generation, Temp data, Temp end, Temp base, int offset, int reach, int writes) {
    PacketState at(Temp changedBase, int changedOffset) {
        int moved = changedBase == base ? 0 : offset - changedOffset;
        return new PacketState(generation, data, end, changedBase, changedOffset, reach + moved, writes);
    }

    /** The same behind up to so many bytes more. */
    PacketState within(int most) {
        return new PacketState(generation, data, end, base, offset, reach + most, writes);
    }

    PacketState written() {
        return new PacketState(generation, data, end, base, offset, reach, writes + 1);
    }

    /** The same once everything was written that a later state knows of, and perhaps more. */
    PacketState writtenSince(PacketState later) {
        return new PacketState(generation, data, end, base, offset, reach, later.writes + 1);
    }

    /** Whether the packet neither moved nor was written since, as far as is known. */
    boolean holdsWhatItHeld(PacketState then) {
        return generation == then.generation && writes == then.writes;
    }

    /** Whether the cursor is at the same place. */
    boolean isAt(PacketState other) {
        return base == other.base && offset == other.offset;
    }
}
