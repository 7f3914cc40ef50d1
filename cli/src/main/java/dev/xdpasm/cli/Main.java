package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.cli.source.CompilationException;
import dev.xdpasm.loader.KernelException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's front door: subcommands, and how each error becomes one line and an exit status. */
@Command(
        name = "xdpasm",
        description = "Assembles BPF programs, shows them, loads them and attaches them to interfaces.",
        mixinStandardHelpOptions = true,
        version = "xdpasm " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    static final String VERSION = "0.1.0";

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in xdpasm an error came from.")
    private boolean debug;

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
        Main main = new Main();
        Optional<PlainListing> plain = PlainListing.of(args);
        if (plain.isPresent()) {
            return main.list(plain.get(), out, err);
        }
        CommandLine line = new CommandLine(main);
        Subcommands.addTo(line, args);
        line.setOut(out).setErr(err);
        // an argument that begins with @ is a file's name like any other
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(usageError());
        line.setExecutionExceptionHandler((exception, command, parsed) -> main.report(exception, command.getErr()));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return tooLarge(e, err);
        }
    }

    private int list(PlainListing plain, PrintWriter out, PrintWriter err) {
        try {
            return new DisasmCommand(plain.file(), plain.shown()).list(out);
        } catch (RuntimeException e) {
            return report(e, err);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return tooLarge(e, err);
        }
    }

    private static int tooLarge(Error e, PrintWriter err) {
        err.println("xdpasm: the input is too large for this JVM: " + e);
        return ExitStatus.FAILURE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static IParameterExceptionHandler usageError() {
        return (exception, args) -> {
            CommandLine command = exception.getCommandLine();
            PrintWriter err = command.getErr();
            err.println("xdpasm: " + problem(exception));
            UnmatchedArgumentException.printSuggestions(exception, err);
            err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
            return ExitStatus.USAGE;
        };
    }

    private static String problem(ParameterException exception) {
        boolean ofCommand = exception.getCommandLine().getCommandSpec().userObject() instanceof Main;
        if (ofCommand && exception instanceof UnmatchedArgumentException unmatched) {
            return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
        }
        // picocli begins some of its messages so
        return String.valueOf(exception.getMessage()).replaceFirst("^Error: ", "");
    }

    private int report(Exception exception, PrintWriter err) {
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
