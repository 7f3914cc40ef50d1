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

    /** The characters from one position to another, without blanks at the end; what has no place in a line of a log is a blank. */
    private String line(int from, int to) {
        int end = to;
        while (end > from && text[end - 1] <= ' ') {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (Character.isISOControl(text[i]) && text[i] != '\t') {
                return withoutControls(Arrays.copyOfRange(text, from, end));
            }
        }
        return new String(text, from, end - from);
    }

    private static String withoutControls(char[] line) {
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
