package dev.xdpasm.asm;

/**
 * A place in the code that jumps can name before it is known: made by {@link Assembler#label()}, given its place by
 * {@link Assembler#bind(Label)}. Belongs to the assembler that made it.
 */
public final class Label {
    private static final int NO_PROGRAM = -1;

    final Assembler owner;
    private final String name;

    /** The owner's program in which {@link #number} means something: {@link Assembler#clear()} begins another. */
    int generation = NO_PROGRAM;

    /** The label's number in the owner's builder. */
    int number;

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
