package dev.xdpasm.ir;

/**
 * A value that a program computes, of 64 bits. A temp is set by one step, which comes before every step that reads it on
 * every path; only a <em>variable</em> is set by several, and holds what the last of them gave it.
 *
 * <p>Identity is the object's: two temps are never equal.
 */
public final class Temp implements Value, Base {
    private final int number;
    private final String name;
    private final int bits;
    private final boolean variable;

    Temp(int number, String name, int bits, boolean variable) {
        this.number = number;
        this.name = name;
        this.bits = bits;
        this.variable = variable;
    }

    /** {@return its number in its graph, from 0} */
    public int number() {
        return number;
    }

    /** {@return what the user calls it, possibly empty} */
    public String name() {
        return name;
    }

    @Override
    public int bits() {
        return bits;
    }

    /** {@return whether several steps set it} */
    public boolean isVariable() {
        return variable;
    }

    // cheap, and the same in each run
    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return (name.isEmpty() ? "t" : name + ".") + number;
    }
}
