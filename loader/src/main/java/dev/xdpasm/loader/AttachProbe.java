package dev.xdpasm.loader;

import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.loader.sys.ProgramCalls.LoggedLoad;
import dev.xdpasm.object.SectionType;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks the kernel whether it attaches programs to a type of place, without attaching one: a program of the type is to be put on
 * what is not there, which the kernel says in other words than that it knows no such place.
 */
final class AttachProbe {
    /** Neither a descriptor nor an interface. */
    private static final int NOTHING = -1;

    private static final int LOG_BYTES = 1 << 16;

    private final AttachType type;

    private AttachProbe(AttachType type) {
        this.type = type;
    }

    /** How the kernel is asked. */
    private enum Question {
        /** BPF_PROG_ATTACH to a descriptor that is none. */
        DESCRIPTOR,
        /** BPF_LINK_CREATE on what is not there. */
        LINK,
        /** BPF_LINK_CREATE without a place, which is EINVAL where the kernel has it. */
        LINK_WITHOUT_PLACE,
        /** BPF_PROG_LOAD without the function that it is for, which the verifier misses where it is asked at all. */
        LOAD,
        /** By what its types name: to try would be to attach, or the answer is the same with and without. */
        NAME;

        static Question of(AttachType type, ProgramType program) {
            return switch (type) {
                case BPF_SK_LOOKUP, BPF_FLOW_DISSECTOR, BPF_NETFILTER, BPF_TCX_INGRESS, BPF_TCX_EGRESS, BPF_NETKIT_PRIMARY,
                        BPF_NETKIT_PEER -> LINK;
                case BPF_TRACE_RAW_TP, BPF_TRACE_FENTRY, BPF_TRACE_FEXIT, BPF_TRACE_ITER, BPF_MODIFY_RETURN, BPF_LSM_MAC,
                        BPF_LSM_CGROUP -> LOAD;
                case BPF_TRACE_KPROBE_MULTI, BPF_TRACE_KPROBE_SESSION, BPF_TRACE_UPROBE_MULTI, BPF_TRACE_UPROBE_SESSION ->
                        LINK_WITHOUT_PLACE;
                default -> switch (program) {
                    case BPF_PROG_TYPE_CGROUP_SKB, BPF_PROG_TYPE_CGROUP_SOCK, BPF_PROG_TYPE_CGROUP_SOCK_ADDR,
                            BPF_PROG_TYPE_CGROUP_SOCKOPT, BPF_PROG_TYPE_CGROUP_SYSCTL, BPF_PROG_TYPE_CGROUP_DEVICE,
                            BPF_PROG_TYPE_SOCK_OPS, BPF_PROG_TYPE_SK_SKB, BPF_PROG_TYPE_SK_MSG, BPF_PROG_TYPE_LIRC_MODE2 ->
                            DESCRIPTOR;
                    default -> NAME;
                };
            };
        }
    }

    static Feature of(AttachType type) {
        return new AttachProbe(type).answer();
    }

    private Feature answer() {
        Optional<Boolean> named = KernelNames.has(type.name());
        if (named.isPresent() && !named.get()) {
            return none("the kernel has no such type");
        }
        ProgramType program = programType();
        Question question = Question.of(type, program);
        if (question == Question.LOAD) {
            return load(program);
        }
        Feature loaded = Features.programType(program);
        if (!loaded.isSupported()) {
            return loaded;
        }
        if (question != Question.NAME) {
            return ask(question, program);
        }
        return named.isPresent() ? Feature.yes() : Feature.unknown("the kernel's own types cannot be read");
    }

    /** Of the section whose programs are attached there; two types have none. */
    private ProgramType programType() {
        return switch (type) {
            case BPF_PERF_EVENT -> ProgramType.BPF_PROG_TYPE_PERF_EVENT;
            case BPF_STRUCT_OPS -> ProgramType.BPF_PROG_TYPE_STRUCT_OPS;
            default -> Arrays.stream(SectionType.values())
                    .filter(section -> section.attachType().equals(Optional.of(type)))
                    .findFirst()
                    .map(SectionType::programType)
                    .orElseThrow(() -> new IllegalStateException("no program is attached to " + type));
        };
    }

    private Feature load(ProgramType program) {
        LoggedLoad load = tried(program);
        if (load.answer() >= 0) {
            new Fd((int) load.answer(), "probe program").close();
            return Feature.yes();
        }
        return load.log().isBlank() ? Features.refused(BpfCommand.BPF_PROG_LOAD, (int) -load.answer()) : Feature.yes();
    }

    private Feature ask(Question question, ProgramType program) {
        LoggedLoad load = tried(program);
        if (load.answer() < 0) {
            return load.answer() == -Errno.EINVAL
                    ? none("the kernel loads no program for it")
                    : Features.refused(BpfCommand.BPF_PROG_LOAD, (int) -load.answer());
        }
        try (Fd fd = new Fd((int) load.answer(), "probe program")) {
            int errno = (int) -fd.use(number -> question == Question.DESCRIPTOR
                    ? AttachCalls.attach(number, NOTHING, type.value(), 0)
                    : LinkCalls.create(number, NOTHING, type.value(), 0));
            String call = question == Question.DESCRIPTOR ? "BPF_PROG_ATTACH" : "BPF_LINK_CREATE";
            return switch (errno) {
                case Errno.EBADF, Errno.ENODEV, Errno.EAFNOSUPPORT -> Feature.yes();
                case Errno.EINVAL -> question == Question.LINK_WITHOUT_PLACE ? Feature.yes() : without(call, errno);
                case Errno.EOPNOTSUPP -> without(call, errno);
                default -> Feature.unknown(call + " answers " + Errno.name(errno));
            };
        }
    }

    /** The verifier wants 1 of some, and takes it from all. */
    private LoggedLoad tried(ProgramType program) {
        return ProgramCalls.load(
                new ProgramCalls.Program(
                        program.value(),
                        "probe",
                        Code.of(0x1_0000_00b7L, 0x95L).toBytes(),
                        "GPL",
                        type.value(),
                        ProbeFacts.loadFlags(program)),
                LOG_BYTES);
    }

    private static Feature without(String call, int errno) {
        return Feature.no("the kernel was built without: " + call + " answers " + Errno.name(errno));
    }

    private Feature none(String what) {
        return Feature.no(what + ", which came with Linux " + type.since());
    }
}
