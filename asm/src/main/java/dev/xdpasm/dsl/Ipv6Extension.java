package dev.xdpasm.dsl;

import dev.xdpasm.uapi.UapiConstant;

/** What IPv6 extension headers begin with, 8 bytes (RFC 8200 section 4). */
public final class Ipv6Extension extends Header {
    /** The number of a fragment header, which has no length and is 8 bytes. */
    static final int FRAGMENT = 44;

    /** The most that the length says beyond 8 bytes: all that it can, as a mask. */
    static final int MOST_BYTES = 0x7ff;

    private final NumField nextHeader = u8();
    private final NumField length = u8();
    private final NetField third = be16();

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

    /**
     * Moves the cursor behind extension headers, up to so many.
     *
     * @param next the number of the first; becomes that of what is behind them
     */
    static void skip(PacketProgram program, NumVar next, int most) {
        if (most > 0) {
            program.when(isOne(next).unlikely(), () -> {
                NumVar length = program.var(Types.U32, 0);
                Ipv6Extension extension = program.header(Ipv6Extension::new);
                program.when(next.ne(FRAGMENT), () -> length.set(extension.length().as(Types.U32).shl(3)));
                next.set(extension.nextHeader());
                program.skip(length, MOST_BYTES);
                skip(program, next, most - 1);
            });
        }
    }

    /** {@return whether a number is that of an extension header which says what follows it: hop by hop, routing, fragment, options} */
    static Bool isOne(Num number) {
        return number.oneOf(0, 43, FRAGMENT, 60);
    }

    /** {@return of a fragment header how many bytes of the packet lie before the fragment, 0 in the first} RFC 8200 section 4.5. */
    Num fragmentOffset() {
        return third.host().and(0xfff8);
    }

    /** Begins the header; of the bytes behind the first four no more is said. */
    public Ipv6Extension() {
        skip(4);
    }
}
