package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.dsl.Explanation;
import dev.xdpasm.InputFile;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.print.AssemblyText;
import dev.xdpasm.print.CText;
import dev.xdpasm.print.Dialect;
import dev.xdpasm.print.JavaText;
import dev.xdpasm.print.JsonText;
import dev.xdpasm.print.ListedSection;
import dev.xdpasm.print.Listing;
import dev.xdpasm.print.ListingOption;
import java.nio.file.Path;
import java.util.EnumSet;
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
                + "with options of its names; or write them in another language.",
        mixinStandardHelpOptions = true)
final class DisasmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .xasm text, an ELF object, a .java source or JAR!CLASS.")
    private Path file;

    @Mixin
    private MemberOption member = new MemberOption();

    @ArgGroup
    private @Nullable Form form;

    @ArgGroup
    private @Nullable Language language;

    @Option(
            names = "--explain",
            description = "Before it, how the structured DSL made the programs of a Java FILE: the graph after each stage, with its lines.")
    private boolean explain;

    @Mixin
    private ListingOptions options = new ListingOptions();

    /** What FILE is, where its first bytes do not tell. */
    private static final class Form {
        @Option(names = "--raw", description = "FILE holds the instructions' bytes and nothing else.")
        private boolean raw;

        @Option(names = "--hex", description = "FILE holds the instructions' bytes in hex, as asm --hex writes them.")
        private boolean hex;
    }

    /** What is written in place of a listing. */
    private static final class Language {
        @Option(
                names = "--dialect",
                paramLabel = "DIALECT",
                description = "Text that asm reads: llvm, mnemonic, or kernel as the verifier's log has it.")
        private @Nullable Dialect dialect;

        @Option(names = "--asm", description = "As --dialect llvm.")
        private boolean asm;

        @Option(names = "--java", description = "A Java class that makes the programs with the Assembler.")
        private boolean java;

        @Option(names = "--c", description = "Arrays of struct bpf_insn in the macros of linux/bpf.h.")
        private boolean c;

        @Option(names = "--json", description = "An array with the fields, text, source and relocation of each instruction.")
        private boolean json;
    }

    @Override
    public Integer call() {
        StringBuilder stages = new StringBuilder();
        ProgramFile input = explain ? explained(stages) : member.read(file);
        StandardOutput.print(spec.commandLine().getOut(), text -> list(input, text.append(stages.toString())));
        return ExitStatus.OK;
    }

    private ProgramFile explained(StringBuilder stages) {
        ProgramFile input = Explanation.during(
                (stage, text) -> stages.append("== ").append(stage).append('\n').append(text.stripTrailing()).append("\n\n"),
                () -> member.read(file));
        if (stages.isEmpty()) {
            throw new BpfException(file + ": there is nothing to explain, as no program in it is made by the structured DSL");
        }
        return input;
    }

    private void list(ProgramFile input, TextBuffer out) {
        if (language == null) {
            Listing.print(input.name(), sections(input, options.shown()), options.shown(), options.symbols(), out);
        } else if (language.java) {
            JavaText.print(object(input), JavaText.className(input.name()), out);
        } else if (language.c) {
            CText.print(sections(input, EnumSet.of(ListingOption.RELOCATIONS)), out);
        } else if (language.json) {
            JsonText.print(sections(input, EnumSet.of(ListingOption.RELOCATIONS, ListingOption.SOURCE)), out);
        } else {
            AssemblyText.print(object(input), language.dialect == null ? Dialect.LLVM : language.dialect, out);
        }
    }

    private BpfObject object(ProgramFile input) {
        if (form == null) {
            return input.object();
        }
        try {
            Code code = Code.ofBytes(bareBytes(input));
            return new BpfObject(List.of(BpfProgram.xdp("program", code)), List.of(), "GPL");
        } catch (IllegalArgumentException e) {
            throw new BpfException(input.name() + ": " + e.getMessage(), e);
        }
    }

    private byte[] bareBytes(ProgramFile input) {
        return form != null && form.hex ? fromHex(input) : input.bytes();
    }

    private List<ListedSection> sections(ProgramFile input, Set<ListingOption> shown) {
        Set<String> names = options.sections();
        List<ListedSection> sections;
        if (form != null) {
            sections = List.of(ListedSection.of(".text", bareBytes(input), List.of()));
        } else {
            sections = input.sections(names, shown);
            if (input.isElf() && sections.size() < names.size()) {
                requireThere("section", names, input.elf().sections().stream().map(ElfImage.Section::name).toList(), input);
            }
        }
        if (!names.isEmpty() || !options.symbols().isEmpty()) {
            requireThere("section", names, sections.stream().map(ListedSection::name).toList(), input);
            requireThere("symbol", options.symbols(), symbols(sections), input);
        }
        return sections;
    }

    private static List<String> symbols(List<ListedSection> sections) {
        return sections.stream()
                .flatMap(section -> section.symbols().stream())
                .map(ListedSection.Symbol::name)
                .toList();
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
