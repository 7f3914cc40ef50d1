package dev.xdpasm.loader.sys;

/**
 * {@code struct bpf_link_info} (include/uapi/linux/bpf.h), read by BPF_OBJ_GET_INFO_BY_FD.
 *
 * @param errno 0, or why the kernel refused; then all else is 0
 * @param type {@code enum bpf_link_type}
 * @param id the link's id
 * @param programId its program's
 * @param detail the union behind them, whose meaning depends on the type: 32-bit words
 */
public record LinkInfo(int errno, int type, int id, int programId, Detail detail) {
    private static final int TYPE = 0;
    private static final int ID = 4;
    private static final int PROG_ID = 8;
    private static final int DETAIL = 16;
    private static final int DETAIL_BYTES = 64;

    /** The union's words, as the kernel left them; what an older kernel does not know is 0. */
    public static final class Detail {
        private final NativeMemory info;

        private Detail(NativeMemory info) {
            this.info = info;
        }

        /** {@return the 32-bit field at an offset in the union} */
        public int u32(int offset) {
            return info.bytes().getInt(DETAIL + offset);
        }

        /** {@return the 64-bit field at an offset in the union} */
        public long u64(int offset) {
            return info.bytes().getLong(DETAIL + offset);
        }
    }

    /** {@return the description of the link that {@code fd} refers to} */
    public static LinkInfo read(int fd) {
        NativeMemory info = NativeMemory.allocate(DETAIL + DETAIL_BYTES);
        long answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return new LinkInfo((int) -answer, 0, 0, 0, new Detail(info));
        }
        return new LinkInfo(
                0,
                info.bytes().getInt(TYPE),
                info.bytes().getInt(ID),
                info.bytes().getInt(PROG_ID),
                new Detail(info));
    }
}
