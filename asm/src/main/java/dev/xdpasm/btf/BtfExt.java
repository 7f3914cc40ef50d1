package dev.xdpasm.btf;

import java.util.List;

/**
 * What is known about instructions, as the section {@code .BTF.ext} holds it: where functions begin and which source lines
 * instructions come from. Its strings stand in {@code .BTF}.
 *
 * @param functions the functions, in the order of sections and offsets
 * @param lines the lines, in the order of sections and offsets
 */
public record BtfExt(List<FuncInfo> functions, List<LineInfo> lines) {

    /** Creates it. */
    public BtfExt {
        functions = List.copyOf(functions);
        lines = List.copyOf(lines);
    }

    /**
     * Which function begins at an instruction ({@code struct bpf_func_info}).
     *
     * @param section name of the ELF section
     * @param offset bytes from the section's start
     * @param func id of the {@link BtfType.Func}
     */
    public record FuncInfo(String section, int offset, int func) {}

    /**
     * Which source line an instruction and those behind it come from ({@code struct bpf_line_info}).
     *
     * @param section name of the ELF section
     * @param offset bytes from the section's start
     * @param file name of the source file
     * @param line the line, from 1; 0 if it comes from none
     * @param column the column, from 1; 0 if it is not known
     */
    public record LineInfo(String section, int offset, String file, int line, int column) {}

    /**
     * {@return what a section {@code .BTF.ext} says; its CO-RE relocations are not read}
     *
     * @param btf the bytes of the section {@code .BTF} beside it
     * @param ext the bytes of {@code .BTF.ext}
     * @throws BtfException if either is cut or contradicts itself
     */
    public static BtfExt decode(byte[] btf, byte[] ext) {
        return new BtfExtDecoder(new BtfDecoder(btf), ext).decode();
    }
}
