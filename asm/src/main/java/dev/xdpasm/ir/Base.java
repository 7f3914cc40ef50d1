package dev.xdpasm.ir;

/** What an address begins at: a pointer that a {@link Temp} holds, or a {@link Slot} of the stack. */
public sealed interface Base permits Temp, Slot {}
