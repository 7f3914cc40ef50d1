package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** The IPv6 header, 40 bytes (RFC 8200; {@code struct ipv6hdr}, include/uapi/linux/ipv6.h). */
public final class Ipv6 extends Header {
    private final NetField flow = be32();
    private final NetField payloadLength = be16();
    private final NumField nextHeader = u8();
    private final NumField hopLimit = u8();
    private final BytesField saddr = ipv6();
    private final BytesField daddr = ipv6();

    /** {@return version, traffic class and flow label} */
    public Net flow() {
        return flow.get();
    }

    /** Writes it: version, traffic class and flow label. */
    public void flow(Net changed) {
        flow.set(changed);
    }

    /** Writes it: version, traffic class and flow label. */
    public void flow(long changed) {
        flow.set(changed);
    }

    /** {@return the bytes behind this header} */
    public Net payloadLength() {
        return payloadLength.get();
    }

    /** Writes it: the bytes behind this header. */
    public void payloadLength(Net changed) {
        payloadLength.set(changed);
    }

    /** Writes it: the bytes behind this header. */
    public void payloadLength(long changed) {
        payloadLength.set(changed);
    }

    /** {@return the protocol of what follows, such as {@code IPPROTO_TCP}, or of an extension header} */
    public Num nextHeader() {
        return nextHeader.get();
    }

    /** Writes it: the protocol of what follows, such as {@code IPPROTO_TCP}, or of an extension header. */
    public void nextHeader(Num changed) {
        nextHeader.set(changed);
    }

    /** Writes it: the protocol of what follows, such as {@code IPPROTO_TCP}, or of an extension header. */
    public void nextHeader(long changed) {
        nextHeader.set(changed);
    }

    /** Writes it: the protocol of what follows, such as {@code IPPROTO_TCP}, or of an extension header. */
    public void nextHeader(UapiConstant changed) {
        nextHeader.set(changed.value());
    }

    /** {@return how many routers it may still pass} */
    public Num hopLimit() {
        return hopLimit.get();
    }

    /** Writes it: how many routers it may still pass. */
    public void hopLimit(Num changed) {
        hopLimit.set(changed);
    }

    /** Writes it: how many routers it may still pass. */
    public void hopLimit(long changed) {
        hopLimit.set(changed);
    }

    /** {@return the source's address} */
    public Bytes saddr() {
        return saddr.get();
    }

    /** Writes it: the source's address. */
    public void saddr(Bytes changed) {
        saddr.set(changed);
    }

    /** Writes it: the source's address. */
    public void saddr(String changed) {
        saddr.set(changed);
    }

    /** {@return the destination's address} */
    public Bytes daddr() {
        return daddr.get();
    }

    /** Writes it: the destination's address. */
    public void daddr(Bytes changed) {
        daddr.set(changed);
    }

    /** Writes it: the destination's address. */
    public void daddr(String changed) {
        daddr.set(changed);
    }

    /** {@return the version, 6} */
    public Num version() {
        return new NumField(this::memory, new NumType(Byte.SIZE, false), 4, 4).get();
    }

    /** {@return the flow label, 20 bits} */
    public Num flowLabel() {
        return flow().host().and(0xfffff);
    }

    /** {@return one of the four words of the source's address, 0 the first} */
    Net sourceWord(int word) {
        return new NetField(() -> saddr.memory().plus(word * Integer.BYTES), Integer.SIZE);
    }

    /** {@return one of the four words of the destination's address, 0 the first} */
    Net destinationWord(int word) {
        return new NetField(() -> daddr.memory().plus(word * Integer.BYTES), Integer.SIZE);
    }

    /** Source becomes destination, destination source. */
    public void swapAddresses() {
        Bytes source = saddr();
        saddr.set(daddr);
        daddr.set(source);
    }
}
