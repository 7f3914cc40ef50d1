package dev.xdpasm.text;

/**
 * The shapes of statements as a tree of their characters, which is gone down one character of the text at a time. Knows what
 * stands where in a statement, and nothing of what it means.
 *
 * <p>In a shape stand for themselves: small letters, digits and operators, and a blank for any number of blanks, at least one.
 * {@code D} and {@code S} are the digits of a register, a second {@code D} those of the same one; {@code I} is a decimal number,
 * {@code O} one with its sign apart, as in {@code r1 - 4}.
 *
 * <p>A step is a number: in the low bits what the character that leads to it begins, above them the row of what may follow.
 */
final class ShapeTree {
    /** The step that all statements begin from, and to which none leads. */
    static final int ROOT = 0;

    /** Instead of a step: the text goes on as no shape does. */
    static final int STOP = 0;

    /** Begins nothing but itself. */
    static final int CHARACTER = 0;

    /** Begins a negative number. */
    static final int MINUS = 1;

    /** This and what is above begin a number, whose digits are one step. */
    static final int NUMBERS = 2;

    /** Begins the number of the destination register. */
    static final int DST = NUMBERS;

    /** Begins the number of the destination register once more. */
    static final int SAME_DST = 3;

    /** Begins the number of the source register. */
    static final int SRC = 4;

    /** Begins the digits of the off field. */
    static final int OFF = 5;

    /** Begins the digits of the imm field. */
    static final int IMM = 6;

    /** Steps of a row, one for each character that is told apart from the others. */
    private static final int ROW = 64;

    private static final int BEGINS = ROW - 1;

    private static final String DIGITS = "0123456789";

    /** By character, which one of a row; 0 for those in no shape. */
    private final byte[] columns = new byte[128];

    private int columnCount = 1;

    private final char[] steps = new char[1024 * ROW];
    private int rows = 1;

    /** By row: the instruction that a statement makes which ends here, without what its text says; 0 if none may end here. */
    private final long[] insns = new long[1024];

    ShapeTree() {
        for (char digit : DIGITS.toCharArray()) {
            column(digit);
        }
        column(' ');
        columns['\t'] = columns[' '];
        columns['\r'] = columns[' '];
    }

    /** {@return what the character that led to a step begins} */
    static int begins(int step) {
        return step & BEGINS;
    }

    /** {@return the step from another with a character} */
    int step(int from, char c) {
        return steps[from & -ROW | (c < columns.length ? columns[c] : 0)];
    }

    /** {@return the instruction of the statements that end at a step, without what their text says; 0 if none ends there} */
    long insn(int step) {
        return insns[step / ROW];
    }

    /** Adds a shape, and what its statements make. */
    void put(String shape, long insn) {
        int step = ROOT;
        for (int i = 0; i < shape.length(); i++) {
            char c = shape.charAt(i);
            step = switch (c) {
                case 'D' -> digits(step, shape.indexOf(c) == i ? DST : SAME_DST);
                case 'S' -> digits(step, SRC);
                case 'I' -> number(step);
                case 'O' -> signedNumber(step);
                default -> character(step, c, CHARACTER);
            };
        }
        insns[step / ROW] = insn;
    }

    private int character(int from, char c, int begins) {
        int place = from & -ROW | column(c);
        if (steps[place] == STOP) {
            steps[place] = (char) newStep(begins);
            if (c == ' ') {
                steps[steps[place] & -ROW | columns[' ']] = steps[place];
            }
        }
        return steps[place];
    }

    private int number(int from) {
        int digits = digits(from, IMM);
        lead(character(from, '-', MINUS), digits);
        return digits;
    }

    private int signedNumber(int from) {
        int behindPlus = character(character(from, '+', CHARACTER), ' ', CHARACTER);
        int digits = digits(behindPlus, OFF);
        lead(character(character(from, '-', MINUS), ' ', MINUS), digits);
        return digits;
    }

    private int digits(int from, int begins) {
        int known = step(from, '0');
        int step = known == STOP ? newStep(begins) : known;
        lead(from, step);
        return step;
    }

    /** Has all digits lead from a step to another. */
    private void lead(int from, int to) {
        for (char digit : DIGITS.toCharArray()) {
            steps[from & -ROW | columns[digit]] = (char) to;
        }
    }

    private int newStep(int begins) {
        return rows++ * ROW | begins;
    }

    private byte column(char c) {
        if (columns[c] == 0) {
            columns[c] = (byte) columnCount++;
        }
        return columns[c];
    }
}
