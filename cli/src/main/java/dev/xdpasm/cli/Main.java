package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.cli.source.CompilationException;
import dev.xdpasm.loader.KernelException;
import java.io.PrintWriter;
import java.util.Optional;

/** The command line's front door: who runs a command, and how each error becomes one line and an exit status. */
public final class Main {
    static final String VERSION = "0.1.0";

    private Main() {}

    /** Runs the command and ends the process with its {@link ExitStatus}. */
    public static void main(String... args) {
        StandardOutput stdout = new StandardOutput();
        PrintWriter out = stdout.writer();
        PrintWriter err = new PrintWriter(System.err, true);
        int status = execute(out, err, args);
        out.flush();
        if (stdout.failure().isPresent()) {
            status = ExitStatus.FAILURE;
            if (!stdout.isUnwanted()) {
                err.println("xdpasm: standard output could not be written: " + stdout.failure().get().getMessage());
            }
        }
        StopSignal.commandEnded(status);
        System.exit(status);
    }

    /** Runs the command in this process. {@return its {@link ExitStatus}} */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        try {
            Optional<PlainCall> plain = PlainCall.of(args);
            return plain.isPresent() ? plain.get().run(out) : RootCommand.execute(out, err, args);
        } catch (RuntimeException e) {
            return report(e, false, err);
        } catch (OutOfMemoryError | StackOverflowError e) {
            err.println("xdpasm: the input is too large for this JVM: " + e);
            return ExitStatus.FAILURE;
        }
    }

    /**
     * Prints what went wrong. {@return the {@link ExitStatus} of it}
     *
     * @param debug whether to show where it came from
     */
    static int report(Exception exception, boolean debug, PrintWriter err) {
        if (exception instanceof CompilationException) {
            err.println(exception.getMessage());
        } else {
            boolean expected = exception instanceof BpfException;
            err.println("xdpasm: " + (expected ? exception.getMessage() : "internal error, please report it: " + exception));
        }
        if (debug) {
            exception.printStackTrace(err);
        }
        boolean permission = exception instanceof KernelException kernel && kernel.isPermission();
        return permission ? ExitStatus.PRIVILEGES : ExitStatus.FAILURE;
    }
}
