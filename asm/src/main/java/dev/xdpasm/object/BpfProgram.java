package dev.xdpasm.object;

import dev.xdpasm.isa.Code;
import dev.xdpasm.uapi.ProgramType;
import java.util.Objects;

/**
 * A program of an object: code with a name and what it is for.
 *
 * @param name the function's name, which finds the program and is its ELF symbol; the kernel is given its first 15
 *     characters
 * @param type the kind of program
 * @param section the ELF section, which by libbpf's rules says what the program is for, such as {@code xdp}
 * @param code the instructions
 */
public record BpfProgram(String name, ProgramType type, String section, Code code) {

    /** Creates a program; refuses an empty name or section. */
    public BpfProgram {
        Objects.requireNonNull(type);
        Objects.requireNonNull(code);
        if (name.isEmpty() || section.isEmpty()) {
            throw new IllegalArgumentException("a program needs a name and a section");
        }
    }

    /** {@return an XDP program} */
    public static BpfProgram xdp(String name, Code code) {
        return new BpfProgram(name, ProgramType.BPF_PROG_TYPE_XDP, SectionType.XDP.sectionName(), code);
    }

    /** {@return the same program with other code} */
    public BpfProgram withCode(Code changed) {
        return new BpfProgram(name, type, section, changed);
    }
}
