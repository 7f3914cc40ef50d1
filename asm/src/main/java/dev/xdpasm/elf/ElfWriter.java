package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfWriter;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes an object as an ELF file that libbpf loads: programs in the sections they name, {@code license}, {@code .maps},
 * {@code .BTF} and {@code .BTF.ext} with the programs' functions and source lines, relocations of map loads. Equal
 * objects give equal bytes. Knows what things mean; where they lie in the file is {@link ElfLayout}'s.
 */
public final class ElfWriter {
    private static final int INSN_ALIGN = Insn.BYTES;
    private static final int BTF_ALIGN = Integer.BYTES;

    /** Kernel and libbpf take 128 bytes with the NUL behind them, and cut what is longer without a word. */
    static final int LONGEST_LICENSE = 127;

    private static final Pattern LICENSE = Pattern.compile("[ -~]{0," + LONGEST_LICENSE + "}");

    private final BpfObject object;
    private final ElfLayout elf = new ElfLayout();
    private final BtfBuilder btf = new BtfBuilder();
    private final List<BtfExt.FuncInfo> functions = new ArrayList<>();
    private final List<BtfExt.LineInfo> lines = new ArrayList<>();
    private final Map<String, Integer> mapSymbols = new HashMap<>();
    private final Map<Integer, byte[]> relocations = new LinkedHashMap<>();

    private ElfWriter(BpfObject object) {
        this.object = object;
    }

    /**
     * {@return the bytes of an ELF object file}
     *
     * @throws BpfException if the object holds what cannot be written yet (references to functions and to bytes of maps),
     *     if a program and a map share a name, or if the license is longer than 127 characters or not of printable ASCII
     */
    public static byte[] write(BpfObject object) {
        return new ElfWriter(object).write();
    }

    private byte[] write() {
        Map<String, List<BpfProgram>> sections = new LinkedHashMap<>();
        for (BpfProgram program : object.programs()) {
            sections.computeIfAbsent(program.section(), name -> new ArrayList<>()).add(program);
        }
        List<MapSection.Definition> maps = MapSection.write(object.maps(), btf);
        // symbols of maps come first, as relocations refer to them; their section comes behind those of the programs
        addMaps(maps, sections.size() + 1);
        sections.forEach(this::addPrograms);
        if (!maps.isEmpty()) {
            int bytes = maps.stream().mapToInt(MapSection.Definition::bytes).sum();
            elf.addSection(MapSection.NAME, Elf.SHF_ALLOC | Elf.SHF_WRITE, Long.BYTES, new byte[bytes]);
        }
        elf.addSection(
                "license",
                Elf.SHF_ALLOC | Elf.SHF_WRITE,
                1,
                license());
        Btf types = btf.build();
        if (!types.types().isEmpty()) {
            BtfWriter.Sections written = BtfWriter.write(types, new BtfExt(functions, lines));
            elf.addSection(".BTF", 0, BTF_ALIGN, written.btf());
            elf.addSection(".BTF.ext", 0, BTF_ALIGN, written.ext());
        }
        int symbolTable = elf.symbolTableIndex(relocations.size());
        relocations.forEach((section, records) -> elf.addRelocations(section, records, symbolTable));
        return elf.toBytes();
    }

    private byte[] license() {
        String license = object.license();
        if (!LICENSE.matcher(license).matches()) {
            throw new BpfException("a license of " + license.length() + " characters that begins with '"
                    + license.substring(0, Math.min(license.length(), 16)).replaceAll("[^ -~]", "?") + "', expected at most "
                    + LONGEST_LICENSE + " printable characters of ASCII, such as GPL");
        }
        return (license + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private void addMaps(List<MapSection.Definition> maps, int section) {
        int at = 0;
        for (MapSection.Definition map : maps) {
            mapSymbols.put(
                    map.map().name(), elf.addSymbol(map.map().name(), Elf.STT_OBJECT, section, at, map.bytes()));
            at += map.bytes();
        }
    }

    private void addPrograms(String sectionName, List<BpfProgram> programs) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        List<Integer> starts = new ArrayList<>();
        for (BpfProgram program : programs) {
            requireWritable(program);
            int start = code.size();
            starts.add(start);
            for (Relocation relocation : program.code().relocations()) {
                records.writeBytes(relocation(program, relocation, start));
            }
            addFunction(program, sectionName, start);
            code.writeBytes(program.code().toBytes());
        }
        int section = elf.addSection(sectionName, Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, INSN_ALIGN, code.toByteArray());
        for (int i = 0; i < starts.size(); i++) {
            BpfProgram program = programs.get(i);
            int size = program.code().size() * Insn.BYTES;
            elf.addSymbol(program.name(), Elf.STT_FUNC, section, starts.get(i), size);
        }
        if (records.size() > 0) {
            relocations.put(section, records.toByteArray());
        }
    }

    private byte[] relocation(BpfProgram program, Relocation relocation, int start) {
        if (relocation.kind() != Relocation.Kind.MAP) {
            throw new BpfException("program " + program.name() + ", instruction " + relocation.slot()
                    + ": a reference of kind " + relocation.kind() + " to " + relocation.symbol() + " cannot be written to ELF yet");
        }
        long symbol = mapSymbols.getOrDefault(relocation.symbol(), 0);
        return ByteBuffer.allocate(Elf.REL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(start + (long) relocation.slot() * Insn.BYTES)
                .putLong(symbol << 32 | Elf.R_BPF_64_64)
                .array();
    }

    /** Says that a program is a function {@code int NAME(void *ctx)}, and which lines its instructions come from. */
    private void addFunction(BpfProgram program, String section, int start) {
        int result = btf.add(BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED));
        int context = btf.add(new BtfType.Ptr(0));
        int proto = btf.add(new BtfType.FuncProto(result, List.of(new BtfType.Param("ctx", context))));
        int function = btf.add(new BtfType.Func(program.name(), proto, BtfType.Linkage.GLOBAL));
        functions.add(new BtfExt.FuncInfo(section, start, function));
        LineTable table = program.code().lines();
        // the kernel wants lines from a function's first instruction on, or none
        if (table.size() > 0 && table.slot(0) > 0) {
            lines.add(line(section, start, Optional.empty(), ""));
        }
        for (int i = 0; i < table.size(); i++) {
            lines.add(line(section, start + table.slot(i) * Insn.BYTES, table.line(i), table.text(i)));
        }
    }

    private static BtfExt.LineInfo line(String section, int offset, Optional<SourceLine> line, String text) {
        return line.map(known -> text.isEmpty()
                        ? new BtfExt.LineInfo(section, offset, known.file(), known.line(), known.column())
                        : new BtfExt.LineInfo(section, offset, known.file(), text, known.line(), known.column()))
                .orElseGet(() -> new BtfExt.LineInfo(section, offset, "", 0, 0));
    }

    private void requireWritable(BpfProgram program) {
        if (mapSymbols.containsKey(program.name())) {
            throw new BpfException("a program and a map are both called " + program.name()
                    + ", expected different names, as both become symbols");
        }
        for (int slot = 0; slot < program.code().size(); slot++) {
            long insn = program.code().word(slot);
            boolean call = Insn.code(insn) == (Opcode.BPF_JMP | Opcode.BPF_CALL)
                    && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_CALL;
            boolean address = Insn.isWide(insn) && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_FUNC;
            if (call || address) {
                // libbpf takes subprograms from .text only
                throw new BpfException("program " + program.name() + ", instruction " + slot
                        + ": a reference to a function of its own cannot be written to ELF yet");
            }
        }
    }
}
