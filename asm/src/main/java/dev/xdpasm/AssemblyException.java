package dev.xdpasm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program that cannot be built: a value that does not fit, a write to r10, a label that is missing, text that is not
 * an instruction.
 *
 * <p>The message begins with the place in the source where that is known, and for text it is followed by the source
 * line and a caret under the column.
 */
public class AssemblyException extends BpfException {
    private static final long serialVersionUID = 1L;

    private static final String INDENT = "    ";
    private static final String CUT = "...";
    private static final int EXCERPT_CHARACTERS = 100;

    private final transient @Nullable SourceLine where;

    /** Creates an error whose place is the stack trace: the Java call that made it. */
    public AssemblyException(String message) {
        super(message);
        this.where = null;
    }

    /** Creates an error about a place in a source. */
    public AssemblyException(SourceLine where, String message) {
        super(where + ": " + message);
        this.where = where;
    }

    /**
     * Creates an error about a column of a text line, which is shown below the message with a caret; of a long line the part
     * around it. Without a column the caret stands under the first word.
     *
     * @param sourceText the whole line, without its line end
     */
    public AssemblyException(SourceLine where, String message, String sourceText) {
        super(where + ": " + message + "\n" + excerpt(sourceText, where.column()));
        this.where = where;
    }

    /** {@return the place in the source, if it is known} */
    public Optional<SourceLine> where() {
        return Optional.ofNullable(where);
    }

    /**
     * What stands around a column of a line, and a caret under it. Tabs stay tabs so that the caret stands where the eye expects
     * it; what would steer a terminal is shown as a dot.
     */
    private static String excerpt(String line, int column) {
        int indent = line.length() - line.stripLeading().length();
        int at = Math.min(column == 0 ? indent : column - 1, line.length());
        int from = Math.max(0, at - EXCERPT_CHARACTERS);
        int to = Math.min(line.length(), at + EXCERPT_CHARACTERS);
        String before = from > 0 ? CUT : "";
        String after = to < line.length() ? CUT : "";
        String shown = line.substring(from, to).replaceAll("[\\p{Cntrl}&&[^\t]]", "\u00b7");
        String blank = before.replaceAll(".", " ") + shown.substring(0, at - from).replaceAll("[^\t]", " ");
        return INDENT + before + shown + after + "\n" + INDENT + blank + "^";
    }
}
