package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.LinkCreate;
import dev.xdpasm.loader.sys.AttrLayout.LinkDetach;
import dev.xdpasm.loader.sys.AttrLayout.LinkUpdate;
import java.util.OptionalInt;

/** {@code bpf(2)} on links: make, update and detach, each giving the kernel's answer, 0 or more, or a negated errno. */
public final class LinkCalls {
    /** {@code BPF_F_REPLACE}, include/uapi/linux/bpf.h. */
    private static final int BPF_F_REPLACE = 4;

    private LinkCalls() {}

    /**
     * {@return the link's descriptor} BPF_LINK_CREATE.
     *
     * @param target a descriptor (cgroup, namespace, perf event), or an interface's index
     * @param attachType {@code enum bpf_attach_type}
     * @param flags what they mean depends on the attach type; of XDP XDP_FLAGS_*_MODE
     */
    public static long create(int program, int target, int attachType, int flags) {
        return createAttr(program, target, attachType, flags).call(BpfCommand.BPF_LINK_CREATE);
    }

    static BpfAttr createAttr(int program, int target, int attachType, int flags) {
        return BpfAttr.begin(LinkCreate.SIZE)
                .u32(LinkCreate.PROG_FD, program)
                .u32(LinkCreate.TARGET, target)
                .u32(LinkCreate.ATTACH_TYPE, attachType)
                .u32(LinkCreate.FLAGS, flags);
    }

    /**
     * {@return 0} BPF_LINK_UPDATE: puts another program into a link, in one step.
     *
     * @param expected the program that must be in it now, EPERM otherwise; any if empty
     */
    public static long update(int link, int program, OptionalInt expected) {
        return updateAttr(link, program, expected).call(BpfCommand.BPF_LINK_UPDATE);
    }

    static BpfAttr updateAttr(int link, int program, OptionalInt expected) {
        BpfAttr attr = BpfAttr.begin(LinkUpdate.SIZE)
                .u32(LinkUpdate.LINK_FD, link)
                .u32(LinkUpdate.NEW_PROG_FD, program);
        expected.ifPresent(old -> attr.u32(LinkUpdate.FLAGS, BPF_F_REPLACE).u32(LinkUpdate.OLD_PROG_FD, old));
        return attr;
    }

    /** {@return 0} BPF_LINK_DETACH: the link stays as an object, and holds its program on nothing any more. */
    public static long detach(int link) {
        return BpfAttr.begin(LinkDetach.SIZE).u32(LinkDetach.LINK_FD, link).call(BpfCommand.BPF_LINK_DETACH);
    }
}
