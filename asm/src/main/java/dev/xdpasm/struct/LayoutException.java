package dev.xdpasm.struct;

import dev.xdpasm.BpfException;

/** A record that is no struct; the message names the component. */
public class LayoutException extends BpfException {
    private static final long serialVersionUID = 1L;

    /** Creates an error with its text. */
    public LayoutException(String message) {
        super(message);
    }
}
