package dev.xdpasm.elf;

/** Numbers of the ELF format that BPF objects use (include/uapi/linux/elf.h; LLVM's ELFRelocs/BPF.def). */
final class Elf {
    static final int MAGIC = 0x464c457f;
    static final int ELFCLASS64 = 2;
    static final int ELFDATA2LSB = 1;
    static final int EV_CURRENT = 1;
    static final int ET_REL = 1;
    static final int EM_BPF = 247;

    /** Bytes of {@code Elf64_Ehdr}, {@code Elf64_Shdr}, {@code Elf64_Sym}, {@code Elf64_Rel} and {@code Elf64_Rela}. */
    static final int HEADER_BYTES = 64;

    static final int SECTION_BYTES = 64;
    static final int SYMBOL_BYTES = 24;
    static final int REL_BYTES = 16;
    static final int RELA_BYTES = 24;

    static final int SHT_PROGBITS = 1;
    static final int SHT_SYMTAB = 2;
    static final int SHT_STRTAB = 3;
    static final int SHT_RELA = 4;
    static final int SHT_NOBITS = 8;
    static final int SHT_REL = 9;

    static final int SHF_WRITE = 0x1;
    static final int SHF_ALLOC = 0x2;
    static final int SHF_EXECINSTR = 0x4;
    static final int SHF_INFO_LINK = 0x40;

    /** Section indices from here on mean something else: absolute, common. */
    static final int SHN_LORESERVE = 0xff00;

    static final int STB_LOCAL = 0;
    static final int STB_GLOBAL = 1;

    static final int STT_OBJECT = 1;
    static final int STT_FUNC = 2;
    static final int STT_SECTION = 3;
    static final int STT_FILE = 4;

    /** The 64 bits of an {@code lddw}: what it loads is a symbol's address. */
    static final int R_BPF_64_64 = 1;

    private Elf() {}
}
