package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.text.Listing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm disasm}: the listing of an object, of text that is assembled first, or of bare instructions. */
@Command(
        name = "disasm",
        description = "List the instructions in FILE as llvm-objdump 19 does with -d --mcpu=v4 --no-print-imm-hex.",
        mixinStandardHelpOptions = true)
final class DisasmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An ELF object or a .xasm text.")
    private Path file;

    @ArgGroup
    private @Nullable Form form;

    /** What FILE is, where its first bytes do not tell. */
    private static final class Form {
        @Option(names = "--raw", description = "FILE holds the instructions' bytes and nothing else.")
        private boolean raw;

        @Option(names = "--hex", description = "FILE holds the instructions' bytes in hex, as asm --hex writes them.")
        private boolean hex;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(listing());
        out.flush();
        return ExitStatus.OK;
    }

    private String listing() {
        ProgramFile input = ProgramFile.read(file);
        if (form != null) {
            return Listing.ofBytes(input.name(), form.hex ? fromHex(input) : input.bytes());
        }
        if (!input.isElf()) {
            return Listing.of(input.name(), input.object());
        }
        ElfImage elf = input.elf();
        List<Listing.Section> sections = elf.sections().stream()
                .filter(ElfImage.Section::isExecutable)
                .map(section -> new Listing.Section(
                        section.name(),
                        elf.bytes(section),
                        elf.symbolsIn(section).stream()
                                .map(symbol -> new Listing.Symbol(symbol.name(), symbol.value()))
                                .toList()))
                .toList();
        return Listing.of(input.name(), sections);
    }

    private static byte[] fromHex(ProgramFile input) {
        String digits = InputFile.text(input.name(), input.bytes()).replaceAll("\\s+", "");
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new BpfException(input.name() + ": is not hex, expected pairs of hexadecimal digits", e);
        }
    }
}
