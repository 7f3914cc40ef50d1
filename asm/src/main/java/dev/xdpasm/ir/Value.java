package dev.xdpasm.ir;

/** What a step reads: a constant or a {@link Temp}. All values have 64 bits. */
public sealed interface Value permits Const, Temp {

    /** {@return the constant} */
    static Const of(long value) {
        return new Const(value);
    }

    /** {@return the number of low bits outside of which no bit is ever set, 0 to 64} */
    int bits();
}
