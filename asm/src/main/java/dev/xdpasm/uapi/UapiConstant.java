package dev.xdpasm.uapi;

/** A number that the kernel's headers give a name, usable wherever the assembler takes an immediate. */
public interface UapiConstant {

    /** {@return the name as the header spells it} */
    String name();

    /** {@return the number, in host byte order} */
    int value();

    /** {@return the numbers of several} */
    static long[] values(UapiConstant... constants) {
        long[] values = new long[constants.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = constants[i].value();
        }
        return values;
    }
}
