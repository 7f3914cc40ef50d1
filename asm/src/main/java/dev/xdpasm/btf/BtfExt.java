package dev.xdpasm.btf;

import java.util.List;

/**
 * What is known about instructions, as the section {@code .BTF.ext} holds it: where functions begin, which source lines
 * instructions come from, and which of them CO-RE changes. Its strings stand in {@code .BTF}.
 *
 * @param functions the functions, in the order of sections and offsets
 * @param lines the lines, in the order of sections and offsets
 * @param coreRelocations the CO-RE relocations, in the order of sections and offsets
 */
public record BtfExt(List<FuncInfo> functions, List<LineInfo> lines, List<CoreRelocation> coreRelocations) {

    /** Creates it. */
    public BtfExt {
        functions = List.copyOf(functions);
        lines = List.copyOf(lines);
        coreRelocations = List.copyOf(coreRelocations);
    }

    /** Creates it without CO-RE relocations. */
    public BtfExt(List<FuncInfo> functions, List<LineInfo> lines) {
        this(functions, lines, List.of());
    }

    /** What is known about an instruction. */
    sealed interface Info permits FuncInfo, LineInfo, CoreRelocation {
        /** {@return the name of the ELF section} */
        String section();

        /** {@return bytes from the section's start} */
        int offset();
    }

    /**
     * Which function begins at an instruction ({@code struct bpf_func_info}).
     *
     * @param section name of the ELF section
     * @param offset bytes from the section's start
     * @param func id of the {@link BtfType.Func}
     */
    public record FuncInfo(String section, int offset, int func) implements Info {}

    /**
     * Which source line an instruction and those behind it come from ({@code struct bpf_line_info}).
     *
     * @param section name of the ELF section
     * @param offset bytes from the section's start
     * @param file name of the source file
     * @param text what kernel and bpftool print above the instruction: the line's text
     * @param line the line, from 1; 0 if it comes from none
     * @param column the column, from 1; 0 if it is not known
     */
    public record LineInfo(String section, int offset, String file, String text, int line, int column) implements Info {

        /** Creates it for a line whose text is not known: {@code FILE:LINE} is printed in its place. */
        public LineInfo(String section, int offset, String file, int line, int column) {
            this(section, offset, file, line == 0 ? "" : file + ":" + line, line, column);
        }

        /** {@return the line's text; empty if {@code FILE:LINE} stands in its place} */
        public String knownText() {
            return text.equals(file + ":" + line) ? "" : text;
        }
    }

    /**
     * Where CO-RE puts what it finds out about a type of the target ({@code struct bpf_core_relo}).
     *
     * @param section name of the ELF section
     * @param offset bytes from the section's start to the instruction
     * @param type id of the object's own type, with which the access begins
     * @param access which field or value of the type, by indexes with colons between them, such as {@code 0:2:2}
     * @param kind what is asked
     */
    public record CoreRelocation(String section, int offset, int type, String access, CoreRelocationKind kind) implements Info {
        /** Bytes of an instruction, or of half a wide one. */
        private static final int SLOT_BYTES = 8;

        /** {@return the slot of the instruction} */
        public int slot() {
            return offset / SLOT_BYTES;
        }

        /** {@return the same relocation, {@code bytes} further on: for code that is cut out of its section, or put into one} */
        public CoreRelocation movedBy(int bytes) {
            return new CoreRelocation(section, offset + bytes, type, access, kind);
        }
    }

    /**
     * {@return what a section {@code .BTF.ext} says}
     *
     * <p>Records that are longer than those known here are read as far as they are known. Those of CO-RE relocations are
     * refused if there is anything but zeros behind, as it may change what the instruction is to become.
     *
     * @param btf the bytes of the section {@code .BTF} beside it
     * @param ext the bytes of {@code .BTF.ext}
     * @throws BtfException if either is cut or contradicts itself, or if a CO-RE relocation is of no known kind
     */
    public static BtfExt decode(byte[] btf, byte[] ext) {
        return new BtfExtDecoder(new BtfBlob(btf, null), ext).decode();
    }
}
