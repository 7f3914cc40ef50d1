package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.print.ListedSection;
import dev.xdpasm.print.ListedSections;
import dev.xdpasm.print.Listing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xdpasm disasm}: the listing of an object, of text that is assembled first, or of bare instructions. */
@Command(
        name = "disasm",
        description = "List the instructions in FILE as llvm-objdump 19 does with -d --mcpu=v4 --no-print-imm-hex, "
                + "with options of its names.",
        mixinStandardHelpOptions = true)
final class DisasmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An ELF object or a .xasm text.")
    private Path file;

    @ArgGroup
    private @Nullable Form form;

    @Mixin
    private ListingOptions options;

    /** What FILE is, where its first bytes do not tell. */
    private static final class Form {
        @Option(names = "--raw", description = "FILE holds the instructions' bytes and nothing else.")
        private boolean raw;

        @Option(names = "--hex", description = "FILE holds the instructions' bytes in hex, as asm --hex writes them.")
        private boolean hex;
    }

    @Override
    public Integer call() {
        ProgramFile input = ProgramFile.read(file);
        StandardOutput.print(spec.commandLine().getOut(), out -> list(input, out));
        return ExitStatus.OK;
    }

    private void list(ProgramFile input, TextBuffer out) {
        Listing.print(input.name(), sections(input), options.shown(), options.symbols(), out);
    }

    private List<ListedSection> sections(ProgramFile input) {
        Set<String> names = options.sections();
        List<ListedSection> sections;
        if (form != null) {
            sections = List.of(ListedSection.of(".text", form.hex ? fromHex(input) : input.bytes(), List.of()));
        } else if (input.isElf()) {
            ElfImage elf = input.elf();
            sections = ListedSections.of(elf, names, options.shown());
            requireThere("section", names, elf.sections().stream().map(ElfImage.Section::name).toList(), input);
        } else {
            sections = ListedSections.of(input.object()).stream()
                    .filter(section -> names.isEmpty() || names.contains(section.name()))
                    .toList();
        }
        requireThere("section", names, sections.stream().map(ListedSection::name).toList(), input);
        requireThere(
                "symbol",
                options.symbols(),
                sections.stream()
                        .flatMap(section -> section.symbols().stream())
                        .map(ListedSection.Symbol::name)
                        .toList(),
                input);
        return sections;
    }

    private static void requireThere(String what, Set<String> wanted, List<String> there, ProgramFile input) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(Set.copyOf(there));
        if (!missing.isEmpty()) {
            throw new BpfException(input.name() + ": there is no " + what + " " + String.join(", ", missing) + ", expected of: "
                    + there.stream().filter(name -> !name.isEmpty()).distinct().limit(20).collect(Collectors.joining(", ")));
        }
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
