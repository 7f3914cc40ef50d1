package dev.xdpasm;

/**
 * The root of everything that xdpasm throws on purpose: catch it and nothing of xdpasm's gets past.
 *
 * <p>Its message is one line that says what is wrong and what was expected; some subclasses add lines below it (a
 * source line with a caret, a verifier log), which {@link #summary()} leaves out.
 */
public class BpfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an error with its text. */
    public BpfException(String message) {
        super(message);
    }

    /** Creates an error with its text and what caused it. */
    public BpfException(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@return the first line of the message} */
    public String summary() {
        String message = String.valueOf(getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
