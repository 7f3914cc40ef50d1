package dev.xdpasm.elf;

import java.util.List;

/**
 * A relocatable file before it has bytes: sections, symbols and relocations, whatever they mean. What a compiler's assembly
 * text describes; {@link RelocatableWriter} makes an ELF file of it.
 *
 * <p>Sections and symbols are referred to by their place in the lists, from 0; the numbers that they have in the file are
 * the writer's business.
 *
 * @param sections the sections, in the file's order
 * @param symbols the symbols, in the file's order but for the local ones, which the file has first
 * @param addressSignificant symbols whose addresses are compared, for a linker ({@code .addrsig}); none unless
 *     {@code hasAddressTable}
 * @param hasAddressTable whether there is a section {@code .llvm_addrsig}, be it empty
 */
public record RelocatableFile(
        List<Section> sections, List<Symbol> symbols, List<Integer> addressSignificant, boolean hasAddressTable) {

    /** Creates a file; the lists are copied. */
    public RelocatableFile {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
        addressSignificant = List.copyOf(addressSignificant);
    }

    /**
     * A section.
     *
     * @param name its name
     * @param type {@code SHT_*}
     * @param flags {@code SHF_*}
     * @param entryBytes bytes of an entry, 0 where there are none
     * @param align a power of 2
     * @param bytes what it holds; nothing for one that takes no room in the file
     * @param size its bytes in memory
     * @param relocations in the order of their offsets
     */
    public record Section(
            String name,
            int type,
            long flags,
            int entryBytes,
            long align,
            byte[] bytes,
            long size,
            List<Reference> relocations) {

        /** Creates a section. The bytes are not copied and must not be changed. */
        public Section {
            relocations = List.copyOf(relocations);
        }
    }

    /**
     * A place whose bytes depend on a symbol's address ({@code Elf64_Rel}: what is added stands in the bytes).
     *
     * @param offset bytes from the section's start
     * @param type {@code R_BPF_*}
     * @param symbol its place in the list of symbols
     */
    public record Reference(long offset, int type, int symbol) {}

    /**
     * A symbol.
     *
     * @param name its name, empty for that of a section
     * @param type {@code STT_*}
     * @param binding {@code STB_*}
     * @param visibility {@code STV_*}
     * @param section its section's place in the list, or one of the {@code *_SECTION} below
     * @param value bytes from the section's start, or the number it stands for, or for a common symbol its alignment
     * @param size its bytes
     */
    public record Symbol(String name, int type, int binding, int visibility, int section, long value, long size) {
        /** The section of what is defined in another file. */
        public static final int NO_SECTION = -1;

        /** The section of what is a number and no place. */
        public static final int ABSOLUTE_SECTION = -2;

        /** The section of what a linker finds a place for. */
        public static final int COMMON_SECTION = -3;

        boolean isLocal() {
            return binding == Elf.STB_LOCAL;
        }
    }
}
