package dev.xdpasm.ir;

/**
 * Which memory an access touches, as far as is known: accesses of different regions never meet.
 *
 * @param kind what memory it is
 * @param name which one of its kind: the map's name, a slot's; empty if there is only one
 */
public record Region(Kind kind, String name) {
    /** Kinds of memory. */
    public enum Kind {
        /** The program's context, such as {@code struct xdp_md}. */
        CONTEXT,
        /** The packet and the metadata before it. */
        PACKET,
        /** Values of a map, or global data. Other processors may write it at any time. */
        MAP,
        /** The stack. */
        STACK,
        /** Memory that a helper handed out: a record of a ring, a socket. */
        OBJECT
    }

    /** The one context. */
    public static final Region CONTEXT = new Region(Kind.CONTEXT, "");

    /** The one packet. */
    public static final Region PACKET = new Region(Kind.PACKET, "");

    /** The stack; which slot says the access itself. */
    public static final Region STACK = new Region(Kind.STACK, "");

    /** A struct on the stack of who called this function; which one is not known, so that it is one region with all of them. */
    public static final Region CALLERS = new Region(Kind.OBJECT, "the caller's stack");

    /** The fields of a socket that programs are shown ({@code struct bpf_sock}). */
    public static final Region SOCKET = new Region(Kind.OBJECT, "socket");

    /** {@return the values of a map} */
    public static Region map(String name) {
        return new Region(Kind.MAP, name);
    }

    /** {@return memory that a helper handed out} */
    public static Region object(String name) {
        return new Region(Kind.OBJECT, name);
    }

    /** {@return whether it takes aligned accesses only: the verifier's rule for the stack, also for another function's} */
    public boolean isAligned() {
        return kind == Kind.STACK || equals(CALLERS);
    }

    // written out, since linking the one that records have costs a JVM that has just begun more than a pass
    @Override
    public boolean equals(Object other) {
        return other instanceof Region region && region.kind == kind && region.name.equals(name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return name.isEmpty() ? kind.name().toLowerCase(java.util.Locale.ROOT) : name;
    }
}
