package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/**
 * The GRE header without its options, 4 bytes (RFC 2784, RFC 2890). Behind it lie, 4 bytes each and where its flags say so, a
 * checksum, a key and a sequence number: {@code p.header(Gre::new)} takes it alone, to go through them.
 */
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

    /** Writes it: the EtherType of what follows. */
    public void type(UapiConstant changed) {
        type.set(changed.value());
    }

    /** {@return whether a checksum follows, a be16 and 2 bytes that are 0} */
    public Bool hasChecksum() {
        return flags().host().has(CHECKSUM);
    }

    /** {@return whether a key follows, a be32} */
    public Bool hasKey() {
        return flags().host().has(KEY);
    }

    /** {@return whether a sequence number follows, a be32} */
    public Bool hasSequence() {
        return flags().host().has(SEQUENCE);
    }

    /** {@return the bytes that follow before what it carries: 0, 4, 8 or 12} */
    public Num optionsLength() {
        Num host = flags().host().as(Types.U32);
        return host.and(CHECKSUM).shr(13).plus(host.and(KEY).shr(11)).plus(host.and(SEQUENCE).shr(10));
    }

    private static final int CHECKSUM = 0x8000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
}
