package dev.xdpasm.loader.sys;

/**
 * {@code struct bpf_btf_info} (include/uapi/linux/bpf.h), read by BPF_OBJ_GET_INFO_BY_FD: types that the kernel holds.
 *
 * @param errno 0, or why the kernel refused; then all else is empty
 * @param btf the bytes of the types
 * @param name {@code vmlinux} or a module's name; empty for types that came with a program or map, and before Linux 5.11
 * @param ofKernel whether they are the kernel's or a module's. Linux 5.11
 */
public record BtfInfo(int errno, byte[] btf, String name, boolean ofKernel) {
    private static final int BTF = 0;
    private static final int BTF_SIZE = 8;
    private static final int NAME = 16;
    private static final int NAME_LEN = 24;
    private static final int KERNEL_BTF = 28;
    private static final int SIZE = 32;

    /** Longer than any module's (MODULE_NAME_LEN). */
    private static final int NAME_ROOM = 64;

    /** {@return the types that {@code fd} refers to} */
    public static BtfInfo read(int fd) {
        NativeMemory name = NativeMemory.allocate(NAME_ROOM);
        NativeMemory info = NativeMemory.allocate(SIZE);
        info.bytes().putLong(NAME, name.address()).putInt(NAME_LEN, NAME_ROOM);
        long answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return new BtfInfo((int) -answer, new byte[0], "", false);
        }
        // the first answer tells the size, which does not change
        int size = info.bytes().getInt(BTF_SIZE);
        NativeMemory btf = NativeMemory.allocate(size);
        info.bytes().putLong(BTF, btf.address()).putInt(BTF_SIZE, size).putInt(NAME_LEN, NAME_ROOM);
        answer = ObjectCalls.info(fd, info);
        if (answer < 0) {
            return new BtfInfo((int) -answer, new byte[0], "", false);
        }
        return new BtfInfo(0, btf.copy(0, size), name.string(0, NAME_ROOM), info.bytes().getInt(KERNEL_BTF) != 0);
    }
}
