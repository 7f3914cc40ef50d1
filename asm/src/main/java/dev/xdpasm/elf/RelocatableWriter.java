package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a {@link RelocatableFile} as an ELF file, byte for byte as llvm-mc 19 lays it out.
 *
 * <p>Headers: the string table, then each section with its relocations behind it, then the symbol table. Bytes: the sections,
 * the symbols, the relocations, the address table, the strings, the headers. {@link ElfLayout} has the simpler order of
 * our own objects.
 */
public final class RelocatableWriter {
    private static final String STRINGS = ".strtab";
    private static final String SYMBOLS = ".symtab";
    private static final String ADDRESS_TABLE = ".llvm_addrsig";
    private static final int STRINGS_INDEX = 1;

    /** Where the file's header says whose extensions it uses. */
    private static final int OSABI = 7;

    /** A section's header but for its bytes, and where those came to stand. */
    private static final class Header {
        private final String name;
        private final int type;
        private final long flags;
        private final long align;
        private final int entryBytes;
        private int link;
        private int info;
        private long offset;
        private long size;

        Header(String name, int type, long flags, long align, int entryBytes) {
            this.name = name;
            this.type = type;
            this.flags = flags;
            this.align = align;
            this.entryBytes = entryBytes;
        }
    }

    private final RelocatableFile file;
    private final List<Header> headers = new ArrayList<>();

    /** The header of each section, by its place in the file's list. */
    private final int[] sectionIndices;

    /** The number of each symbol in the symbol table, by its place in the file's list. */
    private final int[] symbolIndices;

    private final ByteArrayOutputStream out;

    private RelocatableWriter(RelocatableFile file) {
        this.file = file;
        this.sectionIndices = new int[file.sections().size()];
        this.symbolIndices = new int[file.symbols().size()];
        this.out = new ByteArrayOutputStream(expectedBytes(file));
    }

