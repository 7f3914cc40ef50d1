package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** What IPv6 extension headers begin with, 8 bytes (RFC 8200 section 4). */
public final class Ipv6Extension extends Header {
    private final NumField nextHeader = u8();
    private final NumField length = u8();

    /** {@return the protocol of what follows} */
    public Num nextHeader() {
        return nextHeader.get();
    }

    /** Writes it: the protocol of what follows. */
    public void nextHeader(Num changed) {
        nextHeader.set(changed);
    }

    /** Writes it: the protocol of what follows. */
    public void nextHeader(long changed) {
        nextHeader.set(changed);
    }

    /** Writes it: the protocol of what follows. */
    public void nextHeader(UapiConstant changed) {
        nextHeader.set(changed.value());
    }

    /** {@return the header's length in words of 8 bytes, not counting the first} */
    public Num length() {
        return length.get();
    }

    /** Writes it: the header's length in words of 8 bytes, not counting the first. */
    public void length(Num changed) {
        length.set(changed);
    }

    /** Writes it: the header's length in words of 8 bytes, not counting the first. */
    public void length(long changed) {
        length.set(changed);
    }

    /** Begins the header; of the bytes behind the length no more is said. */
    public Ipv6Extension() {
        skip(6);
    }
}
