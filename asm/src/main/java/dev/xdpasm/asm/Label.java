package dev.xdpasm.asm;

/**
 * A place in the code that jumps can name before it is known: made by {@link Assembler#label()}, given its place by
 * {@link Assembler#bind(Label)}. Belongs to the assembler that made it.
 */
public final class Label {
    static final int UNBOUND = -1;
    static final int NO_FIXUP = -1;

    final Assembler owner;
    private final String name;

    /** The owner's program that the fields below are about: {@link Assembler#clear()} makes them stale. */
    int generation;

    /** The slot it stands for, or {@link #UNBOUND}. */
    int position = UNBOUND;

    /** The last of the jumps that wait for it: an index into the owner's fixups, or {@link #NO_FIXUP}. */
    int lastFixup = NO_FIXUP;

    Label(Assembler owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** {@return the name, empty if it was made without one} */
    public String name() {
        return name;
    }

    /** {@return {@code label NAME}, or {@code a label}} */
    @Override
    public String toString() {
        return name.isEmpty() ? "a label" : "label " + name;
    }
}
