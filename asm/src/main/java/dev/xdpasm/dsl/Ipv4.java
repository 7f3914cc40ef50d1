package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** The IPv4 header without its options, 20 bytes (RFC 791; {@code struct iphdr}, include/uapi/linux/ip.h). */
public final class Ipv4 extends Header {
    private final NumField versionAndIhl = u8();
    private final NumField version = bits(versionAndIhl, 4, 4);
    private final NumField ihl = bits(versionAndIhl, 0, 4);
    private final NumField tos = u8();
    private final NetField totalLength = be16();
    private final NetField id = be16();
    private final NetField fragment = be16();
    private final NumField ttl = u8();
    private final NumField protocol = u8();
    private final NetField checksum = be16();
    private final NetField saddr = be32();
    private final NetField daddr = be32();

    /** {@return the version, 4} */
    public Num version() {
        return version.get();
    }

    /** Writes it: the version, 4. */
    public void version(Num changed) {
        version.set(changed);
    }

    /** Writes it: the version, 4. */
    public void version(long changed) {
        version.set(changed);
    }

    /** {@return the header's length in words of 4 bytes, 5 to 15} */
    public Num ihl() {
        return ihl.get();
    }

    /** Writes it: the header's length in words of 4 bytes, 5 to 15. */
    public void ihl(Num changed) {
        ihl.set(changed);
    }

    /** Writes it: the header's length in words of 4 bytes, 5 to 15. */
    public void ihl(long changed) {
        ihl.set(changed);
    }

    /** {@return the type of service: DSCP and ECN} */
    public Num tos() {
        return tos.get();
    }

    /** Writes it: the type of service: DSCP and ECN. */
    public void tos(Num changed) {
        tos.set(changed);
    }

    /** Writes it: the type of service: DSCP and ECN. */
    public void tos(long changed) {
        tos.set(changed);
    }

    /** {@return the bytes of header and payload} */
    public Net totalLength() {
        return totalLength.get();
    }

    /** Writes it: the bytes of header and payload. */
    public void totalLength(Net changed) {
        totalLength.set(changed);
    }

    /** Writes it: the bytes of header and payload. */
    public void totalLength(long changed) {
        totalLength.set(changed);
    }

    /** {@return what fragments of one packet have in common} */
    public Net id() {
        return id.get();
    }

    /** Writes it: what fragments of one packet have in common. */
    public void id(Net changed) {
        id.set(changed);
    }

    /** Writes it: what fragments of one packet have in common. */
    public void id(long changed) {
        id.set(changed);
    }

    /** {@return the flags and the fragment's offset in words of 8 bytes} */
    public Net fragment() {
        return fragment.get();
    }

    /** Writes it: the flags and the fragment's offset in words of 8 bytes. */
    public void fragment(Net changed) {
        fragment.set(changed);
    }

    /** Writes it: the flags and the fragment's offset in words of 8 bytes. */
    public void fragment(long changed) {
        fragment.set(changed);
    }

    /** {@return how many routers it may still pass} */
    public Num ttl() {
        return ttl.get();
    }

    /** Writes it: how many routers it may still pass. */
    public void ttl(Num changed) {
        ttl.set(changed);
    }

    /** Writes it: how many routers it may still pass. */
    public void ttl(long changed) {
        ttl.set(changed);
    }

    /** {@return the protocol of what follows, such as {@code IPPROTO_TCP}} */
    public Num protocol() {
        return protocol.get();
    }

    /** Writes it: the protocol of what follows, such as {@code IPPROTO_TCP}. */
    public void protocol(Num changed) {
        protocol.set(changed);
    }

    /** Writes it: the protocol of what follows, such as {@code IPPROTO_TCP}. */
    public void protocol(long changed) {
        protocol.set(changed);
    }

    /** Writes it: the protocol of what follows, such as {@code IPPROTO_TCP}. */
    public void protocol(UapiConstant changed) {
        protocol.set(changed.value());
    }

    /** {@return the checksum of the header} */
    public Net checksum() {
        return checksum.get();
    }

    /** Writes it: the checksum of the header. */
    public void checksum(Net changed) {
        checksum.set(changed);
    }

    /** Writes it: the checksum of the header. */
    public void checksum(long changed) {
        checksum.set(changed);
    }

    /** {@return the source's address} */
    public Net saddr() {
        return saddr.get();
    }

    /** Writes it: the source's address. */
    public void saddr(Net changed) {
        saddr.set(changed);
    }

    /** Writes it: the source's address. */
    public void saddr(long changed) {
        saddr.set(changed);
    }

    /** {@return the destination's address} */
    public Net daddr() {
        return daddr.get();
    }

    /** Writes it: the destination's address. */
    public void daddr(Net changed) {
        daddr.set(changed);
    }

    /** Writes it: the destination's address. */
    public void daddr(long changed) {
        daddr.set(changed);
    }

    /** {@return whether the version is 4 and the header has at least its 20 bytes} */
    public Bool isValid() {
        return versionAndIhl.in(0x45, 0x4f);
    }

    /** {@return whether it has options: bytes between it and the next header} */
    public Bool hasOptions() {
        return ihl().gt(5);
    }

    /** {@return the bytes of the header with its options: what {@code ihl} says, 0 to 60} */
    public Num headerLength() {
        return ihl().shl(2);
    }

    /** {@return whether it is a part of a larger packet: more follow, or it is not the first} */
    public Bool isFragment() {
        return fragment().has(0x3fff);
    }

    /** {@return whether it is a fragment but not the first: no header of the next protocol follows} */
    public Bool isLaterFragment() {
        return fragment().has(0x1fff);
    }

    /** Source becomes destination, destination source; the checksum stays right. */
    public void swapAddresses() {
        Net source = saddr();
        saddr.set(daddr);
        daddr.set(source);
    }

    /** Counts the time to live down by one and corrects the checksum (RFC 1624). It must not be 0. */
    public void decrementTtl() {
        ttl.add(-1);
        checksum(Checksum.replaced(checksum(), 0x0100, 0));
    }
}
