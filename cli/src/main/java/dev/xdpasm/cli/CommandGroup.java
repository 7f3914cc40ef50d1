package dev.xdpasm.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing but have others below it. */
abstract class CommandGroup implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw missing(spec);
    }

    /** {@return the error of a command that was called without one of those below it} */
    static ParameterException missing(CommandSpec spec) {
        return new ParameterException(
                spec.commandLine(), "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }
}
