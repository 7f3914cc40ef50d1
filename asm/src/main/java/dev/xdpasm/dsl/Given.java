package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Null where something has to be given: an error of the Java line that gives it, not of the code that stumbles over it. */
final class Given {
    private static final String ROOT = AssemblyException.class.getPackageName() + '.';

    /** The packages whose code stumbles over a null that was handed to the DSL. */
    private static final List<String> INSIDE = List.of("dsl.", "ir.", "object.", "struct.", "btf.", "isa.", "uapi.");

    private Given() {}

    /** {@return what is given for a parameter} */
    static <T> T notNull(@Nullable T argument, String parameter) {
        if (argument == null) {
            throw refusal(new NullPointerException(), " as '" + parameter + "'");
        }
        return argument;
    }

    /** Runs a body of the user's: a null that it hands to the DSL is refused, what the body itself throws is its own. */
    static <T> void within(Consumer<T> body, T argument) {
        try {
            body.accept(argument);
        } catch (NullPointerException thrown) {
            throw refusal(thrown);
        }
    }

    /** The error of the line that handed a null to the DSL; the exception itself where the DSL did not throw it. */
    static RuntimeException refusal(NullPointerException thrown) {
        return refusal(thrown, "");
    }

    private static RuntimeException refusal(NullPointerException thrown, String parameter) {
        List<StackTraceElement> trace = List.of(thrown.getStackTrace());
        int line = 0;
        boolean inside = false;
        while (line < trace.size() && (isInside(trace.get(line)) || isJavas(trace.get(line)))) {
            inside |= isInside(trace.get(line));
            line++;
        }
        if (!inside || line == trace.size()) {
            return thrown;
        }
        StackTraceElement caller = trace.get(line);
        Optional<SourceLine> where = caller.getFileName() != null && caller.getLineNumber() > 0
                ? Optional.of(new SourceLine(caller.getFileName(), caller.getLineNumber(), 0))
                : Optional.empty();
        AssemblyException refusal = CallSite.refuse(
                where,
                trace.get(line - 1).getMethodName() + "() is given null" + parameter
                        + "; a constant has to stand above the program that uses it");
        refusal.initCause(thrown);
        return refusal;
    }

    /** Java's own frames lie between the DSL's where those use a stream, and below the DSL's where it is called by reflection. */
    private static boolean isJavas(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.internal.");
    }

    private static boolean isInside(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith(ROOT) && INSIDE.stream().anyMatch(inside -> name.startsWith(inside, ROOT.length()));
    }
}
