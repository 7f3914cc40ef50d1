package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;

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
        BpfBtfInfo info = BpfBtfInfo.byId(id);
        boolean ofModule = info.ofKernel() && !info.name().equals(KERNEL);
        return ofModule ? BtfIndex.of(info.bytes(), KernelTypes.get()) : BtfIndex.of(info.bytes());
    }
}
