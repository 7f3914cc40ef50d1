package dev.xdpasm.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ELF file taken apart: sections and symbols of a 64-bit little-endian BPF object, whatever they mean. What a
 * disassembler needs; {@link ElfReader} gives them meaning.
 *
 * <p>Every offset and index is checked against the file before it is followed, and no two sections share bytes: all of
 * them together are no bigger than the file. A section's bytes are copied only when asked for.
 */
public final class ElfImage {
    // in a process that only lists an object the first lambda would cost more time than the listing: there is none here
    private static final Comparator<Section> BY_OFFSET = new Comparator<>() {
        @Override
        public int compare(Section a, Section b) {
            return Long.compare(a.offset(), b.offset());
        }
    };

    /** Longer than any name that the kernel or a compiler gives. */
    private static final int LONGEST_NAME = 4096;

    /**
     * A section.
     *
     * @param index its place in the section header table
     * @param name its name
     * @param type {@code SHT_*}
     * @param flags {@code SHF_*}
     * @param offset its first byte in the file
     * @param size its bytes
     * @param link the section that this one refers to, by its type
     * @param info more of that, by its type
     */
    public record Section(int index, String name, int type, long flags, long offset, long size, int link, int info) {
        /** {@return whether it holds instructions} */
        public boolean isExecutable() {
            return type == Elf.SHT_PROGBITS && (flags & Elf.SHF_EXECINSTR) != 0;
        }

        boolean isAllocated() {
            return (flags & Elf.SHF_ALLOC) != 0;
        }
    }

    /**
     * A symbol.
     *
     * @param name its name, possibly empty
     * @param value bytes from the start of its section; nothing keeps it within
     * @param size its bytes
     * @param type {@code STT_*}
     * @param binding {@code STB_*}
     * @param section index of its section; 0 if it is defined elsewhere
     * @param visibility {@code STV_*}
     */
    public record Symbol(String name, long value, long size, int type, int binding, int section, int visibility) {
        /** {@return whether it names a place, rather than a section or a file} */
        public boolean namesPlace() {
            return type != Elf.STT_SECTION && type != Elf.STT_FILE && !name.isEmpty();
        }
    }

    /**
     * A change that is to be made to a section when it is linked or loaded.
     *
     * @param offset bytes from the start of the section that is changed; nothing keeps it within
     * @param type {@code R_BPF_*}
     * @param symbolIndex what is referred to, by its place in the symbol table; 0 for nothing
     * @param symbol the symbol there
     * @param addend what is added to its value; 0 where the section's own bytes say it, as in BPF objects
     */
    public record Relocation(long offset, int type, int symbolIndex, Symbol symbol, long addend) {}

    private final String file;
    private final ByteBuffer in;
    private final List<Section> sections;
    private final Map<String, Section> sectionsByName = new HashMap<>();
    private final Map<Integer, List<Section>> relocationTables = new HashMap<>();
    private final List<Symbol> symbols;
    private final Map<Integer, List<Symbol>> places;
    private final Map<Long, String> names = new HashMap<>();
    private long nameBudget;

    private ElfImage(String file, byte[] bytes) {
        this.file = file;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.nameBudget = 8L * bytes.length + LONGEST_NAME;
        readHeader();
        sections = List.copyOf(readSections());
        sections.forEach(section -> sectionsByName.putIfAbsent(section.name(), section));
        sections.stream()
                .filter(section -> section.type() == Elf.SHT_REL || section.type() == Elf.SHT_RELA)
                .forEach(table -> relocationTables
                        .computeIfAbsent(table.info(), index -> new ArrayList<>())
                        .add(table));
        refuseOverlaps();
        symbols = List.copyOf(readSymbols());
        places = new HashMap<>();
        for (Symbol symbol : symbols) {
            if (symbol.namesPlace()) {
                List<Symbol> members = places.get(symbol.section());
                if (members == null) {
                    members = new ArrayList<>();
                    places.put(symbol.section(), members);
                }
                members.add(symbol);
            }
        }
    }

    /**
     * {@return a file taken apart}
     *
     * @param file the name that errors carry
     * @param bytes the file's content, which must not be changed afterwards
     * @throws ElfFormatException if it is no BPF object or its headers lead outside of it
     */
    public static ElfImage read(String file, byte[] bytes) {
        return new ElfImage(file, bytes);
    }

    /** {@return whether these bytes begin as an ELF file does} */
    public static boolean isElf(byte[] bytes) {
        return bytes.length >= Integer.BYTES
                && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == Elf.MAGIC;
    }

    /** {@return the file's name} */
    public String file() {
        return file;
    }

    /** {@return all sections, the empty one at index 0 included} */
    public List<Section> sections() {
        return sections;
    }

