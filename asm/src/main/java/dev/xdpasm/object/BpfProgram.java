package dev.xdpasm.object;

import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Finding;
import dev.xdpasm.isa.Lint;
import dev.xdpasm.uapi.ProgramType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program of an object: code with a name and what it is for.
 *
 * @param name the function's name, which finds the program and is its ELF symbol; the kernel is given its first 15
 *     characters
 * @param section the ELF section, which by libbpf's rules says what the program is for, such as {@code xdp}
 * @param kind what the program is for: what the section says, unless it was changed
 * @param code the instructions
 * @param funcType the id of its {@code FUNC} in the object's BTF, 0 if it has none
 * @param coreRelocations what CO-RE is to change; offsets are bytes from the program's start
 */
public record BpfProgram(
        String name,
        String section,
        ProgramKind kind,
        Code code,
        int funcType,
        List<BtfExt.CoreRelocation> coreRelocations)
        implements BpfFunction {

    /** Creates a program; refuses an empty name or section. */
    public BpfProgram {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(code);
        coreRelocations = List.copyOf(coreRelocations);
        if (name.isEmpty() || section.isEmpty()) {
            throw new IllegalArgumentException("a program needs a name and a section");
        }
    }

    /** Creates a program of that type; what else its section says of it is believed if the section says so of the type. */
    public BpfProgram(String name, ProgramType type, String section, Code code) {
        this(name, section, kind(type, section), code);
    }

    private static ProgramKind kind(ProgramType type, String section) {
        Optional<ProgramKind> said = ProgramKind.ofSection(section);
        return said.isPresent() && said.get().type() == type ? said.get() : ProgramKind.of(type);
    }

    /** Creates a program without types. */
    public BpfProgram(String name, String section, ProgramKind kind, Code code) {
        this(name, section, kind, code, 0, List.of());
    }

    /** {@return an XDP program} */
    public static BpfProgram xdp(String name, Code code) {
        return new BpfProgram(name, ProgramType.BPF_PROG_TYPE_XDP, SectionType.XDP.sectionName(), code);
    }

    /** {@return the type of {@link #kind()}} */
    public ProgramType type() {
        return kind.type();
    }

    /** {@return the same program with other code} */
    public BpfProgram withCode(Code changed) {
        return new BpfProgram(name, section, kind, changed, funcType, coreRelocations);
    }

    /** {@return the same program for something else; its section stays} */
    public BpfProgram withKind(ProgramKind changed) {
        return new BpfProgram(name, section, changed, code, funcType, coreRelocations);
    }

    /** {@return the same program under another name} */
    public BpfProgram withName(String changed) {
        return new BpfProgram(changed, section, kind, code, funcType, coreRelocations);
    }

    /** {@return the same program with another {@code FUNC}} */
    public BpfProgram withFuncType(int changed) {
        return new BpfProgram(name, section, kind, code, changed, coreRelocations);
    }

    /**
     * {@return what the kernel would refuse in the program's own code, as far as that can be told without a kernel} The
     * functions that it calls are not looked at: {@link LinkedProgram#lint} does.
     */
    public List<Finding> lint() {
        return lint(code);
    }

    /** What the kernel would refuse in code that is run as this program. */
    List<Finding> lint(Code whole) {
        // an extension begins as the function that it replaces; some LSM hooks and struct_ops return nothing
        int arguments = type() == ProgramType.BPF_PROG_TYPE_EXT ? 5 : 1;
        boolean returns = type() != ProgramType.BPF_PROG_TYPE_LSM && type() != ProgramType.BPF_PROG_TYPE_STRUCT_OPS;
        return Lint.of(whole, arguments, returns);
    }

    /** {@return the same program with another {@code FUNC} and other CO-RE relocations} */
    public BpfProgram withTypes(int type, List<BtfExt.CoreRelocation> changed) {
        return new BpfProgram(name, section, kind, code, type, changed);
    }
}
