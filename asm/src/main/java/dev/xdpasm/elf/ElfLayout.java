package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ELF file being laid out: sections and symbols in the order they are added, then one string table for all names. Knows
 * nothing of what they mean.
 */
final class ElfLayout {

    private record Section(String name, int type, int flags, int link, int info, int align, int entryBytes, byte[] bytes) {}

    private record Symbol(String name, int type, int binding, int section, long value, long size) {}

    private static final int NO_LINK = 0;

    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new HashMap<>();

    ElfLayout() {
        sections.add(new Section("", 0, 0, NO_LINK, 0, 0, 0, new byte[0]));
        symbols.add(new Symbol("", 0, Elf.STB_LOCAL, 0, 0, 0));
        string("");
    }

    /** Adds a section of program data; {@return its index}. */
    int addSection(String name, int flags, int align, byte[] bytes) {
        sections.add(new Section(name, Elf.SHT_PROGBITS, flags, NO_LINK, 0, align, 0, bytes));
        return sections.size() - 1;
    }

    /** Adds a global symbol; {@return its index}. */
    int addSymbol(String name, int type, int section, long value, long size) {
        symbols.add(new Symbol(name, type, Elf.STB_GLOBAL, section, value, size));
        return symbols.size() - 1;
    }

    /** Adds the relocations of a section, {@code Elf64_Rel} records. */
    void addRelocations(int section, byte[] records, int symbolTable) {
        sections.add(new Section(
                ".rel" + sections.get(section).name(),
                Elf.SHT_REL,
                Elf.SHF_INFO_LINK,
                symbolTable,
                section,
                Long.BYTES,
                Elf.REL_BYTES,
                records));
    }

    /** The index that the symbol table will have when {@code more} sections are added before it. */
    int symbolTableIndex(int more) {
        return sections.size() + more;
    }

    /** Adds the symbol and string tables; {@return the file}. */
    byte[] toBytes() {
        int symbolTable = sections.size();
        int stringTable = symbolTable + 1;
        if (stringTable >= Elf.SHN_LORESERVE) {
            throw new BpfException(stringTable + " sections do not fit an ELF file, expected fewer than "
                    + Elf.SHN_LORESERVE);
        }
        byte[] symbolBytes = symbolBytes();
        for (Section section : sections) {
            string(section.name());
        }
        string(".symtab");
        string(".strtab");
        int locals = (int) symbols.stream().filter(s -> s.binding() == Elf.STB_LOCAL).count();
        sections.add(new Section(
                ".symtab", Elf.SHT_SYMTAB, 0, stringTable, locals, Long.BYTES, Elf.SYMBOL_BYTES, symbolBytes));
        sections.add(new Section(".strtab", Elf.SHT_STRTAB, 0, NO_LINK, 0, 1, 0, strings.toByteArray()));
        return file(stringTable);
    }

    private byte[] symbolBytes() {
        ByteBuffer out = ByteBuffer.allocate(symbols.size() * Elf.SYMBOL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Symbol symbol : symbols) {
            out.putInt(string(symbol.name()));
            out.put((byte) (symbol.binding() << 4 | symbol.type())).put((byte) 0);
            out.putShort((short) symbol.section()).putLong(symbol.value()).putLong(symbol.size());
        }
        return out.array();
    }

    private byte[] file(int stringTable) {
        int[] offsets = new int[sections.size()];
        int end = Elf.HEADER_BYTES;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = aligned(end, sections.get(i).align());
            end = offsets[i] + sections.get(i).bytes().length;
        }
        int table = aligned(end, Long.BYTES);
        ByteBuffer out = ByteBuffer.allocate(table + sections.size() * Elf.SECTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header(out, table, sections.size(), stringTable);
        for (int i = 1; i < offsets.length; i++) {
            out.position(offsets[i]).put(sections.get(i).bytes());
        }
        out.position(table);
        for (int i = 0; i < offsets.length; i++) {
            Section section = sections.get(i);
            out.putInt(string(section.name())).putInt(section.type()).putLong(section.flags()).putLong(0);
            out.putLong(offsets[i]).putLong(section.bytes().length).putInt(section.link()).putInt(section.info());
            out.putLong(section.align()).putLong(section.entryBytes());
        }
        return out.array();
    }

    /** Puts the file's header at its start. */
    static void header(ByteBuffer out, int table, int sectionCount, int stringTable) {
        out.putInt(Elf.MAGIC).put((byte) Elf.ELFCLASS64).put((byte) Elf.ELFDATA2LSB).put((byte) Elf.EV_CURRENT);
        out.position(16);
        out.putShort((short) Elf.ET_REL).putShort((short) Elf.EM_BPF).putInt(Elf.EV_CURRENT);
        out.putLong(0).putLong(0).putLong(table).putInt(0);
        out.putShort((short) Elf.HEADER_BYTES).putShort((short) 0).putShort((short) 0);
        out.putShort((short) Elf.SECTION_BYTES).putShort((short) sectionCount).putShort((short) stringTable);
    }

    private int string(String name) {
        return stringOffsets.computeIfAbsent(name, added -> {
            int at = strings.size();
            strings.writeBytes(added.getBytes(StandardCharsets.UTF_8));
            strings.write(0);
            return at;
        });
    }

    private static int aligned(int offset, int align) {
        return align <= 1 ? offset : (offset + align - 1) / align * align;
    }
}
