package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.SectionType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads an ELF object file: programs by their function symbols, maps defined in {@code .maps}, the license, references to
 * maps, source lines (file, line and column).
 *
 * <p>What would change how a program runs and is not known here is refused, naming the section and the offset: other data,
 * other relocations, CO-RE. What only describes it is left out: types in {@code .BTF} but those that make maps, and in
 * {@code .BTF.ext} the types of functions and the texts of source lines; {@code version}, debug information, and sections
 * that are loaded nowhere. So an object that is read and written again has BTF of its own.
 *
 * <p>An object without a section {@code license} has an empty license.
 */
public final class ElfReader {
    /** Sections that are loaded with no program: {@code version} is ignored by kernels since 5.0. */
    private static final Set<String> KNOWN_DATA = Set.of(MapSection.NAME, "license", "version");

    private final ElfImage image;
    private final Map<Integer, Map<Long, String>> mapsAt = new HashMap<>();
    private final Map<String, List<BtfExt.LineInfo>> linesOf = new HashMap<>();

    private ElfReader(ElfImage image) {
        this.image = image;
    }

    /**
     * {@return the object in a file}
     *
     * @param file the name that errors carry
     * @param bytes the file's content
     * @throws ElfFormatException if the file is damaged or holds what is not supported yet
     */
    public static BpfObject read(String file, byte[] bytes) {
        return new ElfReader(ElfImage.read(file, bytes)).read();
    }

    private BpfObject read() {
        for (Section section : image.sections()) {
            refuseUnknown(section);
        }
        List<MapSpec> maps = maps();
        readLines();
        Map<Integer, List<Relocation>> relocations = relocations();
        List<BpfProgram> programs = new ArrayList<>();
        for (Section section : image.sections()) {
            if (section.isExecutable() && section.size() > 0) {
                addPrograms(programs, section, relocations.getOrDefault(section.index(), List.of()));
            }
        }
        if (programs.isEmpty()) {
            throw image.error(0, "no program in it, expected a section such as xdp with instructions");
        }
        String license = license();
        try {
            return new BpfObject(programs, maps, license);
        } catch (BpfException e) {
            throw image.error(0, e.getMessage());
        }
    }

    private void refuseUnknown(Section section) {
        boolean holdsSomething = section.isAllocated() && section.size() > 0;
        if (holdsSomething && !section.isExecutable() && !KNOWN_DATA.contains(section.name())) {
            throw image.error(section, 0, "data of this kind is not supported yet, expected only .maps and license");
        }
        if (section.type() == Elf.SHT_RELA) {
            throw image.error(section, 0, "relocations with addends (RELA), expected REL");
        }
        if (section.name().equals(".BTF.ext")) {
            refuseCoRe(section);
        }
    }

    /** CO-RE relocations change instructions: code with them must not be used as it stands. */
    private void refuseCoRe(Section section) {
        ByteBuffer ext = ByteBuffer.wrap(image.bytes(section)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = 4;
        int relocationsLength = 28;
        boolean longHeader = ext.limit() >= relocationsLength + Integer.BYTES
                && Integer.compareUnsigned(ext.getInt(headerLength), relocationsLength + Integer.BYTES) >= 0;
        if (longHeader && ext.getInt(relocationsLength) != 0) {
            throw image.error(section, relocationsLength, "CO-RE relocations are not supported yet");
        }
    }

    private String license() {
        Section section = image.section("license").orElse(null);
        if (section == null) {
            return "";
        }
        byte[] bytes = image.bytes(section);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
            if (bytes[i] < ' ' || bytes[i] > '~' || i >= ElfWriter.LONGEST_LICENSE) {
                throw image.error(section, i, "the license is not a text of at most " + ElfWriter.LONGEST_LICENSE
                        + " ASCII characters, expected one such as GPL");
            }
            text.append((char) bytes[i]);
        }
        return text.toString();
    }

    private List<MapSpec> maps() {
        Section section = image.section(MapSection.NAME).orElse(null);
        if (section == null || section.size() == 0) {
            return List.of();
        }
        Section types = image.section(".BTF")
                .orElseThrow(() -> image.error(section, 0, "maps without a section .BTF that says what they are"));
        List<MapSpec> maps;
        try {
            maps = MapSection.read(Btf.decode(image.bytes(types)));
        } catch (BtfException e) {
            throw image.error(types, 0, e.getMessage());
        }
        Set<String> described = maps.stream().map(MapSpec::name).collect(Collectors.toSet());
        Map<Long, String> names = new HashMap<>();
        for (Symbol symbol : image.symbolsIn(section)) {
            if (!described.contains(symbol.name())) {
                throw image.error(section, symbol.value(), "map " + symbol.name() + " is not described in .BTF");
            }
            names.put(symbol.value(), symbol.name());
        }
        mapsAt.put(section.index(), names);
        return maps;
    }

    /** Reads the source lines of each section. */
    private void readLines() {
        Section ext = image.section(".BTF.ext").orElse(null);
        Section types = image.section(".BTF").orElse(null);
        if (ext == null || types == null) {
            return;
        }
        List<BtfExt.LineInfo> lines;
        try {
            lines = BtfExt.decode(image.bytes(types), image.bytes(ext)).lines();
        } catch (BtfException e) {
            throw image.error(ext, 0, e.getMessage());
        }
        Map<String, Integer> ends = new HashMap<>();
        for (BtfExt.LineInfo line : lines) {
            if (line.offset() % Insn.BYTES != 0 || line.offset() < ends.getOrDefault(line.section(), 0)) {
                throw image.error(ext, 0, "source line " + line.line() + " of byte " + line.offset() + " in "
                        + line.section() + ", expected the start of an instruction after those before");
            }
            ends.put(line.section(), line.offset() + 1);
            linesOf.computeIfAbsent(line.section(), section -> new ArrayList<>()).add(line);
        }
    }

