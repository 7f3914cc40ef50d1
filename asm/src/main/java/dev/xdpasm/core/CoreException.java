package dev.xdpasm.core;

import dev.xdpasm.BpfException;

/** A CO-RE relocation that makes no sense, fits the target in more than one way, or does not fit its instruction. */
public class CoreException extends BpfException {
    private static final long serialVersionUID = 1L;

    /** Creates an error with its text. */
    public CoreException(String message) {
        super(message);
    }
}
