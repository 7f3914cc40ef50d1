package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import java.util.Optional;

/** Finds the Java line outside the DSL that made the running call: the one a user wants to be shown. */
final class CallSite {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String INSIDE = CallSite.class.getPackageName() + '.';

    private CallSite() {}

    /** {@return the caller's line, empty if its class was compiled without line numbers} */
    static Optional<SourceLine> line() {
        return STACK.walk(frames ->
                        frames.filter(frame -> isUsers(frame.getClassName())).findFirst())
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .map(frame -> new SourceLine(frame.getFileName(), frame.getLineNumber(), 0));
    }

    /** Java's own frames lie between the DSL's where those use an {@code Optional} or a stream. */
    private static boolean isUsers(String className) {
        return !className.startsWith(INSIDE) && !className.startsWith("java.");
    }

    /** {@return an error about the running call, which names its Java line} */
    static AssemblyException refuse(String problem) {
        return refuse(line(), problem);
    }

    /** {@return an error about a line that was remembered} */
    static AssemblyException refuse(Optional<SourceLine> line, String problem) {
        return line.map(known -> new AssemblyException(known, problem)).orElseGet(() -> new AssemblyException(problem));
    }
}
