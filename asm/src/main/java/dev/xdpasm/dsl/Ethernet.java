package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** The Ethernet header, 14 bytes (IEEE 802.3; {@code struct ethhdr}, include/uapi/linux/if_ether.h). */
public final class Ethernet extends Header {
    private final BytesField dhost = mac();
    private final BytesField shost = mac();
    private final NetField type = be16();

    /** {@return the destination's address} */
    public Bytes dhost() {
        return dhost.get();
    }

    /** Writes it: the destination's address. */
    public void dhost(Bytes changed) {
        dhost.set(changed);
    }

    /** Writes it: the destination's address. */
    public void dhost(String changed) {
        dhost.set(changed);
    }

    /** {@return the source's address} */
    public Bytes shost() {
        return shost.get();
    }

    /** Writes it: the source's address. */
    public void shost(Bytes changed) {
        shost.set(changed);
    }

    /** Writes it: the source's address. */
    public void shost(String changed) {
        shost.set(changed);
    }

    /** {@return the EtherType of what follows, such as {@code ETH_P_IP}} */
    public Net type() {
        return type.get();
    }

    /** Writes it: the EtherType of what follows, such as {@code ETH_P_IP}. */
    public void type(Net changed) {
        type.set(changed);
    }

    /** Writes it: the EtherType of what follows, such as {@code ETH_P_IP}. */
    public void type(long changed) {
        type.set(changed);
    }

    /** Writes it: the EtherType of what follows, such as {@code ETH_P_IP}. */
    public void type(UapiConstant changed) {
        type.set(changed.value());
    }

    /** Sends the packet back: source becomes destination, destination source. */
    public void swapAddresses() {
        Bytes destination = dhost();
        dhost.set(shost);
        shost.set(destination);
    }
}
