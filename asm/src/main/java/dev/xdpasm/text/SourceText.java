package dev.xdpasm.text;

import dev.xdpasm.isa.LineTable;
import java.util.Arrays;

/**
 * The lines of a text that was read, for those who show where an instruction came from. Finds out where lines begin when the
 * first one is asked for: reading a text costs nothing for it.
 */
final class SourceText implements LineTable.Texts {
    private final String file;
    private final char[] text;
    private final int end;
    private int[] starts = {};

    /** Of the first {@code end} characters of a text. */
    SourceText(String file, char[] text, int end) {
        this.file = file;
        this.text = text;
        this.end = end;
    }

    @Override
    public synchronized String of(String wantedFile, int line) {
        if (!wantedFile.equals(file)) {
            return "";
        }
        if (starts.length == 0) {
            starts = findStarts();
        }
        return line >= starts.length ? "" : line(starts[line - 1], starts[line] - 1);
    }

    /** The characters from one position to another; those that have no place in a line of a log are blanks. */
    private String line(int from, int to) {
        char[] line = Arrays.copyOfRange(text, from, to);
        for (int i = 0; i < line.length; i++) {
            if (line[i] != '\t' && Character.isISOControl(line[i])) {
                line[i] = ' ';
            }
        }
        return new String(line).stripTrailing();
    }

    /** Where each line begins, and behind them where one more would. */
    private int[] findStarts() {
        int lines = 1;
        for (int i = 0; i < end; i++) {
            lines += text[i] == '\n' ? 1 : 0;
        }
        int[] found = new int[lines + 1];
        int line = 1;
        for (int i = 0; i < end; i++) {
            if (text[i] == '\n') {
                found[line++] = i + 1;
            }
        }
        found[lines] = end + 1;
        return found;
    }
}
