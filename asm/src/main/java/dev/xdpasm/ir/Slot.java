package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import java.util.Optional;

/**
 * Bytes of the stack frame. Where in the frame they lie is the code generator's to say; {@code phase} tells which of their
 * bytes must lie at a multiple of 8, since the verifier takes aligned accesses of the stack only.
 *
 * <p>Identity is the object's.
 */
public final class Slot implements Base {
    private final int number;
    private final String name;
    private final int size;
    private final int phase;
    private final Optional<SourceLine> line;

    Slot(int number, String name, int size, int phase, Optional<SourceLine> line) {
        this.number = number;
        this.name = name;
        this.size = size;
        this.phase = phase;
        this.line = line;
    }

    /** {@return its number in its graph, from 0} */
    public int number() {
        return number;
    }

    /** {@return what the user calls it, possibly empty} */
    public String name() {
        return name;
    }

    /** {@return its bytes} */
    public int size() {
        return size;
    }

    /** {@return the offset in it, 0 to 7, that is to be a multiple of 8 in the frame} */
    public int phase() {
        return phase;
    }

    /** {@return the Java line that asked for it} */
    public Optional<SourceLine> line() {
        return line;
    }

    @Override
    public String toString() {
        return (name.isEmpty() ? "slot" : name + ".slot") + number;
    }
}
