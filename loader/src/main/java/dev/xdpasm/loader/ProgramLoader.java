package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.core.CoreOutcome;
import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.loader.sys.ProgramCalls.LoggedLoad;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.LinkedProgram;
import dev.xdpasm.uapi.ProgramType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes one program through BPF_PROG_LOAD: resolves its references, and asks for the verifier's log only once it is
 * refused.
 */
final class ProgramLoader {
    /** What the log says of an instruction in place of which the kernel cannot write others ({@code bpf_patch_insn_single}). */
    static final String OUT_OF_RANGE = "cannot be patched due to 16-bit range";

    private static final int FIRST_LOG_BYTES = 1 << 16;
    private static final int LOG_GROWTH = 4;

    /** The most that the kernel takes: {@code UINT_MAX >> 2} ({@code BPF_VERIFIER_MAX_LOG_SIZE}); 16 MiB before 5.2. */
    private static final int MAX_LOG_BYTES = (1 << 30) - 1;

    /** {@code char license[128]} of bpf_prog_load (kernel/bpf/syscall.c), the zero byte apart. */
    private static final int MAX_LICENSE_BYTES = 127;

    /** {@code BPF_COMPLEXITY_LIMIT_INSNS}; 4096 before Linux 5.2. */
    private static final int MAX_INSNS = 1_000_000;

    private final BpfObject object;
    private final Omissions omissions;
    private final List<Integer> modules;

    /**
     * Loads programs of an object, which says their license.
     *
     * @param modules descriptors of the types of modules, which calls of their functions name by their place
     */
    ProgramLoader(BpfObject object, Omissions omissions, List<Integer> modules) {
        this.object = object;
        this.omissions = omissions;
        this.modules = modules;
    }

    /** {@return the descriptor of a program that needs nothing else and is not part of an object} */
    static Fd load(BpfProgram program, String license) {
        BpfObject object = BpfObject.of(program).withLicense(license);
        return new ProgramLoader(object, new Omissions(LoadOptions.defaults()), List.of())
                .load(LinkedProgram.of(object, program), program.code(), AttachTarget.NONE, ProgramCalls.Instructions.UNKNOWN, List.of());
    }

    /**
     * {@return the loaded program's descriptor}
     *
     * @param linked the program with its functions, as messages know it
     * @param code its instructions, references resolved
     * @param target what it is loaded for, of those that are loaded for one function
     * @param known what is known about its instructions
     * @param outcomes what CO-RE made of it
     */
    Fd load(
            LinkedProgram linked,
            Code code,
            AttachTarget target,
            ProgramCalls.Instructions known,
            List<CoreOutcome> outcomes) {
        BpfProgram program = linked.program();
        int attachType = target.member().orElse(program.kind().expectedAttachType());
        ProgramCalls.Program request = new ProgramCalls.Program(
                program.type().value(),
                omissions.lacks(LoadFeature.NAMES) ? "" : program.name(),
                code.toBytes(),
                object.license(),
                attachType != 0 && omissions.lacks(LoadFeature.ATTACH_TYPE) ? 0 : attachType,
                program.kind().loadFlags(),
                object.version(),
                target.btfId(),
                target.programFd(),
                omissions.tokenFd(),
                known,
                modules);
        long answer = ProgramCalls.load(request);
        if (answer < 0) {
            answer = loadForLog(linked, request, answer, outcomes);
        }
        return new Fd((int) answer, "program " + program.name());
    }

    /** Loads again with a log, to tell why not; should it go well this time, so much the better. */
    private static long loadForLog(
            LinkedProgram linked, ProgramCalls.Program request, long refused, List<CoreOutcome> outcomes) {
        BpfProgram program = linked.program();
        int room = FIRST_LOG_BYTES;
        LoggedLoad load = ProgramCalls.load(request, room);
        while (load.answer() == -Errno.ENOSPC && room < MAX_LOG_BYTES) {
            room = (int) Math.min(MAX_LOG_BYTES, Math.max((long) room * LOG_GROWTH, load.trueSize()));
            try {
                load = ProgramCalls.load(request, room);
            } catch (OutOfMemoryError e) {
                // The log is larger than this JVM's direct memory: what was read of it has to do.
                break;
            }
        }
        if (load.answer() >= 0) {
            return load.answer();
        }
        if (load.log().isBlank() || isShort(refused, load.log())) {
            int insns = request.insns().length / Long.BYTES;
            if (refused == -Errno.E2BIG && insns > MAX_INSNS) {
                throw Refusal.bpf(
                        "program " + program.name() + " could not be loaded",
                        BpfCommand.BPF_PROG_LOAD,
                        refused,
                        "it has " + insns + " instructions, the kernel takes at most " + MAX_INSNS);
            }
            if (refused == -Errno.EINVAL && Features.programType(program.type()).support() == Feature.Support.NO) {
                throw Refusal.bpf(
                        "program " + program.name() + " could not be loaded",
                        BpfCommand.BPF_PROG_LOAD,
                        refused,
                        Features.programType(program.type()).reason());
            }
            throw Refusal.bpf(
                    "program " + program.name() + " could not be loaded",
                    BpfCommand.BPF_PROG_LOAD,
                    refused,
                    needed(program.type()));
        }
        throw VerifierException.of(program.name(), linked.code(), load.log(), outcomes, request.license());
    }

    /**
     * Whether it was no judgement of the verifier's, though its log of a program that it took may be there. ENOMEM may also mean that a
     * jump has no room for what the kernel writes in place of instructions, which the log says.
     */
    private static boolean isShort(long answer, String log) {
        return answer == -Errno.EMFILE
                || answer == -Errno.ENFILE
                || answer == -Errno.ENOMEM && !log.contains(OUT_OF_RANGE);
    }

    /**
     * What the kernel asks for ({@code is_net_admin_prog_type}, kernel/bpf/syscall.c), of the types that are loaded
     * here.
     */
    private static Capability[] needed(ProgramType type) {
        return type == ProgramType.BPF_PROG_TYPE_SOCKET_FILTER
                ? new Capability[] {Capability.CAP_BPF}
                : new Capability[] {Capability.CAP_BPF, Capability.CAP_NET_ADMIN};
    }

    /**
     * Refuses a license that the kernel would read a part of only, and so perhaps as another.
     *
     * @throws BpfException if it is longer than the kernel's buffer, or has a zero character
     */
    static void requireWholeLicense(String license) {
        int bytes = license.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_LICENSE_BYTES) {
            throw new BpfException("the license has " + bytes + " bytes, the kernel takes at most " + MAX_LICENSE_BYTES
                    + ": " + license);
        }
        int zero = license.indexOf('\0');
        if (zero >= 0) {
            throw new BpfException("the license has a zero character at index " + zero
                    + ", where the kernel takes it to end: " + license.replace("\0", "\\0"));
        }
    }
}
