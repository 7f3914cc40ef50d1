package dev.xdpasm.print;

import dev.xdpasm.SourceLine;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the sections of a {@link Listing} come from: an ELF file taken apart, or an object as it would lie in one. */
public final class ListedSections {
    private static final int STT_OBJECT = 1;
    private static final int STT_COMMON = 5;

    private ListedSections() {}

    /**
     * {@return the sections of an ELF file that are to be listed}
     *
     * @param names which sections, code or not; those with code if there are none
     * @param options what is shown: relocations and source lines are read only if they are
     * @throws dev.xdpasm.elf.ElfFormatException if what is to be shown is damaged
     */
    public static List<ListedSection> of(ElfImage elf, Set<String> names, Set<ListingOption> options) {
        boolean showsLines = options.contains(ListingOption.SOURCE) || options.contains(ListingOption.LINE_NUMBERS);
        boolean showsRelocations = options.contains(ListingOption.RELOCATIONS);
        Described described = showsLines || showsRelocations ? describe(elf) : Described.NOTHING;
        List<ListedSection> sections = new ArrayList<>();
        for (ElfImage.Section section : elf.sections()) {
            if (names.isEmpty() ? section.isExecutable() : names.contains(section.name())) {
                sections.add(new ListedSection(
                        section.name(),
                        elf.bytes(section),
                        section.size(),
                        section.isExecutable(),
                        symbols(elf, section),
                        showsRelocations ? relocations(elf, section, described) : List.of(),
                        described.lines().getOrDefault(section.name(), List.of())));
            }
        }
        return sections;
    }

    private static List<ListedSection.Symbol> symbols(ElfImage elf, ElfImage.Section section) {
        List<ListedSection.Symbol> symbols = new ArrayList<>();
        for (ElfImage.Symbol symbol : elf.symbolsIn(section)) {
            if (symbol.type() != STT_COMMON) {
                symbols.add(new ListedSection.Symbol(symbol.name(), symbol.value(), symbol.type() == STT_OBJECT));
            }
        }
        return symbols;
    }

    private static List<ListedSection.Relocation> relocations(ElfImage elf, ElfImage.Section section, Described described) {
        List<ListedSection.Relocation> relocations =
                new ArrayList<>(described.relocations().getOrDefault(section.name(), List.of()));
        for (ElfImage.Relocation relocation : elf.relocationsOf(section)) {
            relocations.add(new ListedSection.Relocation(
                    relocation.offset(), RelocationType.nameOf(relocation.type()) + "\t" + target(elf, relocation)));
        }
        return relocations;
    }

    /** What a relocation refers to: a symbol's name, a section's for a symbol that only stands for it. */
    private static String target(ElfImage elf, ElfImage.Relocation relocation) {
        ElfImage.Symbol symbol = relocation.symbol();
        String name = relocation.symbolIndex() == 0
                ? "*ABS*"
                : symbol.name().isEmpty() && symbol.section() > 0 && symbol.section() < elf.sections().size()
                        ? elf.sections().get(symbol.section()).name()
                        : symbol.name();
        long addend = relocation.addend();
        return addend == 0 ? name : name + (addend < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(addend));
    }

    /** What BTF says about a file's instructions, by their sections. */
    private record Described(Map<String, List<ListedSection.Line>> lines, Map<String, List<ListedSection.Relocation>> relocations) {
        private static final Described NOTHING = new Described(Map.of(), Map.of());
    }

    private static Described describe(ElfImage elf) {
        Optional<ElfImage.Section> types = elf.section(".BTF");
        Optional<ElfImage.Section> ext = elf.section(".BTF.ext");
        if (types.isEmpty() || ext.isEmpty()) {
            return Described.NOTHING;
        }
        Map<String, List<ListedSection.Line>> lines = new HashMap<>();
        Map<String, List<ListedSection.Relocation>> relocations = new HashMap<>();
        byte[] btf = elf.bytes(types.get());
        try {
            BtfExt read = BtfExt.decode(btf, elf.bytes(ext.get()));
            for (BtfExt.LineInfo line : read.lines()) {
                lines.computeIfAbsent(line.section(), name -> new ArrayList<>())
                        .add(new ListedSection.Line(line.offset(), line.file(), line.line(), line.text()));
            }
            if (!read.coreRelocations().isEmpty()) {
                Btf decoded = Btf.decode(btf);
                for (BtfExt.CoreRelocation relocation : read.coreRelocations()) {
                    relocations.computeIfAbsent(relocation.section(), name -> new ArrayList<>())
                            .add(new ListedSection.Relocation(
                                    relocation.offset(), CoreRelocationText.of(decoded, relocation)));
                }
            }
        } catch (BtfException e) {
            throw new BtfException(elf.file() + ": " + e.getMessage());
        }
        return new Described(lines, relocations);
    }

    /** {@return an object's programs as sections: those of one section stand in it one after another} */
    public static List<ListedSection> of(BpfObject object) {
        return of(object, Set.of());
    }

    /**
     * {@return an object's programs as sections, as {@link #of(BpfObject)}}
     *
     * @param names which sections; all if there are none
     */
    public static List<ListedSection> of(BpfObject object, Set<String> names) {
        Map<String, List<BpfProgram>> programs = new LinkedHashMap<>();
        for (BpfProgram program : object.programs()) {
            if (names.isEmpty() || names.contains(program.section())) {
                programs.computeIfAbsent(program.section(), name -> new ArrayList<>()).add(program);
            }
        }
        List<ListedSection> sections = new ArrayList<>();
        programs.forEach((name, members) -> sections.add(section(name, members)));
        return sections;
    }

    private static ListedSection section(String name, List<BpfProgram> programs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<ListedSection.Symbol> symbols = new ArrayList<>();
        List<ListedSection.Relocation> relocations = new ArrayList<>();
        List<ListedSection.Line> lines = new ArrayList<>();
        for (BpfProgram program : programs) {
            int start = bytes.size();
            symbols.add(new ListedSection.Symbol(program.name(), start, false));
            for (Relocation relocation : program.code().relocations()) {
                boolean wide = Insn.isWide(program.code().word(relocation.slot()));
                relocations.add(new ListedSection.Relocation(
                        start + (long) relocation.slot() * Insn.BYTES,
                        (wide ? RelocationType.R_BPF_64_64 : RelocationType.R_BPF_64_32) + "\t" + relocation.symbol()));
            }
            LineTable table = program.code().lines();
            for (int i = 0; i < table.size(); i++) {
                Optional<SourceLine> line = table.line(i);
                lines.add(new ListedSection.Line(
                        start + (long) table.slot(i) * Insn.BYTES,
                        line.map(SourceLine::file).orElse(""),
                        line.map(SourceLine::line).orElse(0),
                        table.text(i)));
            }
            bytes.writeBytes(program.code().toBytes());
        }
        return new ListedSection(name, bytes.toByteArray(), bytes.size(), true, symbols, relocations, lines);
    }
}
