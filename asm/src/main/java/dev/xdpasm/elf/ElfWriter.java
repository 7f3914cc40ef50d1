package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfWriter;
import dev.xdpasm.elf.RelocatableFile.Reference;
import dev.xdpasm.elf.RelocatableFile.Section;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfFunction;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.FunctionTypes;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.StructOps;
import dev.xdpasm.object.Subprogram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an object as an ELF file that libbpf loads, as clang lays it out: functions in {@code .text} and programs in the
 * sections they name, global data, {@code .maps}, {@code license}, types and what is known about instructions in {@code .BTF}
 * and {@code .BTF.ext}, a symbol for each thing with a name, and relocations for what refers to it. Equal objects give equal
 * bytes. Knows what things mean; where they lie in the file is {@link RelocatableWriter}'s.
 *
 * <p>Maps as they were described before BTF come out as libbpf has them now, and static functions in {@code .text} wherever
 * they came from, as libbpf takes them from there only.
 */
public final class ElfWriter {
    private static final int BTF_ALIGN = Integer.BYTES;
    private static final int DATA_ALIGN = Long.BYTES;

    /** Kernel and libbpf take 128 bytes with the NUL behind them, and cut what is longer without a word. */
    static final int LONGEST_LICENSE = 127;

    private final BpfObject object;
    private final WrittenTypes types;
    private final SymbolTable symbols = new SymbolTable();
    private final List<Section> sections = new ArrayList<>();
    private final List<BtfExt.FuncInfo> functionInfos = new ArrayList<>();
    private final List<BtfExt.LineInfo> lines = new ArrayList<>();
    private final List<BtfExt.CoreRelocation> coreRelocations = new ArrayList<>();

    private ElfWriter(BpfObject object) {
        this.object = FunctionTypes.complete(object);
        this.types = new WrittenTypes(this.object.btf());
    }

    /**
     * {@return the bytes of an ELF object file}
     *
     * @throws BpfException if two things that become symbols share a name, if the license is longer than 127 characters or not
     *     of printable ASCII, or if a program calls a place within itself, which is no function to ELF
     */
    public static byte[] write(BpfObject object) {
        return RelocatableWriter.write(file(object));
    }

    /**
     * {@return what {@link #write} makes the bytes of}
     *
     * @throws BpfException as {@link #write}
     */
    public static RelocatableFile file(BpfObject object) {
        return new ElfWriter(object).file();
    }

    private RelocatableFile file() {
        Map<String, List<BpfFunction>> code = codeSections();
        List<MapSpec> dataMaps = new ArrayList<>();
        List<MapSpec> maps = new ArrayList<>();
        for (MapSpec map : object.maps()) {
            if (DataMap.is(map)) {
                dataMaps.add(map);
            } else if (!StructOps.is(map)) {
                maps.add(map);
            }
        }
        List<WrittenTypes.Variable> definitions = types.maps(maps);
        Map<String, List<WrittenTypes.Variable>> structs = structs();

        // what has a place gets its symbol first, as code refers to it by that
        int section = 0;
        for (Map.Entry<String, List<BpfFunction>> entry : code.entrySet()) {
            addFunctionSymbols(section++, entry.getValue());
        }
        for (MapSpec map : dataMaps) {
            addGlobalSymbols(section++, map);
        }
        for (List<WrittenTypes.Variable> variables : structs.values()) {
            addMapSymbols(section++, variables);
        }
        addMapSymbols(section, definitions);
        for (Extern extern : object.externs()) {
            symbols.addExtern(extern);
        }

        for (Map.Entry<String, List<BpfFunction>> entry : code.entrySet()) {
            addCode(entry.getKey(), entry.getValue());
        }
        for (MapSpec map : dataMaps) {
            addData(map);
        }
        for (Map.Entry<String, List<WrittenTypes.Variable>> entry : structs.entrySet()) {
            addStructs(entry.getKey(), entry.getValue());
        }
        if (!maps.isEmpty()) {
            addMaps(definitions);
        }
        addLicense();
        addTypes();
        return new RelocatableFile(sections, symbols.all(), List.of(), false);
    }

