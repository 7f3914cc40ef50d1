package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.AttachType;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What programs that are loaded for one function only are attached to: a function of the kernel (tracing, LSM), or one of another
 * program (freplace), or a member of a struct of functions (struct_ops).
 *
 * @param btfId its id in the kernel's types or the other program's, 0 for programs that have no such target
 * @param programFd the other program's descriptor, 0 for none
 * @param member which member of a struct it is, which the kernel is told as the attach type; empty for others
 */
record AttachTarget(int btfId, int programFd, OptionalInt member) {
    static final AttachTarget NONE = of(0, 0);

    /** {@return a member of a struct of functions, by the struct's id in the kernel's types} */
    static AttachTarget ofMember(int struct, int member) {
        return new AttachTarget(struct, 0, OptionalInt.of(member));
    }

    private static AttachTarget of(int btfId, int programFd) {
        return new AttachTarget(btfId, programFd, OptionalInt.empty());
    }

    /**
     * {@return a program's target}
     *
     * @param kernel the kernel's types
     * @param other the program whose function it is for; empty for one of the kernel's
     * @throws BpfException if the program needs a target and does not say which, or there is none of the name
     */
    static AttachTarget of(BpfProgram program, Supplier<BtfIndex> kernel, Optional<LoadedProgram> other) {
        return switch (program.type()) {
            case BPF_PROG_TYPE_LSM -> inKernel(program, kernel);
            case BPF_PROG_TYPE_TRACING -> other.map(known -> in(known, program)).orElseGet(() -> inKernel(program, kernel));
            case BPF_PROG_TYPE_EXT -> in(
                    other.orElseThrow(() -> new BpfException("program " + program.name() + " in section " + program.section()
                            + " replaces a function of another program, which is not named: load it with"
                            + " LoadOptions.withTargetProgram")),
                    program);
            default -> NONE;
        };
    }

    private static AttachTarget in(LoadedProgram other, BpfProgram program) {
        String function = target(program);
        int types = other.info().btfId();
        if (types == 0) {
            throw new BpfException("program " + program.name() + " is for " + function + " of program " + other.name()
                    + ", which was loaded without types: the kernel finds no function in it");
        }
        int id = BtfIndex.of(BpfBtfInfo.byId(types).bytes())
                .find(function, BtfKind.FUNC)
                .orElseThrow(() -> new BpfException("program " + program.name() + " is for " + function + " of program "
                        + other.name() + ", whose types have no such function"));
        return of(id, (int) other.fd().use(number -> number));
    }

    private static String target(BpfProgram program) {
        ProgramKind kind = program.kind();
        if (kind.target().isEmpty()) {
            throw new BpfException("program " + program.name() + " in section " + program.section()
                    + " says not what it is attached to, expected a section such as "
                    + program.section() + "/FUNCTION");
        }
        return kind.target();
    }

    private static AttachTarget inKernel(BpfProgram program, Supplier<BtfIndex> kernel) {
        String target = target(program);
        AttachType place = program.kind().attachType().orElse(AttachType.BPF_TRACE_FENTRY);
        String name =
                switch (place) {
                    case BPF_TRACE_RAW_TP -> "btf_trace_" + target;
                    case BPF_LSM_MAC, BPF_LSM_CGROUP -> "bpf_lsm_" + target;
                    case BPF_TRACE_ITER -> "bpf_iter_" + target;
                    default -> target;
                };
        BtfKind wanted = place == AttachType.BPF_TRACE_RAW_TP ? BtfKind.TYPEDEF : BtfKind.FUNC;
        return kernel.get()
                .find(name, wanted)
                .map(id -> of(id, 0))
                .orElseThrow(() -> new BpfException("program " + program.name() + " is to be attached to " + target
                        + ", but the kernel's types have no " + wanted + " " + name));
    }
}
