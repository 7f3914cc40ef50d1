package dev.xdpasm.cli;

import dev.xdpasm.loader.LoadOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that tells what of an object is left out or written otherwise because of the running kernel, a line each. */
final class LoadNotes {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say on standard error what of the file is left out or written otherwise for this kernel.")
    private boolean verbose;

    /** {@return options with which to load an object} */
    LoadOptions options() {
        LoadOptions usual = LoadOptions.defaults();
        return verbose
                ? usual.withNotes(note -> spec.commandLine().getErr().println("xdpasm: " + note))
                : usual;
    }
}
