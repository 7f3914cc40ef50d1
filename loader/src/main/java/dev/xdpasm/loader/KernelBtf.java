package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.BtfInfo;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;

/** Types that the kernel holds: its own, its modules', and those that came with programs and maps. */
public final class KernelBtf {
    private static final String KERNEL = "vmlinux";

    private KernelBtf() {}

    /**
     * {@return the types of an id, such as {@link ProgramInfo#btfId}; those of a module on top of the kernel's} Linux 4.18;
     * needs CAP_SYS_ADMIN.
     *
     * @throws BpfException if there are none
     * @throws KernelException if the kernel refuses
     */
    public static BtfIndex ofId(int id) {
        long answer = ObjectCalls.btfById(id);
        if (answer == -Errno.ENOENT) {
            throw new BpfException("no BTF has the id " + Integer.toUnsignedString(id));
        }
        if (answer < 0) {
            throw Refusal.bpf(
                    "BTF " + Integer.toUnsignedString(id) + " could not be opened",
                    BpfCommand.BPF_BTF_GET_FD_BY_ID,
                    answer,
                    Capability.CAP_SYS_ADMIN);
        }
        BtfInfo[] info = new BtfInfo[1];
        try (Fd fd = new Fd((int) answer, "BTF " + id)) {
            fd.use(number -> {
                info[0] = BtfInfo.read(number);
                return info[0].errno();
            });
        }
        if (info[0].errno() != 0) {
            throw Refusal.bpf("BTF " + id + " could not be read", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -info[0].errno());
        }
        boolean ofModule = info[0].ofKernel() && !info[0].name().equals(KERNEL);
        return ofModule ? BtfIndex.of(info[0].btf(), BtfIndex.ofKernel()) : BtfIndex.of(info[0].btf());
    }
}
