package dev.xdpasm.elf;

import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.ProgramType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the sections of code: which functions lie in them, and which of these are programs. */
final class CodeSections {

    /** A function of a section, from one byte to another. */
    private record Function(String name, Symbol symbol, long from, long to) {}

    private final ElfImage image;
    private final ObjectTypes types;
    private final Places places;
    private final Map<Section, List<Function>> functions = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<BpfProgram> programs = new ArrayList<>();
    private final List<Subprogram> subprograms = new ArrayList<>();

    private CodeSections(ElfImage image, ObjectTypes types, Places places) {
        this.image = image;
        this.types = types;
        this.places = places;
    }

    /** Finds all functions, and notes where they lie. */
    static CodeSections find(ElfImage image, ObjectTypes types, Places places) {
        CodeSections code = new CodeSections(image, types, places);
        for (Section section : image.sections()) {
            if (section.isExecutable() && section.size() > 0) {
                code.find(section);
            }
        }
        return code;
    }

    /** Reads the code of all, by what relocations mean now that all places are known. */
    void read(Set<String> externs) {
        functions.forEach((section, found) -> {
            CodeCutter code = new CodeCutter(
                    CodeRelocations.read(image, section, places, externs),
                    types.lines(section.name()),
                    types.coreRelocations(section.name()));
            for (Function function : found) {
                add(section, function, code);
            }
        });
    }

    /** {@return the programs, in the order of their sections and places} */
    List<BpfProgram> programs() {
        return programs;
    }

    /** {@return the functions that are no programs, in the order of their sections and places} */
    List<Subprogram> subprograms() {
        return subprograms;
    }

    private void find(Section section) {
        if (section.name().isEmpty()) {
            throw image.error(section, 0, "code in a section without a name");
        }
        if (section.size() % Insn.BYTES != 0) {
            throw image.error(section, section.size(), section.size() + " bytes of code, expected a multiple of "
                    + Insn.BYTES);
        }
        List<Symbol> symbols = symbols(section);
        List<Function> found = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < symbols.size(); i++) {
            Symbol symbol = symbols.get(i);
            long from = symbol.value();
            long next = i + 1 < symbols.size() ? symbols.get(i + 1).value() : section.size();
            long to = symbol.size() == 0 ? next : from + symbol.size();
            boolean whole = from >= end && from < section.size() && from % Insn.BYTES == 0 && symbol.size() >= 0
                    && to > from && to <= section.size() && to % Insn.BYTES == 0;
            if (!whole) {
                throw image.error(section, from, "function " + symbol.name() + " at " + Long.toUnsignedString(from) + ", "
                        + Long.toUnsignedString(symbol.size()) + " bytes, expected whole instructions from " + end + " on");
            }
            end = to;
            found.add(new Function(unique(symbol.name()), symbol, from, to));
        }
        if (found.isEmpty()) {
            throw image.error(section, 0, "code that belongs to no function, expected a symbol of type FUNC");
        }
        found.forEach(function -> places.putFunction(section.index(), function.from(), function.name()));
        functions.put(section, found);
    }

    /** The symbols of functions, in their order. Before LLVM 9 they are of no type, but not local as labels are. */
    private List<Symbol> symbols(Section section) {
        List<Symbol> all = image.symbolsIn(section);
        List<Symbol> typed = all.stream().filter(symbol -> symbol.type() == Elf.STT_FUNC).toList();
        List<Symbol> symbols = new ArrayList<>(
                typed.isEmpty()
                        ? all.stream()
                                .filter(symbol -> symbol.type() == Elf.STT_NOTYPE && symbol.binding() != Elf.STB_LOCAL)
                                .toList()
                        : typed);
        symbols.sort(Comparator.comparingLong(Symbol::value));
        return symbols;
    }

    /** Objects that were linked have static functions of one name, of which all but the first get a number. */
    private String unique(String name) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "$" + i;
        }
        return unique;
    }

    private void add(Section section, Function function, CodeCutter code) {
        CodeCutter.Cut cut = code.cut((int) (function.from() / Insn.BYTES), (int) (function.to() / Insn.BYTES));
        int type = types.functionAt(section.name(), function.from());
        boolean isSubprogram = Subprogram.isSection(section.name()) || function.symbol().binding() == Elf.STB_LOCAL;
        if (isSubprogram) {
            subprograms.add(new Subprogram(
                    function.name(),
                    section.name(),
                    ElfReader.binding(function.symbol()),
                    cut.code(),
                    type,
                    cut.coreRelocations()));
        } else {
            ProgramKind kind = ProgramKind.ofSection(section.name())
                    .orElse(ProgramKind.of(ProgramType.BPF_PROG_TYPE_UNSPEC));
            programs.add(new BpfProgram(
                    function.name(), section.name(), kind, cut.code(), type, cut.coreRelocations()));
        }
    }
}
