package dev.xdpasm.asm;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.CodeBuilder;
import java.util.Optional;
import java.util.Set;

/** Finds the Java line outside the assembler that made the running call: the one a user wants to be shown. */
final class CallSite {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final Set<String> INSIDE = Set.of(
            Assembler.class.getName(),
            Arithmetic.class.getName(),
            Memory.class.getName(),
            Jumps.class.getName(),
            Range.class.getName(),
            CallSite.class.getName(),
            CodeBuilder.class.getName());

    private CallSite() {}

    /** {@return the caller's line, empty if its class was compiled without line numbers} */
    static Optional<SourceLine> line() {
        return STACK.walk(frames -> frames.filter(frame -> !INSIDE.contains(frame.getClassName())).findFirst())
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .map(frame -> new SourceLine(frame.getFileName(), frame.getLineNumber(), 0));
    }

    /** {@return an error about the running call, which names its Java line} */
    static AssemblyException refuse(String problem) {
        return line().map(line -> new AssemblyException(line, problem)).orElseGet(() -> new AssemblyException(problem));
    }
}
