package dev.xdpasm.dsl;

/** Something that a path has to give back before it leaves the body it has it in: a record of a ring, a lock. */
interface Held {
    /** Says the steps that give it back. */
    void giveBack();

    /** Refuses the call of a function that cannot be called while the path has it. */
    default void requireCallable(String function) {}
}