    /** {@return all symbols, the empty one at index 0 included} */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** {@return the symbols that name places in a section; their values are as the file says, and may lie outside of it} */
    public List<Symbol> symbolsIn(Section section) {
        return Collections.unmodifiableList(places.getOrDefault(section.index(), List.of()));
    }

    /** {@return the first section of that name} */
    public Optional<Section> section(String name) {
        return Optional.ofNullable(sectionsByName.get(name));
    }

    /** {@return a copy of a section's bytes; none for one that takes no room in the file} */
    public byte[] bytes(Section section) {
        if (section.type() == Elf.SHT_NOBITS) {
            return new byte[0];
        }
        byte[] copy = new byte[(int) section.size()];
        in.get((int) section.offset(), copy);
        return copy;
    }

    /**
     * {@return the relocations of a section, as they stand in the file}
     *
     * @throws ElfFormatException if they are cut or refer to symbols that are not there
     */
    public List<Relocation> relocationsOf(Section section) {
        List<Relocation> relocations = new ArrayList<>();
        for (Section table : relocationTables.getOrDefault(section.index(), List.of())) {
            readRelocations(table, table.type() == Elf.SHT_RELA ? Elf.RELA_BYTES : Elf.REL_BYTES, relocations);
        }
        return relocations;
    }

    private void readRelocations(Section table, int entryBytes, List<Relocation> relocations) {
        if (table.size() % entryBytes != 0) {
            throw error(table, table.size(), table.size() + " bytes of relocations, expected a multiple of " + entryBytes);
        }
        for (long done = 0; done < table.size(); done += entryBytes) {
            int at = (int) (table.offset() + done);
            int symbol = in.getInt(at + 12);
            if (symbol < 0 || symbol >= Math.max(1, symbols.size())) {
                throw error(table, done, "a relocation to symbol " + Integer.toUnsignedString(symbol) + ", expected 0 to "
                        + (symbols.size() - 1));
            }
            long addend = entryBytes == Elf.RELA_BYTES ? in.getLong(at + 16) : 0;
            relocations.add(new Relocation(
                    in.getLong(at),
                    in.getInt(at + 8),
                    symbol,
                    symbols.isEmpty() ? new Symbol("", 0, 0, 0, 0, 0, 0) : symbols.get(symbol),
                    addend));
        }
    }

    /** {@return an error about a place in a section} */
    ElfFormatException error(Section section, long offset, String message) {
        return new ElfFormatException(file, section.name(), offset, message);
    }

    /** {@return an error about a place in the file} */
    ElfFormatException error(long offset, String message) {
        return new ElfFormatException(file, ElfFormatException.NO_SECTION, offset, message);
    }

    private void readHeader() {
        if (!isElf(in.array())) {
            throw error(0, "not an ELF file, expected it to begin with 7f 45 4c 46");
        }
        if (in.limit() < Elf.HEADER_BYTES) {
            throw error(in.limit(), "the ELF header is cut, expected " + Elf.HEADER_BYTES + " bytes");
        }
        if (in.get(4) != Elf.ELFCLASS64) {
            throw error(4, in.get(4) == 1 ? "a 32-bit ELF file, expected 64-bit" : "unknown class, expected 64-bit");
        }
        if (in.get(5) != Elf.ELFDATA2LSB) {
            throw error(5, in.get(5) == 2 ? "a big-endian ELF file, expected little-endian"
                    : "unknown byte order, expected little-endian");
        }
        int machine = in.getShort(18) & 0xffff;
        if (machine != Elf.EM_BPF) {
            throw error(18, "an ELF file for machine " + machine + ", expected " + Elf.EM_BPF + " (BPF)");
        }
        int type = in.getShort(16) & 0xffff;
        if (type != Elf.ET_REL) {
            throw error(16, "an ELF file of type " + type + ", expected " + Elf.ET_REL + " (relocatable object)");
        }
    }

