package dev.xdpasm.loader;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.loader.sys.ProgramCalls.LoggedLoad;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.LinkType;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the running kernel has, found out by trying: types of programs, maps, links and places to attach to, and which helpers a
 * type of program may call. {@link KernelIsa} tells its instructions. What was answered once is remembered; what could not be tried is tried
 * again. Thread-safe.
 */
public final class Features {
    private static final Map<Object, Feature> KNOWN = new ConcurrentHashMap<>();
    private static final int LOG_BYTES = 1 << 16;

    /** {@code r0 = 0; exit}. */
    private static final Code NOTHING = Code.of(0xb7L, 0x95L);

    private static final String VMLINUX_BTF = "/sys/kernel/btf/vmlinux";

    private Features() {}

    /** A helper as a type of program may or may not call it. */
    private record Call(ProgramType type, Helper helper) {}

    private static Feature known(Object what, Supplier<Feature> probe) {
        Feature before = KNOWN.get(what);
        if (before != null) {
            return before;
        }
        Feature found = probe.get();
        if (found.support() != Feature.Support.UNKNOWN) {
            KNOWN.put(what, found);
        }
        return found;
    }

    /** {@return whether programs of the type can be loaded} */
    public static Feature programType(ProgramType type) {
        return known(type, () -> probe(type));
    }

    private static Feature probe(ProgramType type) {
        if (type == ProgramType.BPF_PROG_TYPE_UNSPEC) {
            return Feature.no("it is no type");
        }
        LoggedLoad load = load(type, NOTHING);
        if (load.answer() >= 0 || !load.log().isBlank()) {
            // Where the verifier has something to say, the type is one.
            return Feature.yes();
        }
        int errno = (int) -load.answer();
        if (errno == Errno.EINVAL) {
            return Feature.no("the kernel has no such type" + since(KernelRelease.parse(type.since())));
        }
        return refused(BpfCommand.BPF_PROG_LOAD, errno, Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
    }

    /** {@return whether programs of the type may call the helper} */
    public static Feature helper(ProgramType type, Helper helper) {
        return known(new Call(type, helper), () -> probe(type, helper));
    }

    private static Feature probe(ProgramType type, Helper helper) {
        Feature itself = programType(type);
        if (!itself.isSupported()) {
            return itself;
        }
        if (ProbeFacts.needsTarget(type)) {
            return Feature.unknown("what such programs may call depends on what they are attached to");
        }
        long call = Insn.pack(Opcode.CALL, 0, 0, (short) 0, helper.value());
        LoggedLoad load = load(type, Code.of(call, 0x95L));
        if (load.answer() >= 0) {
            return Feature.yes();
        }
        String log = load.log();
        if (log.contains("invalid func") || log.contains("unknown func") || log.contains("cannot use helper")) {
            return Feature.no(VerifierLog.parse(log).reason());
        }
        if (log.isBlank()) {
            return refused(BpfCommand.BPF_PROG_LOAD, (int) -load.answer(), Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
        }
        // It was looked up, and only its arguments, which were not given, are wrong.
        return Feature.yes();
    }

    private static LoggedLoad load(ProgramType type, Code code) {
        LoggedLoad load = ProgramCalls.load(
                new ProgramCalls.Program(
                        type.value(),
                        "probe",
                        code.toBytes(),
                        "GPL",
                        ProbeFacts.expectedAttachType(type),
                        ProbeFacts.loadFlags(type)),
                LOG_BYTES);
        close(load.answer(), "probe program");
        return load;
    }

    private static void close(long answer, String what) {
        if (answer >= 0) {
            new Fd((int) answer, what).close();
        }
    }

    /** {@return whether maps of the type can be created} */
    public static Feature mapType(MapType type) {
        return known(type, () -> probe(type));
    }

    private static Feature probe(MapType type) {
        if (type == MapType.BPF_MAP_TYPE_UNSPEC) {
            return Feature.no("it is no type");
        }
        Optional<MapSpec> spec = ProbeFacts.smallest(type);
        if (spec.isEmpty()) {
            // These ask for BTF, of the kernel or of their own: whether the kernel knows their name is asked instead.
            return named(type.name(), KernelRelease.parse(type.since()));
        }
        MapSpec map = spec.get();
        long inner = -1;
        if (ProbeFacts.holdsMaps(type)) {
            inner = MapCalls.create(new MapCalls.Creation(MapType.BPF_MAP_TYPE_ARRAY.value(), 4, 4, 1, 0, "probe"));
        }
        long answer = MapCalls.create(new MapCalls.Creation(
                        type.value(), map.keySize(), map.valueSize(), map.maxEntries(), map.flags(), "probe")
                .of((int) Math.max(0, inner)));
        close(inner, "probe map");
        close(answer, "probe map");
        if (answer >= 0) {
            return Feature.yes();
        }
        if (answer == -Errno.EINVAL) {
            return Feature.no("the kernel has no such type" + since(KernelRelease.parse(type.since())));
        }
        return refused(BpfCommand.BPF_MAP_CREATE, (int) -answer, Capability.CAP_BPF);
    }

    /**
     * {@return whether the kernel was built with links of the type} Asked of its BTF: to try one would attach something. A kernel
     * without BTF cannot be asked.
     */
    public static Feature linkType(LinkType type) {
        return known(type, () -> type == LinkType.BPF_LINK_TYPE_UNSPEC
                ? Feature.no("it is no type")
                : named(ProbeFacts.nameInBtf(type), KernelRelease.parse(type.since())));
    }

    /**
     * {@return whether programs can be attached to places of the type} Asked by attaching to what is not there; where that tells
     * nothing, of the kernel's BTF.
     */
    public static Feature attachType(AttachType type) {
        return known(type, () -> AttachProbe.of(type));
    }

    private static Feature named(String constant, KernelRelease first) {
        return KernelNames.has(constant)
                .map(there -> there ? Feature.yes() : Feature.no("the kernel has no such type" + since(first)))
                .orElseGet(() -> Feature.unknown(VMLINUX_BTF + " cannot be read"));
    }

    /** {@return whether objects can have this, or it is left out of them} */
    public static Feature load(LoadFeature feature) {
        return known(feature, feature::probe);
    }

    /** {@return whether rights can be handed on by a BPF token (BPF_TOKEN_CREATE)} Linux 6.9. */
    public static Feature token() {
        return known("token", () -> {
            long answer = ObjectCalls.createToken(-1);
            return switch ((int) -answer) {
                case Errno.EBADF -> Feature.yes();
                case Errno.EINVAL -> Feature.no("the kernel has no BPF_TOKEN_CREATE" + since(new KernelRelease(6, 9)));
                default -> refused(BpfCommand.BPF_TOKEN_CREATE, (int) -answer, Capability.CAP_BPF);
            };
        });
    }

    private static String since(KernelRelease first) {
        return ", which came with Linux " + first;
    }

    /** EPERM for want of a capability says nothing about the kernel; EPERM with all of them is its last word. */
    static Feature refused(BpfCommand command, int errno, Capability... needed) {
        String answered = command + " answers " + Errno.name(errno);
        if (errno != Errno.EPERM && errno != Errno.EACCES) {
            return Feature.unknown(answered);
        }
        return Privileges.missing(needed)
                .or(Privileges::shut)
                .map(reason -> Feature.unknown(answered + ": " + reason))
                .orElseGet(() -> Feature.no(answered + ", though no capability is missing"));
    }
}