    /** Reads the relocations of sections with code, by the section's index. */
    private Map<Integer, List<Relocation>> relocations() {
        Map<Integer, List<Relocation>> all = new HashMap<>();
        for (Section section : image.sections()) {
            if (section.type() != Elf.SHT_REL) {
                continue;
            }
            if (section.info() < 1 || section.info() >= image.sections().size()) {
                throw image.error(section, 0, "relocations of section " + section.info() + ", expected 1 to "
                        + (image.sections().size() - 1));
            }
            Section code = image.sections().get(section.info());
            // those of debug information and BTF change nothing that is read here
            if (code.isExecutable()) {
                if (all.put(code.index(), relocations(section, code)) != null) {
                    throw image.error(section, 0, "a second set of relocations of section " + code.name());
                }
            }
        }
        return all;
    }

    private List<Relocation> relocations(Section section, Section code) {
        ByteBuffer records = ByteBuffer.wrap(image.bytes(section)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer insns = ByteBuffer.wrap(image.bytes(code)).order(ByteOrder.LITTLE_ENDIAN);
        if (records.limit() % Elf.REL_BYTES != 0) {
            throw image.error(section, records.limit(), records.limit() + " bytes of relocations, expected a multiple of "
                    + Elf.REL_BYTES);
        }
        Map<Long, Relocation> bySlot = new TreeMap<>();
        for (int at = 0; at < records.limit(); at += Elf.REL_BYTES) {
            long offset = records.getLong(at);
            Symbol symbol = symbol(section, at, records.getInt(at + 12));
            int type = records.getInt(at + 8);
            if (type != Elf.R_BPF_64_64) {
                throw image.error(code, offset, "a relocation of type " + Integer.toUnsignedString(type) + " to "
                        + shown(symbol) + " is not supported yet, expected " + Elf.R_BPF_64_64 + " to a map");
            }
            if (offset < 0 || offset % Insn.BYTES != 0 || offset > insns.limit() - 2L * Insn.BYTES) {
                throw image.error(section, at, "a relocation at offset " + Long.toUnsignedString(offset)
                        + ", expected a multiple of 8 within the " + insns.limit() + " bytes of " + code.name());
            }
            String map = map(code, offset, symbol, insns);
            Relocation relocation = new Relocation((int) (offset / Insn.BYTES), Relocation.Kind.MAP, map);
            if (bySlot.put(offset, relocation) != null) {
                throw image.error(section, at, "a second relocation of the instruction at " + offset);
            }
        }
        return List.copyOf(bySlot.values());
    }

    private Symbol symbol(Section section, int at, int index) {
        if (index < 0 || index >= image.symbols().size()) {
            throw image.error(section, at, "a relocation to symbol " + Integer.toUnsignedString(index)
                    + ", expected 0 to " + (image.symbols().size() - 1));
        }
        return image.symbols().get(index);
    }

    private String map(Section code, long offset, Symbol symbol, ByteBuffer insns) {
        long insn = insns.getLong((int) offset);
        Map<Long, String> maps = mapsAt.getOrDefault(symbol.section(), Map.of());
        String name = maps.get(symbol.value());
        if (name == null || !symbol.namesPlace()) {
            throw image.error(
                    code, offset, "a reference to " + shown(symbol) + " is not supported yet, expected one to a map");
        }
        boolean plain = Insn.isWide(insn) && Insn.srcReg(insn) == 0 && Insn.imm(insn) == 0
                && insns.getLong((int) offset + Insn.BYTES) == 0;
        if (!plain) {
            throw image.error(code, offset, "map " + name
                    + " is referred to by another instruction than a load of its address, expected rN = 0 ll");
        }
        return name;
    }

    private String shown(Symbol symbol) {
        if (!symbol.name().isEmpty()) {
            return "'" + symbol.name() + "'";
        }
        boolean exists = symbol.section() < image.sections().size();
        return "section " + (exists ? image.sections().get(symbol.section()).name() : symbol.section());
    }

    private void addPrograms(List<BpfProgram> programs, Section section, List<Relocation> relocations) {
        SectionType type = SectionType.bySection(section.name())
                .orElseThrow(() -> image.error(
                        section, 0, "code in a section that is no known kind of program, which is not supported yet"));
        if (section.size() % Insn.BYTES != 0) {
            throw image.error(section, section.size(), section.size() + " bytes of code, expected a multiple of "
                    + Insn.BYTES);
        }
        List<Symbol> functions = image.symbolsIn(section).stream()
                .filter(symbol -> symbol.type() == Elf.STT_FUNC)
                .sorted(Comparator.comparingLong(Symbol::value))
                .toList();
        SectionCode code = new SectionCode(
                Code.ofBytes(image.bytes(section)),
                relocations,
                linesOf.getOrDefault(section.name(), List.of()));
        long at = 0;
        for (Symbol function : functions) {
            if (function.binding() == Elf.STB_LOCAL) {
                throw image.error(section, function.value(), "the static function " + function.name()
                        + " is not supported yet");
            }
            if (function.value() != at || function.size() <= 0 || function.size() % Insn.BYTES != 0
                    || function.size() > section.size() - at) {
                throw image.error(section, at, "function " + function.name() + " at " + function.value() + ", "
                        + function.size() + " bytes, expected whole instructions from " + at + " on");
            }
            Code own = code.next((int) (function.size() / Insn.BYTES));
            programs.add(new BpfProgram(function.name(), type.programType(), section.name(), own));
            at += function.size();
        }
        if (at != section.size()) {
            throw image.error(section, at, "code that belongs to no function, expected a symbol of type FUNC");
        }
    }
}
