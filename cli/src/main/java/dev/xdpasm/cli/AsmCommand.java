package dev.xdpasm.cli;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm asm}: text to an ELF object, raw bytes or hex. */
@Command(
        name = "asm",
        description = "Assemble FILE into an ELF object that any loader takes, or into bare instructions.",
        mixinStandardHelpOptions = true)
final class AsmCommand implements Callable<Integer> {
    private static final int HEX_COLUMNS = 8;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .xasm text, a compiler's .s, a .java source, JAR!CLASS, or an ELF object to write anew.")
    private Path file;

    @Mixin
    private MemberOption member = new MemberOption();

    @Option(names = "-o", paramLabel = "OUT", description = "Where to write; --hex alone goes to standard output.")
    private @Nullable Path out;

    @ArgGroup
    private @Nullable Form form;

    @Option(names = "--program", paramLabel = "NAME", description = "With --raw or --hex: which program, if there are several.")
    private @Nullable String program;

    @Option(
            names = "--mcpu",
            paramLabel = "LEVEL",
            description = "Take instructions of LEVEL at most: v1, v2, v3 or v4 (default: v4, all that there are).")
    private @Nullable String mcpu;

    /** What is written in place of an ELF object. */
    private static final class Form {
        @Option(names = "--raw", description = "Write the instructions' bytes and nothing else.")
        private boolean raw;

        @Option(names = "--hex", description = "Write the instructions in hex, one of 8 bytes a line.")
        private boolean hex;
    }

    @Override
    public Integer call() {
        boolean hex = form != null && form.hex;
        if (out == null && !hex) {
            throw new ParameterException(spec.commandLine(), "say where to write: -o OUT");
        }
        if (out != null && out.toString().equals("-")) {
            throw new ParameterException(spec.commandLine(), "-o takes a file; /dev/stdout is one");
        }
        if (form == null && program != null) {
            throw new ParameterException(
                    spec.commandLine(), "--program goes with --raw or --hex: an ELF object holds all programs");
        }
        ProgramFile input = read();
        byte[] bytes = form == null ? input.toElf() : bareInstructions(ProgramFile.choose(input.object(), program));
        if (hex) {
            bytes = hex(bytes).getBytes(StandardCharsets.US_ASCII);
        }
        if (out == null) {
            spec.commandLine().getOut().print(new String(bytes, StandardCharsets.US_ASCII));
            spec.commandLine().getOut().flush();
        } else {
            OutputFile.write(out, bytes, List.of(input.path()));
        }
        return ExitStatus.OK;
    }

    private ProgramFile read() {
        ProgramFile input = member.read(file);
        if (mcpu == null) {
            return input;
        }
        IsaLevel level = IsaLevel.named(mcpu)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--mcpu takes v1, v2, v3 or v4, not '" + mcpu + "'"));
        if (!input.isText()) {
            throw new ParameterException(spec.commandLine(), "--mcpu goes with text: " + (input.isJava() ? "Java code says its level itself" : "an ELF object is written as it is"));
        }
        return input.ofLevel(level);
    }

    /** The instructions alone, with a warning about what they alone do not hold. */
    private byte[] bareInstructions(BpfProgram chosen) {
        if (!chosen.code().relocations().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("xdpasm: warning: only an ELF object can hold names, these instructions have 0 in their place: "
                            + chosen.code().relocations().stream()
                                    .map(relocation -> relocation.symbol() + " at " + relocation.slot())
                                    .collect(Collectors.joining(", ")));
        }
        return chosen.code().toBytes();
    }

    private static String hex(byte[] bytes) {
        HexFormat format = HexFormat.ofDelimiter(" ");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += HEX_COLUMNS) {
            text.append(format.formatHex(bytes, i, i + HEX_COLUMNS)).append('\n');
        }
        return text.toString();
    }
}
