package dev.xdpasm.dsl;

/** The GRE header without its options, 4 bytes (RFC 2784). */
public final class Gre extends Header {
    private final NetField flags = be16();
    private final NetField type = be16();

    /** {@return flags and version} */
    public Net flags() {
        return flags.get();
    }

    /** Writes it: flags and version. */
    public void flags(Net changed) {
        flags.set(changed);
    }

    /** Writes it: flags and version. */
    public void flags(long changed) {
        flags.set(changed);
    }

    /** {@return the EtherType of what follows} */
    public Net type() {
        return type.get();
    }

    /** Writes it: the EtherType of what follows. */
    public void type(Net changed) {
        type.set(changed);
    }

    /** Writes it: the EtherType of what follows. */
    public void type(long changed) {
        type.set(changed);
    }
}
