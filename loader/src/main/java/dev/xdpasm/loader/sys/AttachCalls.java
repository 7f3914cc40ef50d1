package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.IterCreate;
import dev.xdpasm.loader.sys.AttrLayout.ProgAttach;
import dev.xdpasm.loader.sys.AttrLayout.Query;
import dev.xdpasm.loader.sys.AttrLayout.RawTracepoint;
import java.util.ArrayList;
import java.util.List;

/** The ways to attach of before there were links, each giving the kernel's answer, 0 or more, or a negated errno. */
public final class AttachCalls {
    private static final int MOST_PROGRAMS = 64;

    private AttachCalls() {}

    /**
     * {@return 0} BPF_PROG_ATTACH.
     *
     * @param target a cgroup's or a map's descriptor
     * @param flags BPF_F_ALLOW_OVERRIDE, BPF_F_ALLOW_MULTI
     */
    public static long attach(int program, int target, int attachType, int flags) {
        return attr(program, target, attachType)
                .u32(ProgAttach.ATTACH_FLAGS, flags)
                .call(BpfCommand.BPF_PROG_ATTACH);
    }

    /** {@return 0} BPF_PROG_DETACH of exactly this program. */
    public static long detach(int program, int target, int attachType) {
        return attr(program, target, attachType).call(BpfCommand.BPF_PROG_DETACH);
    }

    private static BpfAttr attr(int program, int target, int attachType) {
        return BpfAttr.begin(ProgAttach.SIZE)
                .u32(ProgAttach.TARGET_FD, target)
                .u32(ProgAttach.ATTACH_BPF_FD, program)
                .u32(ProgAttach.ATTACH_TYPE, attachType);
    }

    /**
     * What BPF_PROG_QUERY gave.
     *
     * @param answer 0, or a negated errno
     * @param programIds the programs' ids, in the order that they run in
     */
    public record Attached(long answer, List<Integer> programIds) {}

    /** BPF_PROG_QUERY: which programs are attached to a cgroup, an interface (tcx, netkit) or a network namespace. */
    public static Attached query(int target, int attachType) {
        NativeMemory ids = NativeMemory.allocate(MOST_PROGRAMS * Integer.BYTES);
        BpfAttr attr = BpfAttr.begin(Query.SIZE)
                .u32(Query.TARGET_FD, target)
                .u32(Query.ATTACH_TYPE, attachType)
                .pointer(Query.PROG_IDS, ids)
                .u32(Query.PROG_CNT, MOST_PROGRAMS);
        long answer = attr.call(BpfCommand.BPF_PROG_QUERY);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; answer >= 0 && i < Math.min(MOST_PROGRAMS, attr.u32(Query.PROG_CNT)); i++) {
            found.add(ids.bytes().getInt(i * Integer.BYTES));
        }
        return new Attached(answer, List.copyOf(found));
    }

    /**
     * {@return a link's descriptor} BPF_RAW_TRACEPOINT_OPEN.
     *
     * @param name the raw tracepoint; empty for programs that were loaded for a function of the kernel
     */
    public static long openRawTracepoint(int program, String name) {
        BpfAttr attr = BpfAttr.begin(RawTracepoint.SIZE).u32(RawTracepoint.PROG_FD, program);
        if (!name.isEmpty()) {
            attr.text(RawTracepoint.NAME, name);
        }
        return attr.call(BpfCommand.BPF_RAW_TRACEPOINT_OPEN);
    }

    /** {@return a descriptor to read what the iterator's program writes} BPF_ITER_CREATE. */
    public static long createIterator(int link) {
        return BpfAttr.begin(IterCreate.SIZE).u32(IterCreate.LINK_FD, link).call(BpfCommand.BPF_ITER_CREATE);
    }
}
