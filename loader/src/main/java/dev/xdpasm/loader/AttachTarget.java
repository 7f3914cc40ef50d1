package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.util.function.Supplier;

/** What programs that are loaded for one function of the kernel only (tracing, LSM) are attached to: its id in the kernel's types. */
final class AttachTarget {

    private AttachTarget() {}

    /**
     * {@return the id of a program's target, 0 for programs that have none}
     *
     * @throws BpfException if the program needs one and does not say which, or the kernel does not have it
     */
    static int btfId(BpfProgram program, Supplier<BtfIndex> kernel) {
        ProgramKind kind = program.kind();
        ProgramType type = kind.type();
        if (type != ProgramType.BPF_PROG_TYPE_TRACING && type != ProgramType.BPF_PROG_TYPE_LSM) {
            return 0;
        }
        if (kind.target().isEmpty()) {
            throw new BpfException("program " + program.name() + " in section " + program.section()
                    + " says not what it is attached to, expected a section such as "
                    + program.section() + "/FUNCTION");
        }
        AttachType place = kind.attachType().orElse(AttachType.BPF_TRACE_FENTRY);
        String name =
                switch (place) {
                    case BPF_TRACE_RAW_TP -> "btf_trace_" + kind.target();
                    case BPF_LSM_MAC, BPF_LSM_CGROUP -> "bpf_lsm_" + kind.target();
                    case BPF_TRACE_ITER -> "bpf_iter_" + kind.target();
                    default -> kind.target();
                };
        BtfKind wanted = place == AttachType.BPF_TRACE_RAW_TP ? BtfKind.TYPEDEF : BtfKind.FUNC;
        return kernel.get()
                .find(name, wanted)
                .orElseThrow(() -> new BpfException("program " + program.name() + " is to be attached to " + kind.target()
                        + ", but the kernel's types have no " + wanted + " " + name));
    }
}
