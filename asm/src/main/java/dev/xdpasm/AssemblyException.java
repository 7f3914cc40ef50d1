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
     * Creates an error about a column of a text line, shown below the message with a caret.
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

    /** The line and a caret under its column; tabs stay tabs so that the caret stands where the eye expects it. */
    private static String excerpt(String line, int column) {
        StringBuilder caret = new StringBuilder("    ");
        for (int i = 0; i < column - 1 && i < line.length(); i++) {
            caret.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return "    " + line + "\n" + caret + "^";
    }
}
