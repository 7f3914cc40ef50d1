package dev.xdpasm.loader.sys;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The arrays of {@code struct bpf_prog_info} (include/uapi/linux/bpf.h) that dumps need, read by BPF_OBJ_GET_INFO_BY_FD.
 *
 * @param errno 0, or why the kernel refused; then all else is empty
 * @param xlated the instructions as the verifier left them, 8 bytes each; none for want of privileges
 * @param jited the machine code of all functions; none if there is none, or for want of privileges
 * @param lineInfo records of {@code struct bpf_line_info}: four words each (slot, offsets of the file's name and of the
 *     line's text in the BTF, line and column)
 * @param funcInfo records of {@code struct bpf_func_info}: two words each (slot, id of the function's type in the BTF)
 * @param btfId the BTF that the records refer to
 * @param addresses where the machine code of each function stands; 0 or none for want of privileges
 * @param lengths bytes of each function's machine code
 */
public record ProgInstructions(int errno, byte[] xlated, byte[] jited, int[] lineInfo, int[] funcInfo, int btfId, long[] addresses, int[] lengths) {
    private static final int JITED_PROG_LEN = 16;
    private static final int XLATED_PROG_LEN = 20;
    private static final int JITED_PROG_INSNS = 24;
    private static final int XLATED_PROG_INSNS = 32;
    private static final int NR_JITED_KSYMS = 104;
    private static final int NR_JITED_FUNC_LENS = 108;
    private static final int JITED_KSYMS = 112;
    private static final int JITED_FUNC_LENS = 120;
    private static final int BTF_ID = 128;
    private static final int FUNC_INFO_REC_SIZE = 132;
    private static final int FUNC_INFO = 136;
    private static final int NR_FUNC_INFO = 144;
    private static final int NR_LINE_INFO = 148;
    private static final int LINE_INFO = 152;
    private static final int LINE_INFO_REC_SIZE = 172;
    private static final int SIZE = 184;

    /** {@code struct bpf_line_info}. */
    public static final int LINE_WORDS = 4;

    /** {@code struct bpf_func_info}. */
    public static final int FUNCTION_WORDS = 2;

    private static final ProgInstructions NOTHING =
            new ProgInstructions(0, new byte[0], new byte[0], new int[0], new int[0], 0, new long[0], new int[0]);

    private static ProgInstructions refused(long answer) {
        return new ProgInstructions(
                (int) -answer,
                NOTHING.xlated,
                NOTHING.jited,
                NOTHING.lineInfo,
                NOTHING.funcInfo,
                0,
                NOTHING.addresses,
                NOTHING.lengths);
    }

    /** {@return the arrays of the program that {@code fd} refers to} */
    public static ProgInstructions read(int fd) {
        NativeMemory sizes = NativeMemory.allocate(SIZE);
        long answer = ObjectCalls.info(fd, sizes);
        if (answer < 0) {
            return refused(answer);
        }
        NativeMemory xlated = NativeMemory.allocate(sizes.bytes().getInt(XLATED_PROG_LEN));
        NativeMemory jited = NativeMemory.allocate(sizes.bytes().getInt(JITED_PROG_LEN));
        int lines = sizes.bytes().getInt(NR_LINE_INFO);
        NativeMemory lineInfo = NativeMemory.allocate(lines * LINE_WORDS * Integer.BYTES);
        int functions = sizes.bytes().getInt(NR_FUNC_INFO);
        NativeMemory funcInfo = NativeMemory.allocate(functions * FUNCTION_WORDS * Integer.BYTES);
        NativeMemory addresses = NativeMemory.allocate(sizes.bytes().getInt(NR_JITED_KSYMS) * Long.BYTES);
        NativeMemory lengths = NativeMemory.allocate(sizes.bytes().getInt(NR_JITED_FUNC_LENS) * Integer.BYTES);
        NativeMemory info = NativeMemory.allocate(SIZE);
        info.bytes()
                .putInt(XLATED_PROG_LEN, xlated.size())
                .putLong(XLATED_PROG_INSNS, addressOf(xlated))
                .putInt(JITED_PROG_LEN, jited.size())
                .putLong(JITED_PROG_INSNS, addressOf(jited))
                .putInt(NR_LINE_INFO, lines)
                .putLong(LINE_INFO, addressOf(lineInfo))
                .putInt(LINE_INFO_REC_SIZE, LINE_WORDS * Integer.BYTES)
                .putInt(NR_FUNC_INFO, functions)
                .putLong(FUNC_INFO, addressOf(funcInfo))
                .putInt(FUNC_INFO_REC_SIZE, FUNCTION_WORDS * Integer.BYTES)
                .putInt(NR_JITED_KSYMS, addresses.size() / Long.BYTES)
                .putLong(JITED_KSYMS, addressOf(addresses))
                .putInt(NR_JITED_FUNC_LENS, lengths.size() / Integer.BYTES)
                .putLong(JITED_FUNC_LENS, addressOf(lengths));
        answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return refused(answer);
        }
        // The kernel clears the addresses of what it does not show.
        boolean showsXlated = info.bytes().getLong(XLATED_PROG_INSNS) != 0;
        boolean showsJited = info.bytes().getLong(JITED_PROG_INSNS) != 0;
        return new ProgInstructions(
                0,
                showsXlated ? xlated.copy(0, xlated.size()) : new byte[0],
                showsJited ? jited.copy(0, jited.size()) : new byte[0],
                words(lineInfo),
                words(funcInfo),
                info.bytes().getInt(BTF_ID),
                LongStream.range(0, addresses.size() / Long.BYTES)
                        .map(i -> addresses.bytes().getLong((int) i * Long.BYTES))
                        .toArray(),
                words(lengths));
    }

    /** The kernel refuses the address of nothing. */
    private static long addressOf(NativeMemory memory) {
        return memory.size() == 0 ? 0 : memory.address();
    }

    private static int[] words(NativeMemory memory) {
        return IntStream.range(0, memory.size() / Integer.BYTES)
                .map(i -> memory.bytes().getInt(i * Integer.BYTES))
                .toArray();
    }
}
