package dev.xdpasm.btf;

/** Numbers of the format that reader and writer share (include/uapi/linux/btf.h and libbpf's btf_ext). */
final class BtfFormat {
    static final int MAGIC = 0xeb9f;
    static final int VERSION = 1;

    /** Bytes of {@code struct btf_header}. */
    static final int HEADER_BYTES = 24;

    /** Bytes of {@code struct btf_ext_header}. */
    static final int EXT_HEADER_BYTES = 32;

    /** Bytes of {@code struct btf_ext_header} before there were CO-RE relocations. */
    static final int EXT_OLD_HEADER_BYTES = 24;

    /** Bytes of {@code struct btf_type}, with which every type begins. */
    static final int TYPE_BYTES = 12;

    /** Bytes of {@code struct bpf_func_info}: insn_off, type_id. */
    static final int FUNC_INFO_BYTES = 8;

    /** Bytes of {@code struct bpf_line_info}: insn_off, file_name_off, line_off, line_col. */
    static final int LINE_INFO_BYTES = 16;

    /** Bytes of {@code struct bpf_core_relo}: insn_off, type_id, access_str_off, kind. */
    static final int CORE_RELOCATION_BYTES = 16;

    /** Bits of line_col below the line. */
    static final int LINE_SHIFT = 10;

    /** The highest column that line_col holds. */
    static final int HIGHEST_COLUMN = (1 << LINE_SHIFT) - 1;

    /** The highest line that line_col holds. */
    static final int HIGHEST_LINE = (1 << 32 - LINE_SHIFT) - 1;

    /** Bit 31 of info, whose meaning depends on the kind; of members: the high byte of their offset is a bitfield's size. */
    static final int KIND_FLAG = 1 << 31;

    /** The bits of info that hold the number of elements. */
    static final int MOST_ELEMENTS = 0xffff;

    /** The bits of info, from bit 24, that hold the kind. */
    static final int MOST_KINDS = 0x1f;

    /** The highest offset of a member in a struct with bitfields. */
    static final int HIGHEST_BIT_OFFSET = 0xff_ffff;

    private static final BtfKind[] KINDS = BtfKind.values();

    /** Bytes of a type of a kind's number, and of each of its elements: arrays, as hundreds of thousands are asked for. */
    private static final int[] FIXED = new int[MOST_KINDS + 1];

    private static final int[] ELEMENT = new int[MOST_KINDS + 1];

    static {
        for (BtfKind kind : KINDS) {
            FIXED[kind.number()] = TYPE_BYTES + kind.fixedBytes();
            ELEMENT[kind.number()] = kind.elementBytes();
        }
    }

    private BtfFormat() {}

    /** Whether a kind is known. */
    static boolean isKind(int number) {
        return FIXED[number] != 0;
    }

    /** Bytes of a type. */
    static long bytes(int kind, int elements) {
        return FIXED[kind] + (long) ELEMENT[kind] * elements;
    }

    /** The kind, which is known, in a type's info. */
    static BtfKind kind(int info) {
        return KINDS[(info >>> 24 & MOST_KINDS) - 1];
    }
}
