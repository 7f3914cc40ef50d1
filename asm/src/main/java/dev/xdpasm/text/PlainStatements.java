package dev.xdpasm.text;

import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Register;

/**
 * Reads statements that are spelled as compilers spell them, {@code r1 += 4}, in one go: follows their characters down the tree
 * of {@link PlainForms} and picks up registers and numbers on the way. It only saves time, when nearly all statements are such.
 * Whatever else a statement may be, or be wrong with, is left to those who know the dialects, from its first character on.
 */
final class PlainStatements {
    private static final ShapeTree SHAPES = PlainForms.SHAPES;

    private static final int HIGHEST = Register.R10.number();

    /** More digits than any number has that fits a field. */
    private static final int MOST_DIGITS = 10;

    private final Cursor cursor;
    private final Target target;
    private final IsaLevel level;
    private final char[] text;

    /** Where the statement that was found ends, or where the target of a jump is to be read. */
    private int at;

    private long insn;

    PlainStatements(Cursor cursor, Target target, IsaLevel level) {
        this.cursor = cursor;
        this.target = target;
        this.level = level;
        text = cursor.text();
    }

    /** {@return whether the statement at the cursor is one; if so, {@link #add} is to come next} */
    boolean begins() {
        char[] text = this.text;
        int i = cursor.at;
        int step = ShapeTree.ROOT;
        int next;
        int dst = 0;
        int src = 0;
        int off = 0;
        int imm = 0;
        while ((next = SHAPES.step(step, text[i])) != ShapeTree.STOP) {
            int begins = ShapeTree.begins(next);
            if (begins < ShapeTree.NUMBERS) {
                i++;
            } else {
                int from = i;
                long value = 0;
                do {
                    value = value * 10 + text[i++] - '0';
                } while (isDigit(text[i]) && i - from < MOST_DIGITS);
                value = ShapeTree.begins(step) == ShapeTree.MINUS ? -value : value;
                boolean octal = text[from] == '0' && i > from + 1;
                if (octal || value != (int) value || begins == ShapeTree.SAME_DST && value != dst) {
                    return false;
                }
                switch (begins) {
                    case ShapeTree.DST -> dst = (int) value;
                    case ShapeTree.SRC -> src = (int) value;
                    case ShapeTree.OFF -> off = (int) value;
                    case ShapeTree.IMM -> imm = (int) value;
                    default -> {}
                }
            }
            step = next;
        }
        long form = SHAPES.insn(step);
        return form != 0 && ends(i, form) && makes(form, dst, src, off, imm);
    }

    /** Adds the statement that was found to begin. */
    void add(CodeDraft program) {
        cursor.at = at;
        if (Insn.isJump(insn)) {
            target.addJump(program, insn);
        } else {
            program.append(insn);
        }
    }

    /** Whether the statement ends at a position, or goes on with where a jump leads. */
    private boolean ends(int position, long form) {
        int i = position;
        if (Insn.isJump(form)) {
            at = i + 4;
            // without a target it may be a label's name
            return text[i] == 'g' && text[i + 1] == 'o' && text[i + 2] == 't' && text[i + 3] == 'o' && text[i + 4] == ' '
                    && (Cursor.inName(text[i + 5]) || text[i + 5] == '+' || text[i + 5] == '-');
        }
        while (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
            i++;
        }
        at = i;
        char c = text[i];
        return c == '\n' || c == ';' || c == '#' || c == Cursor.END || c == '/' && text[i + 1] == '/';
    }

    /** Puts the instruction together; {@return whether its fields have room for the numbers and it is right}. */
    private boolean makes(long form, int dst, int src, int off, int imm) {
        if (dst > HIGHEST || src > HIGHEST || off != (short) off) {
            return false;
        }
        insn = form | Insn.pack(0, dst, src, (short) off, imm);
        return Checks.isRight(insn) && level.has(insn);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
