package dev.xdpasm.asm;

/** Takes numbers that fit their field and refuses the others with the allowed range. */
final class Range {

    private Range() {}

    /** {@return an offset in bytes that fits the 16 bits of a load's or store's off field} */
    static short offset(int off) {
        return (short) require("an offset", off, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** {@return {@code value}, which lies within {@code min} and {@code max}} */
    static int require(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw CallSite.refuse(what + " is " + min + " to " + max + ", not " + value);
        }
        return value;
    }
}
