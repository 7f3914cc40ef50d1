package dev.xdpasm.dsl;

/** Some bytes that are no number: an Ethernet or IPv6 address, a name. */
public sealed interface Bytes permits BytesValue, BytesField, BytesVar {

    /** {@return what they are now} */
    BytesValue get();

    /** {@return whether they are equal; both have one size} */
    default Bool eq(Bytes other) {
        return get().equalTo(other.get());
    }

    /** {@return whether they are not equal; both have one size} */
    default Bool ne(Bytes other) {
        return eq(other).not();
    }

    /** {@return whether they are this address, such as {@code 02:00:00:00:00:01} or {@code 2001:db8::1}} */
    default Bool eq(String address) {
        BytesValue value = get();
        return value.equalTo(value.address(address));
    }

    /** {@return whether they are not this address} */
    default Bool ne(String address) {
        return eq(address).not();
    }

    /**
     * {@return whether an IPv6 address lies in a network such as {@code 2001:db8::/32}, or an Ethernet address begins with the bits
     * of one such as {@code 02:00:00:00:00:00/24}}
     */
    default Bool in(String network) {
        return get().within(network);
    }

    /**
     * {@return the number that lies in them from an offset on, such as the IPv4 address at the end of an IPv6 address:
     * {@code ip.daddr().net(12, BE32)}}
     *
     * @param offset of its first byte, from 0
     */
    default Net net(int offset, Type<Net, NetField> type) {
        return get().part(offset, Given.notNull(type, "type").size());
    }

    /** {@return the same bytes, but for a number that lies in them from an offset on} */
    default Bytes with(int offset, Net number) {
        return get().replaced(offset, Given.notNull(number, "number").get());
    }

    /** {@return whether they come before others, byte by byte as {@code memcmp} compares; both have one size} */
    default Bool lt(Bytes other) {
        return get().before(other.get());
    }

    /** {@return whether they come before this address} */
    default Bool lt(String address) {
        BytesValue value = get();
        return value.before(value.address(address));
    }

    /** {@return whether they come behind others, byte by byte as {@code memcmp} compares; both have one size} */
    default Bool gt(Bytes other) {
        return other.get().before(get());
    }

    /** {@return whether they come behind this address} */
    default Bool gt(String address) {
        BytesValue value = get();
        return value.address(address).before(value);
    }

    /** {@return whether they are these or come before them; both have one size} */
    default Bool le(Bytes other) {
        return gt(other).not();
    }

    /** {@return whether they are this address or come before it} */
    default Bool le(String address) {
        return gt(address).not();
    }

    /** {@return whether they are these or come behind them; both have one size} */
    default Bool ge(Bytes other) {
        return lt(other).not();
    }

    /** {@return whether they are this address or come behind it} */
    default Bool ge(String address) {
        return lt(address).not();
    }

    /** {@return whether all are zero} */
    default Bool isZero() {
        return get().allZero();
    }
}
