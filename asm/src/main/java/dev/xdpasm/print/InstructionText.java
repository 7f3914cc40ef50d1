package dev.xdpasm.print;

import dev.xdpasm.isa.TextBuffer;

/** A dialect's text of single instructions. */
@FunctionalInterface
interface InstructionText {
    /**
     * Appends the text of an instruction; the distance of a jump is its last word.
     *
     * @param insn the slot
     * @param next the slot behind it, for {@code lddw}
     * @return whether it is an instruction of which the dialect has a text; else what was appended means nothing
     */
    boolean append(TextBuffer out, long insn, long next);
}
