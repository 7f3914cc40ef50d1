package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the Java line outside the DSL that made the running call: the one a user wants to be shown. */
final class CallSite implements Function<Stream<StackWalker.StackFrame>, Optional<SourceLine>> {
    /** So many frames are fetched at once: most calls of the DSL are fewer deep, and more would be fetched for nothing. */
    private static final int DEPTH = 12;

    private static final StackWalker STACK = StackWalker.getInstance(Set.of(), DEPTH);
    private static final String INSIDE = CallSite.class.getPackageName() + '.';

    private static final CallSite FIRST = new CallSite();

    private CallSite() {}

    /** {@return the caller's line, empty if its class was compiled without line numbers} */
    static Optional<SourceLine> line() {
        return STACK.walk(FIRST);
    }

    /** {@return the line of the first of a call's frames that is a user's} */
    @Override
    public Optional<SourceLine> apply(Stream<StackWalker.StackFrame> frames) {
        // a loop, since the line of each step is looked for
        for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
            StackWalker.StackFrame frame = all.next();
            if (isUsers(frame.getClassName())) {
                StackTraceElement place = frame.toStackTraceElement();
                return place.getFileName() != null && place.getLineNumber() > 0
                        ? Optional.of(new SourceLine(place.getFileName(), place.getLineNumber(), 0))
                        : Optional.empty();
            }
        }
        return Optional.empty();
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
