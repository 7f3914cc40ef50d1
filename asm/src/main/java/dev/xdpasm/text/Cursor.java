package dev.xdpasm.text;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;

/**
 * A position in the text that moves forward: blanks, comments, names, and errors that point at a place. Knows characters
 * and no instruction.
 *
 * <p>Places are kept as plain positions and become lines and columns only when an error is made.
 */
final class Cursor {
    /** What stands behind the last character. */
    static final char END = '\0';

    private static final int LONGEST_MESSAGE = 400;

    /** By character, a bit each: blanks, and what comments begin with. */
    private static final long SKIPPED = 1L << ' ' | 1L << '\t' | 1L << '\r' | 1L << '#' | 1L << '/';

    private static final boolean[] IN_NAME = new boolean[128];

    static {
        for (char c = 0; c < IN_NAME.length; c++) {
            IN_NAME[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.'
                    || c == '$';
        }
    }

    private final String file;
    private final char[] text;
    private final int end;
    private final SourceText lines;

    /** Where the next character is read. */
    int at;

    private int line = 1;
    private int lineStart;
    private int markedLine = 1;
    private int markedColumn = 1;

    Cursor(String file, String source) {
        this(file, characters(source));
    }

    /** As another cursor at its start, over the same text. */
    Cursor(Cursor other) {
        this(other.file, other.text);
    }

    private Cursor(String file, char[] text) {
        this.file = file;
        this.text = text;
        end = text.length - 1;
        lines = new SourceText(file, text, end);
    }

    private static char[] characters(String source) {
        char[] text = new char[source.length() + 1];
        source.getChars(0, source.length(), text, 0);
        text[source.length()] = END;
        return text;
    }

    String file() {
        return file;
    }

    /** The lines of the text. */
    SourceText lines() {
        return lines;
    }

    /** The whole text, with {@link #END} behind it. */
    char[] text() {
        return text;
    }

    /** Remembers the position as that where a statement begins: a comment in the statement may lead to other lines. */
    void mark() {
        markedLine = line;
        markedColumn = at - lineStart + 1;
    }

    /** The line of the marked position, from 1. */
    int markedLine() {
        return markedLine;
    }

    /** The column of the marked position, from 1. */
    int markedColumn() {
        return markedColumn;
    }

    /** Whether the whole text is read. */
    boolean atEnd() {
        return at >= end;
    }

    /** Moves behind the whole text. */
    void skipAll() {
        at = end;
    }

    /** Skips blanks and comments; {@return the character that is there now}. Stops before the end of the line. */
    char peek() {
        char c = text[at];
        return mayBeSkipped(c) ? peekBehindSkipped() : c;
    }

    private char peekBehindSkipped() {
        do {
            skipBlanks();
        } while (mayBeSkipped(text[at]) && skippedComment());
        return text[at];
    }

    private static boolean mayBeSkipped(char c) {
        return c < Long.SIZE && (SKIPPED >>> c & 1) != 0;
    }

    /** Whether the comment that begins here is one of {@link UnsaidFields}. */
    boolean beginsUnsaidFields() {
        return text[at] == '#' && text[at + 1] == '=' && text[at + 2] == ' ';
    }

    /** The character {@code distance} behind the position. */
    char ahead(int distance) {
        return at + distance < end ? text[at + distance] : END;
    }

    /** Takes a character, neither {@link #END} nor one that begins a comment, if it is the next one; {@return whether it was}. */
    boolean accept(char wanted) {
        // nearly always it stands right here
        if (text[at] != wanted && peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Takes a character that must be the next one. */
    void expect(char wanted) {
        if (!accept(wanted)) {
            throw expected("'" + wanted + "'");
        }
    }

    /** Takes a word if it is next and no longer name begins with it; {@return whether it was}. */
    boolean acceptWord(String word) {
        peek();
        int length = word.length();
        for (int i = 0; i < length; i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        if (inName(text[at + length])) {
            return false;
        }
        at += length;
        return true;
    }

    /** {@return whether nothing more stands in this statement} */
    boolean atStatementEnd() {
        return isStatementEnd(peek());
    }

    /** {@return whether a statement ends with the character that was just peeked at} */
    boolean isStatementEnd(char c) {
        return c == '\n' || c == ';' || c == END && atEnd();
    }

    /** Takes the end of a line if it stands right here; {@return whether it did}. */
    boolean acceptLineEnd() {
        if (text[at] != '\n') {
            return false;
        }
        at++;
        nextLine();
        return true;
    }

    /** Takes the end of a statement; {@return whether it was there}. */
    boolean acceptStatementEnd() {
        char c = peek();
        if (acceptLineEnd()) {
            return true;
        }
        if (c == ';') {
            at++;
            return true;
        }
        return c == END && atEnd();
    }

    /** {@return whether a name may begin with this character} */
    static boolean startsName(char c) {
        return inName(c) && (c < '0' || c > '9');
    }

    /** {@return whether a name may go on with this character} */
    static boolean inName(char c) {
        return c < IN_NAME.length && IN_NAME[c];
    }

    /** Moves behind the name that begins here, which may be empty; {@return the place behind it}. */
    int skipName() {
        int i = at;
        while (inName(text[i])) {
            i++;
        }
        at = i;
        return i;
    }

    /** Takes a name that must be the next thing; {@return it}. */
    String name(String what) {
        if (!startsName(peek())) {
            throw expected(what);
        }
        int from = at;
        return string(from, skipName());
    }

    /** Takes a name that the kernel and C know too: letters, digits and underscores. */
    String identifier(String what) {
        peek();
        int place = at;
        String name = name(what);
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '.' || name.charAt(i) == '$') {
                throw error(place + i, "'" + name.charAt(i) + "' in " + what + ", expected letters, digits and _");
            }
        }
        return name;
    }

    /** {@return a piece of the text} */
    String string(int from, int to) {
        return new String(text, from, to - from);
    }

    /** {@return a message with what it quotes of the text made fit to print: not endless, and nothing that steers a terminal} */
    private static String printable(String message) {
        String visible = message.replaceAll("\\p{Cntrl}", "\u00b7");
        int half = LONGEST_MESSAGE / 2;
        return visible.length() <= LONGEST_MESSAGE
                ? visible
                : visible.substring(0, half) + "..." + visible.substring(visible.length() - half);
    }

    /** {@return the error that something else stands here than what was expected} */
    AssemblyException expected(String what) {
        peek();
        return error(at, found(at) + ", expected " + what);
    }

    /** {@return an error about a place} */
    AssemblyException error(int place, String message) {
        int start = 0;
        int number = 1;
        for (int i = 0; i < place; i++) {
            if (text[i] == '\n') {
                number++;
                start = i + 1;
            }
        }
        int stop = start;
        while (stop < end && text[stop] != '\n') {
            stop++;
        }
        if (stop > start && text[stop - 1] == '\r') {
            stop--;
        }
        return new AssemblyException(
                new SourceLine(file, number, place - start + 1), printable(message), string(start, stop));
    }

    /** {@return the line, from 1, of a place} */
    int lineOf(int place) {
        int number = 1;
        for (int i = 0; i < place; i++) {
            number += text[i] == '\n' ? 1 : 0;
        }
        return number;
    }

    /** {@return what stands at a place, for an error} */
    String found(int place) {
        char c = text[place];
        if (place >= end) {
            return "the text ends here";
        }
        if (c == '\n' || c == ';') {
            return "the statement ends here";
        }
        if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c >= 0x80 && !Character.isLetterOrDigit(c)) {
            return String.format("found the character U+%04X", (int) c);
        }
        int stop = place + 1;
        if (inName(c)) {
            while (inName(text[stop]) && stop - place < 40) {
                stop++;
            }
        }
        return "found '" + string(place, stop) + "'";
    }

    private void skipBlanks() {
        int i = at;
        while (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
            i++;
        }
        at = i;
    }

    /** Skips a comment if one begins here; {@return whether it did}. */
    private boolean skippedComment() {
        if (beginsUnsaidFields()) {
            return false;
        }
        char next = text[at + 1];
        if (text[at] == '#' || next == '/') {
            skipLine();
            return true;
        }
        if (next == '*') {
            skipComment();
            return true;
        }
        return false;
    }

    private void skipLine() {
        while (at < end && text[at] != '\n') {
            at++;
        }
    }

    private void skipComment() {
        int start = at;
        at += 2;
        while (!(text[at] == '*' && text[at + 1] == '/')) {
            if (at >= end) {
                throw error(start, "the comment is never closed, expected */");
            }
            if (text[at] == '\n') {
                at++;
                nextLine();
            } else {
                at++;
            }
        }
        at += 2;
    }

    private void nextLine() {
        line++;
        lineStart = at;
    }
}
