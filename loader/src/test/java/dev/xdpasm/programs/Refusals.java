package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import org.junit.jupiter.api.function.Executable;

/** Programs that are refused at a Java line. */
final class Refusals {
    private Refusals() {}

    /** The error is on the line where the marker is called, or one below it, and says that text. */
    static void refused(String text, Executable program) {
        AssemblyException error = assertThrows(AssemblyException.class, program);
        assertTrue(error.getMessage().contains(text), () -> "expected '" + text + "' in: " + error.getMessage());
        String caller = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getFileName());
        assertEquals(caller, error.getMessage().split(":")[0], error::getMessage);
    }
}
