package dev.xdpasm.loader;

import static dev.xdpasm.btf.BtfType.Linkage.GLOBAL;
import static dev.xdpasm.btf.BtfType.Linkage.STATIC;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfWriter;
import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.sys.BtfCalls;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.util.List;
import java.util.function.Supplier;

/**
 * What objects have and older kernels lack, so that it is left out or written otherwise when an object is loaded: one row a
 * feature, with the first version that has it, how the running kernel is asked, and what is done without. {@link
 * Features#load} tells which of them the running kernel has; {@link LoadOptions#withMissing} takes some for missing.
 */
public enum LoadFeature {
    /** Names of programs and maps. */
    NAMES("names of programs and maps", 4, 15, "they have none", () -> answered(MapCalls.create(array("named", 0)))),

    /** {@code expected_attach_type} of BPF_PROG_LOAD. */
    ATTACH_TYPE(
            "an attach type of programs at load", 4, 17, "it is left out", () -> answered(ProgramCalls.load(cgroupSocket()))),

    /** Types at all (BPF_BTF_LOAD). */
    BTF("types (BTF)", 4, 18, "they are left out, source lines too", () -> types(number())),

    /** BTF_KIND_FUNC and FUNC_PROTO, and with them what is known of instructions. */
    BTF_FUNC(
            "types of functions (BTF)",
            5,
            0,
            "they are left out, source lines too",
            () -> types(number(), proto(), new BtfType.Func("f", 2, STATIC))),

    /** BTF_KIND_VAR and DATASEC. */
    BTF_DATASEC(
            "types of variables and their sections (BTF)",
            5,
            2,
            "they are left out",
            () -> types(
                    number(),
                    new BtfType.Var("v", 1, GLOBAL),
                    new BtfType.DataSection(".data", 4, List.of(new BtfType.Entry(2, 0, 4))))),

    /** {@code BPF_F_MMAPABLE} of arrays. */
    MMAPABLE(
            "arrays that can be mapped into memory",
            5,
            5,
            "global data is not mapped",
            () -> answered(MapCalls.create(array("", DataMap.MMAPABLE)))),

    /** The helpers {@code bpf_probe_read_kernel} and {@code bpf_probe_read_kernel_str}. */
    PROBE_READ_KERNEL(
            "bpf_probe_read_kernel",
            5,
            5,
            "bpf_probe_read is called instead",
            () -> Features.helper(ProgramType.BPF_PROG_TYPE_TRACEPOINT, Helper.bpf_probe_read_kernel)),

    /** Linkage of BTF_KIND_FUNC, without which the verifier follows each call. */
    BTF_GLOBAL_FUNC(
            "types of global functions (BTF)",
            5,
            6,
            "they are static",
            () -> types(number(), proto(), new BtfType.Func("f", 2, GLOBAL))),

    /** BTF_KIND_FLOAT. */
    BTF_FLOAT(
            "types of floating point (BTF)",
            5,
            13,
            "they are structs of the same size",
            () -> types(new BtfType.Float("float", 4))),

    /** BTF_KIND_DECL_TAG. */
    BTF_DECL_TAG(
            "tags of declarations (BTF)",
            5,
            16,
            "they are left out",
            () -> types(number(), new BtfType.Typedef("t", 1), new BtfType.DeclTag("tag", 2, -1, false))),

    /** BTF_KIND_TYPE_TAG. */
    BTF_TYPE_TAG(
            "tags of types (BTF)",
            5,
            17,
            "they are const",
            () -> types(number(), new BtfType.TypeTag("tag", 1, false), new BtfType.Ptr(2))),

    /** BTF_KIND_ENUM64, and signs of BTF_KIND_ENUM. */
    BTF_ENUM64(
            "enumerations of 64 bits (BTF)",
            6,
            0,
            "they are unions whose fields have the names",
            () -> types(new BtfType.Enum64("e", 8, false, List.of(new BtfType.Enumerator("A", 1L << 40))))),

    /** Tags that stand for any attribute of the compiler's. */
    BTF_ATTRIBUTES(
            "attributes of types and declarations (BTF)",
            6,
            15,
            "they are left out",
            () -> types(number(), new BtfType.TypeTag("tag", 1, true), new BtfType.Ptr(2)));

    private final String shown;
    private final int major;
    private final int minor;
    private final String instead;
    private final Supplier<Feature> probe;

    LoadFeature(String shown, int major, int minor, String instead, Supplier<Feature> probe) {
        this.shown = shown;
        this.major = major;
        this.minor = minor;
        this.instead = instead;
        this.probe = probe;
    }

    /** {@return what the running kernel answers} Asks it each time: {@link Features#load} remembers. */
    Feature probe() {
        return probe.get();
    }

    /** {@return what is told when it is missing: {@code tags of types (BTF) came with Linux 5.17: they are const}} */
    String note() {
        return shown + " came with Linux " + major + "." + minor + ": " + instead;
    }

    /** {@return such as {@code bpf_probe_read_kernel (Linux 5.5)}} */
    @Override
    public String toString() {
        return shown + " (Linux " + major + "." + minor + ")";
    }

    private static Feature types(BtfType... types) {
        return answered(BtfCalls.load(BtfWriter.write(new Btf(List.of(types)))));
    }

    /** Old kernels know no such field (E2BIG), no such value (EINVAL) or no such command (EINVAL). */
    private static Feature answered(long answer) {
        if (answer >= 0) {
            new Fd((int) answer, "probe").close();
            return Feature.yes();
        }
        String name = Errno.name((int) -answer);
        return answer == -Errno.EINVAL || answer == -Errno.E2BIG
                ? Feature.no("the kernel answers " + name)
                : Feature.unknown("the kernel answers " + name);
    }

    private static MapCalls.Creation array(String name, int flags) {
        return new MapCalls.Creation(MapType.BPF_MAP_TYPE_ARRAY.value(), 4, 4, 1, flags, name);
    }

    private static ProgramCalls.Program cgroupSocket() {
        return new ProgramCalls.Program(
                ProgramType.BPF_PROG_TYPE_CGROUP_SOCK.value(),
                "",
                Code.of(0xb7L, 0x95L).toBytes(),
                "GPL",
                AttachType.BPF_CGROUP_INET_SOCK_CREATE.value(),
                0);
    }

    private static BtfType number() {
        return BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED);
    }

    private static BtfType proto() {
        return new BtfType.FuncProto(0, List.of());
    }
}
