package dev.xdpasm.loader.sys;

/**
 * The arrays of {@code struct bpf_prog_info} (include/uapi/linux/bpf.h) that dumps need, read by BPF_OBJ_GET_INFO_BY_FD.
 *
 * @param errno 0, or why the kernel refused; then all else is empty
 * @param xlated the instructions as the verifier left them, 8 bytes each; none for want of privileges
 * @param jited the machine code of all functions; none if there is none, or for want of privileges
 * @param lineInfo records of {@code struct bpf_line_info}: four words each (slot, offsets of the file's name and of the
 *     line's text in the BTF, line and column)
 * @param btfId the BTF that the records refer to
 */
public record ProgInstructions(int errno, byte[] xlated, byte[] jited, int[] lineInfo, int btfId) {
    private static final int JITED_PROG_LEN = 16;
    private static final int XLATED_PROG_LEN = 20;
    private static final int JITED_PROG_INSNS = 24;
    private static final int XLATED_PROG_INSNS = 32;
    private static final int BTF_ID = 128;
    private static final int NR_LINE_INFO = 148;
    private static final int LINE_INFO = 152;
    private static final int LINE_INFO_REC_SIZE = 172;
    private static final int SIZE = 184;

    /** {@code struct bpf_line_info}. */
    public static final int LINE_WORDS = 4;

    /** {@return the arrays of the program that {@code fd} refers to} */
    public static ProgInstructions read(int fd) {
        NativeMemory sizes = NativeMemory.allocate(SIZE);
        long answer = ObjectCalls.info(fd, sizes);
        if (answer < 0) {
            return new ProgInstructions((int) -answer, new byte[0], new byte[0], new int[0], 0);
        }
        NativeMemory xlated = NativeMemory.allocate(sizes.bytes().getInt(XLATED_PROG_LEN));
        NativeMemory jited = NativeMemory.allocate(sizes.bytes().getInt(JITED_PROG_LEN));
        int lines = sizes.bytes().getInt(NR_LINE_INFO);
        NativeMemory lineInfo = NativeMemory.allocate(lines * LINE_WORDS * Integer.BYTES);
        NativeMemory info = NativeMemory.allocate(SIZE);
        info.bytes()
                .putInt(XLATED_PROG_LEN, xlated.size())
                .putLong(XLATED_PROG_INSNS, xlated.size() == 0 ? 0 : xlated.address())
                .putInt(JITED_PROG_LEN, jited.size())
                .putLong(JITED_PROG_INSNS, jited.size() == 0 ? 0 : jited.address())
                .putInt(NR_LINE_INFO, lines)
                .putLong(LINE_INFO, lines == 0 ? 0 : lineInfo.address())
                .putInt(LINE_INFO_REC_SIZE, LINE_WORDS * Integer.BYTES);
        answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return new ProgInstructions((int) -answer, new byte[0], new byte[0], new int[0], 0);
        }
        int[] words = new int[lines * LINE_WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = lineInfo.bytes().getInt(i * Integer.BYTES);
        }
        // The kernel clears the addresses of what it does not show.
        boolean showsXlated = info.bytes().getLong(XLATED_PROG_INSNS) != 0;
        boolean showsJited = info.bytes().getLong(JITED_PROG_INSNS) != 0;
        return new ProgInstructions(
                0,
                showsXlated ? xlated.copy(0, xlated.size()) : new byte[0],
                showsJited ? jited.copy(0, jited.size()) : new byte[0],
                words,
                info.bytes().getInt(BTF_ID));
    }
}
