package dev.xdpasm.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says which of Java code's objects is meant. */
final class MemberOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--member",
            paramLabel = "NAME",
            description = "Of Java code: the static field, or method without arguments, that has the BpfObject.")
    private @Nullable String member;

    /**
     * {@return a FILE argument, read}
     *
     * @throws dev.xdpasm.BpfException if it cannot be read
     */
    ProgramFile read(Path file) {
        ProgramFile input = ProgramFile.read(file, member);
        if (member != null && spec != null && !input.isJava()) {
            throw new ParameterException(
                    spec.commandLine(), "--member goes with Java code, a .java file or JAR!CLASS, which " + file + " is not");
        }
        return input;
    }
}
