package dev.xdpasm.cli.source;

import dev.xdpasm.BpfException;

/** A Java source that does not compile. The message is all that the compiler wrote, as it wrote it. */
public final class CompilationException extends BpfException {
    private static final long serialVersionUID = 1L;

    CompilationException(String message) {
        super(message);
    }
}