    /** Structs of functions by the section that they are written to. */
    private Map<String, List<WrittenTypes.Variable>> structs() {
        Map<String, List<MapSpec>> bySection = new LinkedHashMap<>();
        for (MapSpec map : object.maps()) {
            if (StructOps.is(map)) {
                bySection.computeIfAbsent(StructOps.section(map), name -> new ArrayList<>()).add(map);
            }
        }
        Map<String, List<WrittenTypes.Variable>> variables = new LinkedHashMap<>();
        for (Map.Entry<String, List<MapSpec>> entry : bySection.entrySet()) {
            variables.put(entry.getKey(), types.structs(entry.getKey(), entry.getValue()));
        }
        return variables;
    }

    /** Functions by the section that they are written to. */
    private Map<String, List<BpfFunction>> codeSections() {
        Map<String, List<BpfFunction>> code = new LinkedHashMap<>();
        for (Subprogram subprogram : object.subprograms()) {
            add(code, Subprogram.SECTION, subprogram);
        }
        for (BpfProgram program : object.programs()) {
            add(code, program.section(), program);
        }
        return code;
    }

    private static void add(Map<String, List<BpfFunction>> code, String section, BpfFunction function) {
        List<BpfFunction> known = code.get(section);
        if (known == null) {
            known = new ArrayList<>();
            code.put(section, known);
        }
        known.add(function);
    }

    private void addFunctionSymbols(int section, List<BpfFunction> functions) {
        symbols.addSection(section);
        long at = 0;
        for (BpfFunction function : functions) {
            long bytes = (long) function.code().size() * Insn.BYTES;
            Binding binding = function instanceof Subprogram subprogram ? subprogram.binding() : Binding.GLOBAL;
            symbols.addFunction(function.name(), binding, section, at, bytes);
            at += bytes;
        }
    }

    private void addGlobalSymbols(int section, MapSpec map) {
        symbols.addSection(section);
        for (Global global : object.globals()) {
            if (global.map().equals(map.name())) {
                symbols.addGlobal(global, section);
            }
        }
        symbols.addData(map.name(), section);
        types.data(map, object.globals());
    }

    private void addMapSymbols(int section, List<WrittenTypes.Variable> variables) {
        for (WrittenTypes.Variable variable : variables) {
            symbols.addMap(variable.map(), section, variable.offset(), variable.size());
        }
    }

