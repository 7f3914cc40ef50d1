package dev.xdpasm.text;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Register;

/**
 * Where instructions go that are read: into a program ({@link ProgramDraft}), or into a section of a relocatable file
 * ({@link SectionCode}). Reads no text itself; places are positions of the cursor, for errors.
 */
abstract class CodeDraft {
    final Cursor cursor;

    private final IsaLevel level;

    private int statement;

    CodeDraft(Cursor cursor, IsaLevel level) {
        this.cursor = cursor;
        this.level = level;
    }

    /** The highest level of instructions that is taken. */
    final IsaLevel level() {
        return level;
    }

    /** Says where the statement begins whose instruction comes next, which the cursor has marked. */
    void beginStatement(int place) {
        statement = place;
    }

    /** Where the last statement began. */
    final int statement() {
        return statement;
    }

    /** Adds an instruction, checked, with the places of its destination and of its last operand for errors. */
    final void add(long insn, int dstPlace, int operandPlace) {
        requireRight(insn, dstPlace, operandPlace);
        append(insn);
    }

    /** Adds an instruction of one slot that is right by itself, or 8 bytes that nobody is to look at. */
    abstract void append(long insn);

    /** Adds an instruction of two slots. */
    abstract void addWide(long first, long second, int dstPlace);

    /** Adds an {@code lddw} of the address of the map whose name stands between two places. */
    abstract void addMap(int dst, int from, int to, int dstPlace);

    /** Adds a jump or a local call whose distance in slots is written out. */
    abstract void addJump(long insn, long distance, int place);

    /** Adds a jump or a local call to the label whose name stands between two places, with its hash; it may be bound later. */
    abstract void addJump(long insn, int from, int to, int hash);

    /** Adds a jump or a local call to a numeric label, by {@link LocalLabels}' name for it. */
    abstract void addJump(long insn, String label, int place);

    /** Gives the next instruction the name that stands between two places, with its hash. */
    abstract void bind(int from, int to, int hash);

    /** Gives the next instruction a numeric label, by {@link LocalLabels}' name for it. */
    abstract void bind(String label, int place);

    /** Refuses an instruction that is wrong by itself. */
    final void requireRight(long insn, int dstPlace, int operandPlace) {
        if (!Checks.isRight(insn)) {
            boolean aboutDst = Insn.dstReg(insn) == Register.R10.number();
            throw cursor.error(
                    aboutDst ? dstPlace : operandPlace, Checks.problem(insn).orElseThrow());
        }
        requireLevel(insn);
    }

    /** Refuses an instruction above the level. */
    final void requireLevel(long insn) {
        if (!level.has(insn)) {
            throw cursor.error(statement, "the instruction is of ISA level " + IsaLevel.of(insn) + ", expected one of level "
                    + level + " at most");
        }
    }

    /** Refuses a distance that does not fit its field; {@return the jump with it}. */
    final long withDistance(long insn, long distance, int place) {
        if (!Insn.fitsDistance(insn, distance)) {
            throw tooFar(insn, distance, place);
        }
        return Insn.withDistance(insn, (int) distance);
    }

    private AssemblyException tooFar(long insn, long distance, int place) {
        boolean far = Insn.fitsDistance(insn, Integer.MAX_VALUE);
        return cursor.error(place, "a distance of " + distance + " slots does not fit, expected "
                + (far ? "-2147483648 to 2147483647" : "-32768 to 32767"));
    }
}
