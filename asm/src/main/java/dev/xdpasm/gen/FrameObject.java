package dev.xdpasm.gen;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Slot;
import java.util.Optional;

/**
 * Bytes of the stack frame: a slot of the graph, or eight bytes for a register that was spilled.
 *
 * @param size its bytes
 * @param phase the offset in it that is to be a multiple of 8
 * @param line the Java line that asked for it; a spill has none
 */
record FrameObject(String name, int size, int phase, Optional<SourceLine> line) {
    /** Eight bytes: of fewer the verifier would forget what it knows of the register. */
    static final FrameObject SPILL = new FrameObject("", Long.BYTES, 0, Optional.empty());

    /** A slot's bytes. */
    static FrameObject of(Slot slot) {
        return new FrameObject(slot.name(), slot.size(), slot.phase(), slot.line());
    }
}
