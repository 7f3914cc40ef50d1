package dev.xdpasm.text;

/** Reads where a jump goes, a label or a distance in slots, and adds the jump to the program. Knows no other operand. */
final class Target {
    private final Cursor cursor;
    private final Operands operands;
    private final Constants constants;

    Target(Cursor cursor, Operands operands, Constants constants) {
        this.cursor = cursor;
        this.operands = operands;
        this.constants = constants;
    }

    /** Adds a jump, or a call within the program, to the target that is read at the cursor. */
    void addJump(ProgramDraft program, long insn) {
        char c = cursor.peek();
        int from = cursor.at;
        if (Cursor.startsName(c)) {
            int to = cursor.skipName();
            if (constants.get(cursor.text(), from, to) == null) {
                program.addJump(insn, from, to);
                return;
            }
            cursor.at = from;
        } else if (!Expression.startsWith(c)) {
            throw cursor.expected("a label or a distance in instruction slots such as +1");
        }
        program.addJump(insn, operands.value(), from);
    }
}
