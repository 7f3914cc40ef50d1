package dev.xdpasm.text;

import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;

/**
 * Reads statements that are spelled as compilers spell them, {@code r1 += 4}, in one go: takes a statement apart into its shape,
 * its registers and its numbers, and looks the shape up in {@link PlainForm}. It only saves time, when nearly all statements are
 * such. Whatever else a statement may be, or be wrong with, is left to those who know the dialects, from its first character on.
 */
final class PlainStatements {
    private static final int LONGEST_SHAPE = 40;

    /** More digits than any number has that fits a field. */
    private static final int MOST_DIGITS = 10;

    private static final byte OTHER = 0;
    private static final byte BLANK = 1;
    private static final byte LETTER = 2;
    private static final byte DIGIT = 3;
    private static final byte SIGN = 4;
    private static final byte OPERATOR = 5;
    private static final byte SLASH = 6;
    private static final byte END = 7;

    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            KINDS[c] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            KINDS[c] = DIGIT;
        }
        mark(" \t\r", BLANK);
        mark("+-", SIGN);
        mark("=*%&|^<>!()", OPERATOR);
        mark("/", SLASH);
        mark("\n;#" + Cursor.END, END);
    }

    private static void mark(String characters, byte kind) {
        for (int i = 0; i < characters.length(); i++) {
            KINDS[characters.charAt(i)] = kind;
        }
    }

    private final Cursor cursor;
    private final Target target;
    private final IsaLevel level;

    private final char[] text;
    private final char[] shape = new char[LONGEST_SHAPE];
    private final int[] registers = new int[2];
    private final int[] numbers = new int[2];
    private int length;
    private int registerCount;
    private int numberCount;

    /** What is looked at; when the statement is taken apart, its end or where the target of a jump is to be read. */
    private int at;

    private boolean jumps;
    private long insn;

    PlainStatements(Cursor cursor, Target target, IsaLevel level) {
        this.cursor = cursor;
        this.target = target;
        this.level = level;
        text = cursor.text();
    }

    /** {@return whether the statement at the cursor is one; if so, {@link #add} is to come next} */
    boolean begins() {
        PlainForm form = takesApart() ? PlainForm.of(shape, length) : null;
        return form != null && makes(form);
    }

    /** Adds the statement that was found to begin. */
    void add(CodeDraft program) {
        cursor.at = at;
        if (jumps) {
            target.addJump(program, insn);
        } else {
            program.append(insn);
        }
    }

    /** Puts the instruction together; {@return whether its fields have room for the numbers and it is right}. */
    private boolean makes(PlainForm form) {
        int off = form.readsOff() ? numbers[0] : form.off();
        int imm = form.readsImm() ? numbers[numberCount - 1] : form.imm();
        int dst = registers[0];
        int src = registers[1];
        if (off != (short) off || form.inPlace() && dst != src) {
            return false;
        }
        insn = Insn.pack(form.code(), dst, form.inPlace() ? 0 : src, (short) off, imm);
        // a jump is looked at when it has its distance
        return jumps || Checks.isRight(insn) && level.has(insn);
    }

    /** Takes the statement at the cursor apart; {@return whether it has a shape}. */
    private boolean takesApart() {
        at = cursor.at;
        length = 0;
        registerCount = 0;
        numberCount = 0;
        registers[0] = 0;
        registers[1] = 0;
        jumps = false;
        while (!jumps) {
            char c = text[at];
            byte kind = c < KINDS.length ? KINDS[c] : OTHER;
            if (kind == END || kind == SLASH && text[at + 1] == '/') {
                // a blank at the end is no part of it
                length -= length > 0 && shape[length - 1] == ' ' ? 1 : 0;
                return length > 0;
            }
            if (length == LONGEST_SHAPE || !takes(c, kind)) {
                return false;
            }
        }
        return true;
    }

    private boolean takes(char c, byte kind) {
        return switch (kind) {
            case BLANK -> blanks();
            case LETTER -> (c == 'r' || c == 'w') && isDigit(text[at + 1]) ? register(c) : word();
            case DIGIT -> number(at, false);
            case SIGN -> {
                int digits = text[at + 1] == ' ' ? at + 2 : at + 1;
                yield isDigit(text[digits]) ? number(digits, c == '-') : character(c);
            }
            case OPERATOR -> character(c);
            // behind a comment the statement may go on
            case SLASH -> text[at + 1] != '*' && character(c);
            default -> false;
        };
    }

    private boolean blanks() {
        do {
            at++;
        } while (text[at] == ' ' || text[at] == '\t' || text[at] == '\r');
        shape[length++] = ' ';
        return true;
    }

    private boolean character(char c) {
        at++;
        shape[length++] = c;
        return true;
    }

    private boolean register(char letter) {
        int number = text[at + 1] - '0';
        at += 2;
        if (number == 1 && text[at] == '0') {
            number = 10;
            at++;
        }
        if (registerCount == registers.length || Cursor.inName(text[at])) {
            return false;
        }
        registers[registerCount++] = number;
        shape[length++] = letter;
        return true;
    }

    private boolean word() {
        int from = at;
        do {
            if (length == LONGEST_SHAPE) {
                return false;
            }
            shape[length++] = text[at++];
        } while (Cursor.inName(text[at]));
        if (at - from == 4 && text[from] == 'g' && text[from + 1] == 'o' && text[from + 2] == 't') {
            jumps = true;
            // it may be a label's name
            return text[at] == ' ' && text[at + 1] != ' ' && text[at + 1] != ':';
        }
        return true;
    }

    private boolean number(int digits, boolean negative) {
        long value = 0;
        int i = digits;
        do {
            value = value * 10 + text[i++] - '0';
        } while (isDigit(text[i]) && i - digits < MOST_DIGITS);
        value = negative ? -value : value;
        boolean octal = text[digits] == '0' && i > digits + 1;
        if (octal || Cursor.inName(text[i]) || value != (int) value || numberCount == numbers.length) {
            return false;
        }
        numbers[numberCount++] = (int) value;
        shape[length++] = '#';
        at = i;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