    private List<Section> readSections() {
        long table = in.getLong(40);
        int entryBytes = in.getShort(58) & 0xffff;
        int count = in.getShort(60) & 0xffff;
        int namesIndex = in.getShort(62) & 0xffff;
        if (count == 0) {
            throw error(60, "no sections, expected some (and fewer than " + Elf.SHN_LORESERVE + ")");
        }
        if (entryBytes != Elf.SECTION_BYTES) {
            throw error(58, "section headers of " + entryBytes + " bytes, expected " + Elf.SECTION_BYTES);
        }
        requireInFile(40, "the section header table", table, (long) count * Elf.SECTION_BYTES);
        if (namesIndex >= count) {
            throw error(62, "section names in section " + namesIndex + ", expected 0 to " + (count - 1));
        }
        int namesHeader = (int) table + namesIndex * Elf.SECTION_BYTES;
        long namesOffset = in.getLong(namesHeader + 24);
        long namesSize = in.getLong(namesHeader + 32);
        requireInFile(namesHeader, "the section names", namesOffset, namesSize);
        List<Section> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * Elf.SECTION_BYTES;
            String name = i == 0 ? "" : name(at, namesOffset, namesSize, in.getInt(at) & 0xffff_ffffL);
            int type = in.getInt(at + 4);
            long offset = in.getLong(at + 24);
            long size = in.getLong(at + 32);
            if (type != Elf.SHT_NOBITS && i != 0) {
                requireInFile(at + 24, "section " + name, offset, size);
            }
            read.add(new Section(
                    i, name, i == 0 ? 0 : type, in.getLong(at + 8), offset, i == 0 ? 0 : size, in.getInt(at + 40),
                    in.getInt(at + 44)));
        }
        return read;
    }

    /** Sections that share bytes would let a small file stand for a big one: each of them is copied when it is read. */
    private void refuseOverlaps() {
        List<Section> inFile = new ArrayList<>();
        for (Section section : sections) {
            if (section.type() != Elf.SHT_NOBITS && section.size() > 0) {
                inFile.add(section);
            }
        }
        inFile.sort(BY_OFFSET);
        for (int i = 1; i < inFile.size(); i++) {
            Section before = inFile.get(i - 1);
            Section section = inFile.get(i);
            long end = before.offset() + before.size();
            if (section.offset() < end) {
                throw error(section.offset(), "section " + section.name() + " begins within section " + before.name()
                        + ", expected " + end + " or more");
            }
        }
    }

    private List<Symbol> readSymbols() {
        List<Section> tables = new ArrayList<>();
        for (Section section : sections) {
            if (section.type() == Elf.SHT_SYMTAB) {
                tables.add(section);
            }
        }
        if (tables.isEmpty()) {
            return List.of();
        }
        if (tables.size() > 1) {
            throw error(tables.get(1), 0, "a second symbol table, expected one");
        }
        Section table = tables.get(0);
        if (table.link() < 1 || table.link() >= sections.size()
                || sections.get(table.link()).type() != Elf.SHT_STRTAB) {
            throw error(table, 0, "names in section " + table.link() + ", expected a string table");
        }
        Section strings = sections.get(table.link());
        if (table.size() % Elf.SYMBOL_BYTES != 0) {
            throw error(table, table.size(), table.size() + " bytes of symbols, expected a multiple of "
                    + Elf.SYMBOL_BYTES);
        }
        int count = (int) (table.size() / Elf.SYMBOL_BYTES);
        List<Symbol> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = (int) table.offset() + i * Elf.SYMBOL_BYTES;
            int info = in.get(at + 4);
            int section = in.getShort(at + 6) & 0xffff;
            if (section >= sections.size() && section < Elf.SHN_LORESERVE) {
                throw error(table, (long) i * Elf.SYMBOL_BYTES, "a symbol in section " + section + ", expected 0 to "
                        + (sections.size() - 1));
            }
            read.add(new Symbol(
                    name(at, strings.offset(), strings.size(), in.getInt(at) & 0xffff_ffffL),
                    in.getLong(at + 8),
                    in.getLong(at + 16),
                    info & 0xf,
                    info >>> 4 & 0xf,
                    section,
                    in.get(at + 5) & 3));
        }
        return read;
    }

    private void requireInFile(long at, String what, long offset, long size) {
        if (offset < 0 || size < 0 || offset > in.limit() || size > in.limit() - offset) {
            throw error(at, what + " from " + Long.toUnsignedString(offset) + ", " + Long.toUnsignedString(size)
                    + " bytes, expected within the file's " + in.limit());
        }
    }

    /** The name at an offset into a string table whose place in the file is known to be good. */
    private String name(long at, long table, long tableSize, long offset) {
        if (offset >= tableSize) {
            if (offset == 0) {
                return "";
            }
            throw error(at, "name at byte " + offset + " of its string table, expected 0 to " + (tableSize - 1));
        }
        long start = table + offset;
        String known = names.get(start);
        if (known != null) {
            return known;
        }
        long last = Math.min(table + tableSize, start + LONGEST_NAME);
        int end = (int) start;
        while (end < last && in.get(end) != 0) {
            end++;
        }
        nameBudget -= end - start;
        if (end == last || nameBudget < 0) {
            throw error(start, "a name that does not end, expected a NUL within " + LONGEST_NAME + " bytes");
        }
        String name = new String(in.array(), (int) start, (int) (end - start), StandardCharsets.UTF_8);
        names.put(start, name);
        return name;
    }
}
