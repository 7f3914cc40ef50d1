package dev.xdpasm.uapi;

/** A number that the kernel's headers give a name, usable wherever the assembler takes an immediate. */
public interface UapiConstant {

    /** {@return the name as the header spells it} */
    String name();

    /** {@return the number, in host byte order} */
    int value();
}
