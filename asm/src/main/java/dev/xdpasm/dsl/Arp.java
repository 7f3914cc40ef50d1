package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** An ARP packet of IPv4 over Ethernet, 28 bytes (RFC 826). */
public final class Arp extends Header {
    private final NetField hardwareType = be16();
    private final NetField protocolType = be16();
    private final NumField hardwareSize = u8();
    private final NumField protocolSize = u8();
    private final NetField operation = be16();
    private final BytesField senderMac = mac();
    private final NetField senderIp = be32();
    private final BytesField targetMac = mac();
    private final NetField targetIp = be32();

    /** {@return the kind of link, 1 for Ethernet} */
    public Net hardwareType() {
        return hardwareType.get();
    }

    /** Writes it: the kind of link, 1 for Ethernet. */
    public void hardwareType(Net changed) {
        hardwareType.set(changed);
    }

    /** Writes it: the kind of link, 1 for Ethernet. */
    public void hardwareType(long changed) {
        hardwareType.set(changed);
    }

    /** {@return the EtherType of the protocol's addresses} */
    public Net protocolType() {
        return protocolType.get();
    }

    /** Writes it: the EtherType of the protocol's addresses. */
    public void protocolType(Net changed) {
        protocolType.set(changed);
    }

    /** Writes it: the EtherType of the protocol's addresses. */
    public void protocolType(long changed) {
        protocolType.set(changed);
    }

    /** Writes it: the EtherType of the protocol's addresses. */
    public void protocolType(UapiConstant changed) {
        protocolType.set(changed.value());
    }

    /** {@return the bytes of a link address, 6} */
    public Num hardwareSize() {
        return hardwareSize.get();
    }

    /** Writes it: the bytes of a link address, 6. */
    public void hardwareSize(Num changed) {
        hardwareSize.set(changed);
    }

    /** Writes it: the bytes of a link address, 6. */
    public void hardwareSize(long changed) {
        hardwareSize.set(changed);
    }

    /** {@return the bytes of a protocol address, 4} */
    public Num protocolSize() {
        return protocolSize.get();
    }

    /** Writes it: the bytes of a protocol address, 4. */
    public void protocolSize(Num changed) {
        protocolSize.set(changed);
    }

    /** Writes it: the bytes of a protocol address, 4. */
    public void protocolSize(long changed) {
        protocolSize.set(changed);
    }

    /** {@return 1 for a request, 2 for a reply} */
    public Net operation() {
        return operation.get();
    }

    /** Writes it: 1 for a request, 2 for a reply. */
    public void operation(Net changed) {
        operation.set(changed);
    }

    /** Writes it: 1 for a request, 2 for a reply. */
    public void operation(long changed) {
        operation.set(changed);
    }

    /** {@return the sender's link address} */
    public Bytes senderMac() {
        return senderMac.get();
    }

    /** Writes it: the sender's link address. */
    public void senderMac(Bytes changed) {
        senderMac.set(changed);
    }

    /** Writes it: the sender's link address. */
    public void senderMac(String changed) {
        senderMac.set(changed);
    }

    /** {@return the sender's IPv4 address} */
    public Net senderIp() {
        return senderIp.get();
    }

    /** Writes it: the sender's IPv4 address. */
    public void senderIp(Net changed) {
        senderIp.set(changed);
    }

    /** Writes it: the sender's IPv4 address. */
    public void senderIp(long changed) {
        senderIp.set(changed);
    }

    /** {@return the target's link address} */
    public Bytes targetMac() {
        return targetMac.get();
    }

    /** Writes it: the target's link address. */
    public void targetMac(Bytes changed) {
        targetMac.set(changed);
    }

    /** Writes it: the target's link address. */
    public void targetMac(String changed) {
        targetMac.set(changed);
    }

    /** {@return the target's IPv4 address} */
    public Net targetIp() {
        return targetIp.get();
    }

    /** Writes it: the target's IPv4 address. */
    public void targetIp(Net changed) {
        targetIp.set(changed);
    }

    /** Writes it: the target's IPv4 address. */
    public void targetIp(long changed) {
        targetIp.set(changed);
    }
}
