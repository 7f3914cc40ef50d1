package dev.xdpasm.text;

import org.jspecify.annotations.Nullable;

/** Reads where a jump goes, a label or a distance in slots, and adds the jump to the program. Knows no other operand. */
final class Target {
    private final Cursor cursor;
    private final Operands operands;
    private final Constants constants;
    private final LocalLabels localLabels;
    private final QuotedText quoted;
    private final @Nullable RelocatableDraft file;

    /** @param file the file whose symbols may be targets, or null */
    Target(
            Cursor cursor,
            Operands operands,
            Constants constants,
            LocalLabels localLabels,
            @Nullable RelocatableDraft file) {
        this.cursor = cursor;
        this.operands = operands;
        this.constants = constants;
        this.localLabels = localLabels;
        this.quoted = new QuotedText(cursor);
        this.file = file;
    }

    /** Adds a jump, or a call within the program, to the target that is read at the cursor. */
    void addJump(CodeDraft program, long insn) {
        char c = cursor.peek();
        int from = cursor.at;
        if (Cursor.startsName(c)) {
            int to = cursor.skipName();
            int hash = NameTable.hash(cursor.text(), from, to);
            if (!isConstant(from, to, hash)) {
                program.addJump(insn, from, to, hash);
                return;
            }
            cursor.at = from;
        } else if (c >= '0' && c <= '9' && localLabels.isReference()) {
            program.addJump(insn, localLabels.reference(), from);
            return;
        } else if (c == '"' && file != null) {
            program.addJump(insn, quoted.name("a label"), from);
            return;
        } else if (!Expression.startsWith(c)) {
            throw cursor.expected("a label or a distance in instruction slots such as +1");
        }
        program.addJump(insn, operands.value(), from);
    }

    private boolean isConstant(int from, int to, int hash) {
        char[] text = cursor.text();
        // symbols have the names that they like, the kernel's too
        return (file == null ? constants.get(text, from, to, hash) : constants.own(text, from, to, hash)) != null;
    }
}
