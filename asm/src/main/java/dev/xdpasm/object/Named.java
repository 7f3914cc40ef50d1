package dev.xdpasm.object;

/** A part of an object that others of it refer to by a name, of which there is one of a kind. */
interface Named {
    /** {@return its name} */
    String name();
}
