package dev.xdpasm.text;

import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.text.ShapeTree.Number;

/**
 * Reads statements that are spelled as compilers spell them, {@code r1 += 4}, in one go: follows their characters down the tree
 * of {@link PlainForms} and picks up registers and numbers on the way. It only saves time, when nearly all statements are such.
 * Whatever else a statement may be, or be wrong with, is left to those who know the dialects, from its first character on.
 */
final class PlainStatements {
    private static final ShapeTree SHAPES = PlainForms.SHAPES;
    private static final Number[] NUMBERS = Number.values();

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

    /** Moves the cursor behind blanks. {@return whether the statement there is one; if so, {@link #add} is to come next} */
    boolean begins() {
        char[] text = this.text;
        int i = cursor.at;
        while (text[i] == ' ' || text[i] == '\t') {
            i++;
        }
        cursor.at = i;
        int run = ShapeTree.ROOT;
        long fields = 0;
        long form;
        do {
            run = SHAPES.next(run, text[i]);
            if (run == ShapeTree.STOP) {
                return false;
            }
            for (int wanted : SHAPES.run(run)) {
                char c = text[i];
                if (c == wanted) {
                    i++;
                } else if (wanted < ShapeTree.NUMBERS || !isDigit(c)) {
                    return false;
                } else {
                    int from = i;
                    long digits = 0;
                    do {
                        digits = digits * 10 + text[i++] - '0';
                    } while (isDigit(text[i]) && i - from < MOST_DIGITS);
                    Number number = NUMBERS[wanted - ShapeTree.NUMBERS];
                    long field = number.field(digits);
                    boolean octal = i > from + 1 && c == '0';
                    if (octal || !number.fits(digits) || number == Number.SAME_DST && field != fields) {
                        return false;
                    }
                    fields |= field;
                }
            }
            form = SHAPES.insn(run);
        } while (form == 0);
        at = i;
        insn = form | fields;
        return ends() && Checks.isRight(insn) && level.has(insn);
    }

    /** Adds the statement that was found to begin at the cursor. */
    void add(CodeDraft program) {
        program.beginStatement(cursor.at);
        cursor.mark();
        cursor.at = at;
        if (Insn.isJump(insn)) {
            target.addJump(program, insn);
        } else {
            program.append(insn);
        }
    }

    /** Whether the statement ends here, or where a jump leads to follows. */
    private boolean ends() {
        if (Insn.isJump(insn)) {
            return Cursor.inName(text[at]) || text[at] == '+' || text[at] == '-';
        }
        while (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') {
            at++;
        }
        char c = text[at];
        return c == '\n' || c == ';' || c == '#' || c == Cursor.END || c == '/' && text[at + 1] == '/';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
