package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.LinkCreate;
import dev.xdpasm.loader.sys.AttrLayout.LinkDetach;
import dev.xdpasm.loader.sys.AttrLayout.LinkUpdate;
import java.lang.ref.Reference;
import java.util.List;
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
     * {@return the link's descriptor} BPF_LINK_CREATE of tcx (Linux 6.6) or netkit (6.7).
     *
     * @param flags BPF_F_BEFORE, BPF_F_AFTER, BPF_F_LINK, BPF_F_ID
     * @param relative the program or link to stand before or behind, 0 for none
     */
    public static long createRelative(int program, int ifindex, int attachType, int flags, int relative) {
        return createAttr(program, ifindex, attachType, flags)
                .u32(LinkCreate.RELATIVE, relative)
                .call(BpfCommand.BPF_LINK_CREATE);
    }

    /** {@return the link's descriptor} BPF_LINK_CREATE on a perf event (Linux 5.15): tracepoint, kprobe, uprobe or a clock. */
    public static long createPerf(int program, int event, int attachType, long cookie) {
        return createAttr(program, event, attachType, 0)
                .u64(LinkCreate.PERF_COOKIE, cookie)
                .call(BpfCommand.BPF_LINK_CREATE);
    }

    /** {@return the link's descriptor} BPF_LINK_CREATE on several functions of the kernel. Linux 5.18. */
    public static long createKprobeMulti(int program, int attachType, int flags, List<String> functions) {
        NativeMemory addresses = NativeMemory.allocate(functions.size() * Long.BYTES);
        BpfAttr attr = createAttr(program, 0, attachType, 0);
        List<NativeMemory> names = functions.stream().map(NativeMemory::ofString).toList();
        for (int i = 0; i < names.size(); i++) {
            addresses.bytes().putLong(i * Long.BYTES, names.get(i).address());
        }
        try {
            return attr.u32(LinkCreate.KPROBE_FLAGS, flags)
                    .u32(LinkCreate.KPROBE_CNT, functions.size())
                    .pointer(LinkCreate.KPROBE_SYMS, addresses)
                    .call(BpfCommand.BPF_LINK_CREATE);
        } finally {
            Reference.reachabilityFence(names);
        }
    }

    /** {@return the link's descriptor} BPF_LINK_CREATE on several places of a file of machine code. Linux 6.6. */
    public static long createUprobeMulti(
            int program, int attachType, int flags, String path, List<Long> offsets, int pid) {
        NativeMemory places = NativeMemory.allocate(offsets.size() * Long.BYTES);
        for (int i = 0; i < offsets.size(); i++) {
            places.bytes().putLong(i * Long.BYTES, offsets.get(i));
        }
        return createAttr(program, 0, attachType, 0)
                .text(LinkCreate.UPROBE_PATH, path)
                .pointer(LinkCreate.UPROBE_OFFSETS, places)
                .u32(LinkCreate.UPROBE_CNT, offsets.size())
                .u32(LinkCreate.UPROBE_FLAGS, flags)
                .u32(LinkCreate.UPROBE_PID, pid)
                .call(BpfCommand.BPF_LINK_CREATE);
    }

    /** {@return the link's descriptor} BPF_LINK_CREATE on a hook of netfilter. Linux 6.4. */
    public static long createNetfilter(int program, int attachType, int family, int hook, int priority) {
        return createAttr(program, 0, attachType, 0)
                .u32(LinkCreate.NETFILTER_PF, family)
                .u32(LinkCreate.NETFILTER_HOOKNUM, hook)
                .u32(LinkCreate.NETFILTER_PRIORITY, priority)
                .call(BpfCommand.BPF_LINK_CREATE);
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
