package dev.xdpasm.btf;

import dev.xdpasm.BpfException;

/** BTF that is cut, contradicts itself, or lacks what was asked of it. */
public class BtfException extends BpfException {
    private static final long serialVersionUID = 1L;

    /** Creates an error with its text. */
    public BtfException(String message) {
        super(message);
    }

    /** Creates an error with its text and what caused it. */
    public BtfException(String message, Throwable cause) {
        super(message, cause);
    }
}
