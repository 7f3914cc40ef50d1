package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** A VLAN tag behind an EtherType of 0x8100 or 0x88a8, 4 bytes (IEEE 802.1Q). */
public final class Vlan extends Header {
    private final NetField tci = be16();
    private final NetField type = be16();

    /** {@return priority, drop eligibility and VLAN id} */
    public Net tci() {
        return tci.get();
    }

    /** Writes it: priority, drop eligibility and VLAN id. */
    public void tci(Net changed) {
        tci.set(changed);
    }

    /** Writes it: priority, drop eligibility and VLAN id. */
    public void tci(long changed) {
        tci.set(changed);
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

    /** {@return the VLAN id, 0 to 4095} */
    public Num id() {
        return tci().host().and(0xfff);
    }

    /** {@return the priority, 0 to 7} */
    public Num priority() {
        return tci().host().shr(13);
    }
}
