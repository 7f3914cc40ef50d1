package dev.xdpasm.ir;

/** A number that is known when the program is made. */
public record Const(long value) implements Value {
    @Override
    public int bits() {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    // written out, since linking the one that records have costs a JVM that has just begun more than a pass
    @Override
    public boolean equals(Object other) {
        return other instanceof Const constant && constant.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return value > -10_000 && value < 10_000 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }
}
