package dev.xdpasm;

/**
 * A place in a source: the Java line that called the assembler, a line of a text file, or what an ELF's line info says.
 *
 * @param file the file's name as it is to be shown, such as {@code Firewall.java} or {@code testdata/drop-all.xasm}
 * @param line the line, counted from 1
 * @param column the column, counted from 1; 0 where the source knows none (Java call sites)
 */
public record SourceLine(String file, int line, int column) {

    /** Creates a place; refuses a line below 1 and a column below 0. */
    public SourceLine {
        if (line < 1 || column < 0) {
            throw new IllegalArgumentException("not a place in a source: line " + line + ", column " + column);
        }
    }

    /** {@return {@code FILE:LINE} or, where the column is known, {@code FILE:LINE:COL}} */
    @Override
    public String toString() {
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
