package dev.xdpasm.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code xdpasm} as picocli sees it: what all subcommands have in common, and what is said of arguments that make no sense. */
@Command(
        name = "xdpasm",
        description = "Assembles BPF programs, shows them, loads them and attaches them to interfaces.",
        mixinStandardHelpOptions = true,
        version = "xdpasm " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND")
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in xdpasm an error came from.")
    private boolean debug;

    private RootCommand() {}

    /** Runs a command. {@return its {@link ExitStatus}} */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        RootCommand root = new RootCommand();
        CommandLine line = new CommandLine(root);
        Subcommands.addTo(line, args);
        line.setOut(out).setErr(err);
        // an argument that begins with @ is a file's name like any other
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, words) -> usageError(exception));
        line.setExecutionExceptionHandler(
                (exception, command, parsed) -> Main.report(exception, root.debug, command.getErr()));
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int usageError(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("xdpasm: " + problem(exception));
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static String problem(ParameterException exception) {
        boolean ofCommand = exception.getCommandLine().getCommandSpec().userObject() instanceof RootCommand;
        if (ofCommand && exception instanceof UnmatchedArgumentException unmatched) {
            return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
        }
        // picocli begins some of its messages so
        return String.valueOf(exception.getMessage()).replaceFirst("^Error: ", "");
    }
}
