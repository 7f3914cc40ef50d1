package dev.xdpasm.dsl;

/**
 * How a {@link Program#repeat} is made. Where none is told, the number of turns and the size of the body choose. A fourth form, the
 * kernel's own loop, whose body is a function, is {@link CallProgram#loop}.
 */
public enum LoopForm {
    /** The turns are written out one behind the other: up to 4 by themselves, 1024 where told. */
    UNROLLED,
    /** A loop of which the verifier follows each turn, for as long as all are under a million instructions. Linux 5.3. */
    VERIFIED,
    /**
     * A loop with {@code may_goto}, of which the verifier follows a turn or two: it takes it that each number which changes in the
     * body may be any. The kernel ends it after 8,388,608 turns (all such loops of a program together), or a quarter of a second
     * from Linux 6.15 on. What the body decides on has to be unknown to the verifier from the first turn on: a variable that counts
     * from a constant is followed turn by turn. Linux 6.9.
     */
    MAY_GOTO
}
