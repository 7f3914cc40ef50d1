package dev.xdpasm.cli.source;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.BpfException;
import dev.xdpasm.SourceLine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words what goes wrong in a user's Java code as one line that begins with the Java line, as far as the stack trace has it. */
final class JavaFailure {
    /** The name of the class loaders that load users' classes, by which their frames are known. */
    static final String LOADER = "program";

    private static final String STATIC_INITIALIZER = "<clinit>";

    private final String what;
    private final @Nullable Path source;

    /** Words what goes wrong in a class of that name. */
    JavaFailure(String what) {
        this.what = what;
        this.source = null;
    }

    /** Words what goes wrong in a source, whose path stands before its lines. */
    JavaFailure(String what, Path source) {
        this.what = what;
        this.source = source;
    }

    /** {@return what the code is of} */
    String what() {
        return what;
    }

    /** {@return an error about all of the code} */
    BpfException of(String problem) {
        return new BpfException(what + ": " + problem);
    }

    /** {@return an error about classes that cannot be loaded} */
    BpfException loading(Throwable thrown) {
        return new BpfException(what + ": its classes cannot be loaded: " + oneLine(thrown.toString()), thrown);
    }

    /** {@return an error about what a member threw, possibly wrapped by what ran it or a static initialiser} */
    BpfException thrown(String member, Throwable thrown) {
        Throwable cause = thrown;
        String where = member;
        while (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
            cause = cause.getCause();
            where = "the static initialiser of " + initialised(cause).orElse("a class");
        }
        if (cause instanceof BpfException problem) {
            return positioned(problem);
        }
        return new BpfException(at(cause) + ": " + where + " threw " + oneLine(cause.toString()), cause);
    }

    /** What xdpasm refused: its own words behind the line that asked for it. */
    private BpfException positioned(BpfException problem) {
        String message = String.valueOf(problem.getMessage());
        Optional<SourceLine> known = problem instanceof AssemblyException e ? e.where() : Optional.empty();
        String place = known.map(SourceLine::toString).orElse("");
        if (known.isPresent() && message.startsWith(place)) {
            return new BpfException(shown(known.get()) + message.substring(place.length()), problem);
        }
        return new BpfException(at(problem) + ": " + message, problem);
    }

    /** The user's line nearest to where something was thrown; the code's name if the trace has none. */
    private String at(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> LOADER.equals(frame.getClassLoaderName()))
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> shown(new SourceLine(frame.getFileName(), frame.getLineNumber(), 0)))
                .orElse(what);
    }

    private String shown(SourceLine line) {
        boolean ours = source != null && source.endsWith(line.file());
        return (ours ? new SourceLine(source.toString(), line.line(), line.column()) : line).toString();
    }

    private static Optional<String> initialised(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getMethodName().equals(STATIC_INITIALIZER))
                .findFirst()
                .map(StackTraceElement::getClassName);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
