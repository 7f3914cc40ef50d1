package dev.xdpasm.ir;

/** A number that is known when the program is made. */
public record Const(long value) implements Value {
    @Override
    public int bits() {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    @Override
    public String toString() {
        return value > -10_000 && value < 10_000 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }
}
