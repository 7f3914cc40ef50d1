package dev.xdpasm.dsl;

/** An IPv6 address as programs read it of a socket, a word at a time. */
public final class SockWords extends Struct {
    /** Bytes 0 to 3. */
    public final NetField first = be32();
    /** Bytes 4 to 7. */
    public final NetField second = be32();
    /** Bytes 8 to 11. */
    public final NetField third = be32();
    /** Bytes 12 to 15. */
    public final NetField fourth = be32();
}
