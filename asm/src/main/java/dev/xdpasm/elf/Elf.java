package dev.xdpasm.elf;

/** Numbers of the ELF format that BPF objects use (include/uapi/linux/elf.h; LLVM's ELFRelocs/BPF.def). */
public final class Elf {
    public static final int MAGIC = 0x464c457f;
    public static final int ELFCLASS64 = 2;
    public static final int ELFDATA2LSB = 1;
    public static final int EV_CURRENT = 1;
    public static final int ELFOSABI_GNU = 3;
    public static final int ET_REL = 1;
    public static final int EM_BPF = 247;

    /** Bytes of {@code Elf64_Ehdr}, {@code Elf64_Shdr}, {@code Elf64_Sym}, {@code Elf64_Rel} and {@code Elf64_Rela}. */
    public static final int HEADER_BYTES = 64;

    public static final int SECTION_BYTES = 64;
    public static final int SYMBOL_BYTES = 24;
    public static final int REL_BYTES = 16;
    public static final int RELA_BYTES = 24;

    public static final int SHT_PROGBITS = 1;
    public static final int SHT_SYMTAB = 2;
    public static final int SHT_STRTAB = 3;
    public static final int SHT_RELA = 4;
    public static final int SHT_NOBITS = 8;
    public static final int SHT_REL = 9;
    public static final int SHT_NOTE = 7;
    public static final int SHT_INIT_ARRAY = 14;
    public static final int SHT_FINI_ARRAY = 15;
    public static final int SHT_PREINIT_ARRAY = 16;
    public static final int SHT_LLVM_ADDRSIG = 0x6fff4c03;

    public static final int SHF_WRITE = 0x1;
    public static final int SHF_ALLOC = 0x2;
    public static final int SHF_EXECINSTR = 0x4;
    public static final int SHF_MERGE = 0x10;
    public static final int SHF_STRINGS = 0x20;
    public static final int SHF_INFO_LINK = 0x40;
    public static final int SHF_TLS = 0x400;
    public static final int SHF_GNU_RETAIN = 0x200000;
    public static final int SHF_EXCLUDE = 0x80000000;

    /** Section indices from here on mean something else: absolute, common. */
    public static final int SHN_LORESERVE = 0xff00;

    public static final int SHN_ABS = 0xfff1;
    public static final int SHN_COMMON = 0xfff2;

    public static final int STV_DEFAULT = 0;
    public static final int STV_INTERNAL = 1;
    public static final int STV_HIDDEN = 2;
    public static final int STV_PROTECTED = 3;

    public static final int STB_LOCAL = 0;
    public static final int STB_GLOBAL = 1;
    public static final int STB_WEAK = 2;

    public static final int STT_NOTYPE = 0;
    public static final int STT_OBJECT = 1;
    public static final int STT_FUNC = 2;
    public static final int STT_SECTION = 3;
    public static final int STT_FILE = 4;
    public static final int STT_COMMON = 5;
    public static final int STT_TLS = 6;
    public static final int STT_GNU_IFUNC = 10;

    /** The 64 bits of an {@code lddw}: what it loads is a symbol's address. */
    public static final int R_BPF_64_64 = 1;

    /** 8 bytes of data: a symbol's address. */
    public static final int R_BPF_64_ABS64 = 2;

    /** 4 bytes of data: a symbol's address. */
    public static final int R_BPF_64_ABS32 = 3;

    /** 4 bytes of BTF: a symbol's offset in its section, which is known once all is linked. */
    public static final int R_BPF_64_NODYLD32 = 4;

    /** The immediate of a {@code call}: a function, in slots. */
    public static final int R_BPF_64_32 = 10;

    private Elf() {}
}