    /** About as many as the file will have, so that they are not moved again and again. */
    private static int expectedBytes(RelocatableFile file) {
        long bytes = (file.symbols().size() + 100L) * 2 * Elf.SYMBOL_BYTES;
        for (RelocatableFile.Section section : file.sections()) {
            bytes += section.bytes().length + (long) section.relocations().size() * Elf.REL_BYTES;
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }

    /**
     * {@return the bytes of an ELF file}
     *
     * @throws BpfException if there are more sections than the format can count
     */
    public static byte[] write(RelocatableFile file) {
        return new RelocatableWriter(file).write();
    }

    private byte[] write() {
        headers.add(new Header("", 0, 0, 0, 0));
        Header strings = add(STRINGS, Elf.SHT_STRTAB, 0, 1, 0);
        Map<Header, List<RelocatableFile.Reference>> relocations = addSections();
        Header addresses = file.hasAddressTable() ? add(ADDRESS_TABLE, Elf.SHT_LLVM_ADDRSIG, Elf.SHF_EXCLUDE & 0xffff_ffffL, 1, 0) : null;
        Header symbols = add(SYMBOLS, Elf.SHT_SYMTAB, 0, Long.BYTES, Elf.SYMBOL_BYTES);
        int symbolsIndex = headers.size() - 1;
        if (headers.size() >= Elf.SHN_LORESERVE) {
            throw new BpfException(headers.size() + " sections do not fit an ELF file, expected fewer than "
                    + Elf.SHN_LORESERVE);
        }
        StringTable names = new StringTable(names());

        out.writeBytes(new byte[Elf.HEADER_BYTES]);
        for (int i = 0; i < sectionIndices.length; i++) {
            RelocatableFile.Section section = file.sections().get(i);
            place(headers.get(sectionIndices[i]), section.bytes());
            headers.get(sectionIndices[i]).size = section.size();
        }
        place(symbols, symbolTable(symbols, names));
        symbols.link = STRINGS_INDEX;
        for (Map.Entry<Header, List<RelocatableFile.Reference>> entry : relocations.entrySet()) {
            entry.getKey().link = symbolsIndex;
            place(entry.getKey(), records(entry.getValue()));
        }
        if (addresses != null) {
            addresses.link = symbolsIndex;
            place(addresses, addressTable());
        }
        place(strings, names.toBytes());
        align(Long.BYTES);
        return finish(names);
    }

    private Header add(String name, int type, long flags, long align, int entryBytes) {
        Header header = new Header(name, type, flags, align, entryBytes);
        headers.add(header);
        return header;
    }

    /** Numbers all sections; {@return the headers of relocations, and what they are for} */
    private Map<Header, List<RelocatableFile.Reference>> addSections() {
        Map<Header, List<RelocatableFile.Reference>> relocations = new LinkedHashMap<>();
        for (int i = 0; i < sectionIndices.length; i++) {
            RelocatableFile.Section section = file.sections().get(i);
            sectionIndices[i] = headers.size();
            add(section.name(), section.type(), section.flags(), section.align(), section.entryBytes());
            if (!section.relocations().isEmpty()) {
                Header header = add(".rel" + section.name(), Elf.SHT_REL, Elf.SHF_INFO_LINK, Long.BYTES, Elf.REL_BYTES);
                header.info = sectionIndices[i];
                relocations.put(header, section.relocations());
            }
        }
        return relocations;
    }

    /** The names of all headers, then of all symbols. */
    private List<String> names() {
        List<String> names = new ArrayList<>(headers.size() + file.symbols().size());
        for (Header header : headers) {
            names.add(header.name);
        }
        for (RelocatableFile.Symbol symbol : file.symbols()) {
            names.add(symbol.name());
        }
        return names;
    }

    private void place(Header header, byte[] bytes) {
        align(header.align);
        header.offset = out.size();
        header.size = bytes.length;
        out.writeBytes(bytes);
    }

    private void align(long align) {
        long rest = out.size() % Math.max(1, align);
        if (rest != 0) {
            out.writeBytes(new byte[Math.toIntExact(align - rest)]);
        }
    }

    private byte[] symbolTable(Header header, StringTable names) {
        ByteBuffer table = buffer((file.symbols().size() + 1) * Elf.SYMBOL_BYTES);
        table.position(Elf.SYMBOL_BYTES);
        int index = 1;
        for (boolean local : new boolean[] {true, false}) {
            for (int i = 0; i < symbolIndices.length; i++) {
                RelocatableFile.Symbol symbol = file.symbols().get(i);
                if (symbol.isLocal() == local) {
                    symbolIndices[i] = index++;
                    put(table, symbol, names.offset(headers.size() + i));
                }
            }
            if (local) {
                header.info = index;
            }
        }
        return table.array();
    }

    private void put(ByteBuffer table, RelocatableFile.Symbol symbol, int name) {
        table.putInt(name);
        table.put((byte) (symbol.binding() << 4 | symbol.type())).put((byte) symbol.visibility());
        table.putShort((short) sectionIndex(symbol.section()));
        table.putLong(symbol.value()).putLong(symbol.size());
    }

    private int sectionIndex(int section) {
        return switch (section) {
            case RelocatableFile.Symbol.NO_SECTION -> 0;
            case RelocatableFile.Symbol.ABSOLUTE_SECTION -> Elf.SHN_ABS;
            case RelocatableFile.Symbol.COMMON_SECTION -> Elf.SHN_COMMON;
            default -> sectionIndices[section];
        };
    }

    private byte[] records(List<RelocatableFile.Reference> references) {
        ByteBuffer records = buffer(references.size() * Elf.REL_BYTES);
        for (RelocatableFile.Reference reference : references) {
            records.putLong(reference.offset());
            records.putLong((long) symbolIndices[reference.symbol()] << 32 | reference.type());
        }
        return records.array();
    }

    private byte[] addressTable() {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        for (int symbol : file.addressSignificant()) {
            Leb128.writeUnsigned(table, symbolIndices[symbol]);
        }
        return table.toByteArray();
    }

    private byte[] finish(StringTable names) {
        int at = out.size();
        ByteBuffer table = buffer(headers.size() * Elf.SECTION_BYTES);
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            table.putInt(names.offset(i)).putInt(header.type).putLong(header.flags).putLong(0);
            table.putLong(header.offset).putLong(header.size).putInt(header.link).putInt(header.info);
            table.putLong(header.align).putLong(header.entryBytes);
        }
        out.writeBytes(table.array());
        byte[] whole = out.toByteArray();
        ElfLayout.header(ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN), at, headers.size(), STRINGS_INDEX);
        whole[OSABI] = (byte) (usesGnuExtensions() ? Elf.ELFOSABI_GNU : 0);
        return whole;
    }

    /** Sections that a linker must keep, and functions that choose themselves, are no part of the bare format. */
    private boolean usesGnuExtensions() {
        for (RelocatableFile.Section section : file.sections()) {
            if ((section.flags() & Elf.SHF_GNU_RETAIN) != 0) {
                return true;
            }
        }
        for (RelocatableFile.Symbol symbol : file.symbols()) {
            if (symbol.type() == Elf.STT_GNU_IFUNC) {
                return true;
            }
        }
        return false;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
