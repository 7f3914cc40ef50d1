package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the Java line outside the DSL that made the running call: the one a user wants to be shown.
 *
 * <p>There are two ways to it. A {@link StackWalker} fetches a few frames only, and costs a tenth of a whole stack trace, once the JVM has
 * compiled it; until then it is the slower of the two.
 */
final class CallSite {
    private static final String INSIDE = CallSite.class.getPackageName() + '.';

    /** A whole trace of a deeper stack is the slower one from the beginning. */
    private static final int SHALLOW = 50;

    /** How many lines are still looked for in whole traces. That threads may count amiss does no harm. */
    private static int early = 1000;

    private CallSite() {}

    /** {@return the caller's line, empty if its class was compiled without line numbers} */
    static Optional<SourceLine> line() {
        return early > 0 ? lineOfTrace() : Walk.STACK.walk(Walk.FIRST);
    }

    private static Optional<SourceLine> lineOfTrace() {
        StackTraceElement[] frames = new Throwable().getStackTrace();
        early = frames.length > SHALLOW ? 0 : early - 1;
        if (frames.length == 0) { // -XX:-StackTraceInThrowable
            early = 0;
            return line();
        }
        for (StackTraceElement frame : frames) {
            if (isUsers(frame.getClassName())) {
                return line(frame);
            }
        }
        return Optional.empty();
    }

    /** Walks up to the first frame of a user's. */
    private static final class Walk implements Function<Stream<StackWalker.StackFrame>, Optional<SourceLine>> {
        /** So many frames are fetched at once: most calls of the DSL are fewer deep, and more would be fetched for nothing. */
        private static final int DEPTH = 12;

        private static final StackWalker STACK = StackWalker.getInstance(Set.of(), DEPTH);
        private static final Walk FIRST = new Walk();

        @Override
        public Optional<SourceLine> apply(Stream<StackWalker.StackFrame> frames) {
            // a loop, since the line of each step is looked for
            for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
                StackWalker.StackFrame frame = all.next();
                if (isUsers(frame.getClassName())) {
                    return line(frame.toStackTraceElement());
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<SourceLine> line(StackTraceElement place) {
        return place.getFileName() != null && place.getLineNumber() > 0
                ? Optional.of(new SourceLine(place.getFileName(), place.getLineNumber(), 0))
                : Optional.empty();
    }

    /** Java's own frames lie between the DSL's where those use an {@code Optional} or a stream. */
    private static boolean isUsers(String className) {
        return !className.startsWith(INSIDE) && !className.startsWith("java.") && !className.startsWith("jdk.");
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