    private void addCode(String name, List<BpfFunction> functions) {
        int slots = 0;
        for (BpfFunction function : functions) {
            slots += function.code().size();
        }
        ByteBuffer bytes = ByteBuffer.allocate(slots * Insn.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        List<Reference> references = new ArrayList<>();
        for (BpfFunction function : functions) {
            int start = bytes.position();
            describe(function, name, start);
            WrittenCode code = new WrittenCode(function, sections.size(), start, symbols);
            for (long word : code.words()) {
                bytes.putLong(word);
            }
            references.addAll(code.references());
        }
        sections.add(new Section(
                name,
                Elf.SHT_PROGBITS,
                Elf.SHF_ALLOC | Elf.SHF_EXECINSTR,
                0,
                Insn.BYTES,
                bytes.array(),
                bytes.capacity(),
                references));
    }

    /** Says which function begins at a place, and which lines its instructions come from. */
    private void describe(BpfFunction function, String section, int start) {
        functionInfos.add(new BtfExt.FuncInfo(section, start, function.funcType()));
        LineTable table = function.code().lines();
        // the kernel wants lines from a function's first instruction on, or none
        if (table.size() > 0 && table.slot(0) > 0) {
            lines.add(new BtfExt.LineInfo(section, start, "", 0, 0));
        }
        for (int i = 0; i < table.size(); i++) {
            addLine(section, start, table, i);
        }
        for (BtfExt.CoreRelocation own : function.coreRelocations()) {
            coreRelocations.add(new BtfExt.CoreRelocation(
                    section, start + own.offset(), own.type(), own.access(), own.kind()));
        }
    }

    private void addLine(String section, int start, LineTable table, int i) {
        int offset = start + table.slot(i) * Insn.BYTES;
        String file = table.file(i);
        String text = table.text(i);
        lines.add(text.isEmpty()
                ? new BtfExt.LineInfo(section, offset, file, table.lineNumber(i), table.column(i))
                : new BtfExt.LineInfo(section, offset, file, text, table.lineNumber(i), table.column(i)));
    }

    private void addData(MapSpec map) {
        boolean zero = DataMap.isZero(map.name());
        int flags = Elf.SHF_ALLOC | (DataMap.isReadOnly(map.name()) ? 0 : Elf.SHF_WRITE);
        sections.add(new Section(
                map.name(),
                zero ? Elf.SHT_NOBITS : Elf.SHT_PROGBITS,
                flags,
                0,
                DATA_ALIGN,
                zero ? new byte[0] : DataMap.content(map).toArray(),
                map.valueSize(),
                List.of()));
        if (zero && !DataMap.content(map).isZero()) {
            throw new BpfException("the data of " + map.name() + " is not zero from the start, expected it in "
                    + DataMap.DATA);
        }
    }

    private void addStructs(String name, List<WrittenTypes.Variable> variables) {
        int size = end(variables);
        byte[] bytes = new byte[size];
        List<Reference> references = new ArrayList<>();
        for (WrittenTypes.Variable variable : variables) {
            byte[] content = StructOps.content(variable.map()).toArray();
            System.arraycopy(content, 0, bytes, variable.offset(), content.length);
            for (MapEntry.Reference program : StructOps.programs(variable.map())) {
                long offset = (long) variable.offset() + program.index();
                references.add(new Reference(offset, Elf.R_BPF_64_ABS64, symbols.named(program.name())));
            }
        }
        sections.add(new Section(
                name, Elf.SHT_PROGBITS, Elf.SHF_ALLOC | Elf.SHF_WRITE, 0, Long.BYTES, bytes, size, references));
    }

    private void addMaps(List<WrittenTypes.Variable> definitions) {
        int size = end(definitions);
        List<Reference> references = new ArrayList<>();
        for (WrittenTypes.Variable variable : definitions) {
            for (MapEntry entry : variable.map().entries()) {
                if (!(entry instanceof MapEntry.Reference reference)) {
                    throw new BpfException("map " + variable.map().name()
                            + " holds values from the start, which ELF can only say of programs and maps");
                }
                long offset = variable.offset() + variable.valuesOffset() + (long) reference.index() * Long.BYTES;
                references.add(new Reference(offset, Elf.R_BPF_64_ABS64, symbols.named(reference.name())));
            }
        }
        sections.add(new Section(
                MapSection.NAME,
                Elf.SHT_PROGBITS,
                Elf.SHF_ALLOC | Elf.SHF_WRITE,
                0,
                Long.BYTES,
                new byte[size],
                size,
                references));
    }

    private static int end(List<WrittenTypes.Variable> variables) {
        int end = 0;
        for (WrittenTypes.Variable variable : variables) {
            end = Math.max(end, variable.offset() + variable.size());
        }
        return end;
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private void addLicense() {
        String license = object.license();
        if (license.length() > LONGEST_LICENSE || !isPrintable(license)) {
            throw new BpfException("a license of " + license.length() + " characters that begins with '"
                    + license.substring(0, Math.min(license.length(), 16)).replaceAll("[^ -~]", "?") + "', expected at most "
                    + LONGEST_LICENSE + " printable characters of ASCII, such as GPL");
        }
        // an object without a license is one with an empty license, except to who asks whether there is one
        byte[] bytes = (license + "\0").getBytes(StandardCharsets.US_ASCII);
        Optional<String> described = types.text("license", bytes.length);
        if (described.isPresent()) {
            symbols.addObject(described.get(), sections.size(), bytes.length);
        }
        sections.add(new Section(
                "license", Elf.SHT_PROGBITS, Elf.SHF_ALLOC | Elf.SHF_WRITE, 0, 1, bytes, bytes.length, List.of()));
        if (object.version() != 0) {
            byte[] version = ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(object.version())
                    .array();
            sections.add(new Section(
                    "version", Elf.SHT_PROGBITS, Elf.SHF_ALLOC | Elf.SHF_WRITE, 0, 4, version, 4, List.of()));
        }
    }

    private void addTypes() {
        BtfWriter.Sections written =
                BtfWriter.write(types.btf(), new BtfExt(functionInfos, lines, coreRelocations));
        addPlain(".BTF", written.btf());
        addPlain(".BTF.ext", written.ext());
    }

    private void addPlain(String name, byte[] bytes) {
        sections.add(new Section(name, Elf.SHT_PROGBITS, 0, 0, BTF_ALIGN, bytes, bytes.length, List.of()));
    }
}
