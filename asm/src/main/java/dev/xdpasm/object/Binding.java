package dev.xdpasm.object;

/** Who sees a function or a global when objects are linked (the binding and visibility of an ELF symbol). */
public enum Binding {
    /** Its own object only: {@code static} in C. */
    LOCAL,
    /** All objects, and there is one of that name. The verifier checks such a function once, for itself. */
    GLOBAL,
    /** All objects; gives way to a global one of that name, or to a weak one that came before. */
    WEAK,
    /** All objects, but the verifier takes it for a static one ({@code __hidden} in C). */
    HIDDEN
}
