package dev.xdpasm.object;

import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Code;
import java.util.List;
import java.util.Objects;

/**
 * A function that programs call or give to helpers as a callback. It is loaded as a part of each program that needs it,
 * Linux 4.16.
 *
 * @param name the function's name
 * @param section the ELF section, {@code .text} as a rule
 * @param binding who sees it; the verifier checks a global one for itself, a static one as it is called
 * @param code the instructions
 * @param funcType the id of its {@code FUNC} in the object's BTF, 0 if it has none
 * @param coreRelocations what CO-RE is to change; offsets are bytes from the function's start
 */
public record Subprogram(
        String name,
        String section,
        Binding binding,
        Code code,
        int funcType,
        List<BtfExt.CoreRelocation> coreRelocations)
        implements BpfFunction {
    /** The section of functions that are no programs. */
    public static final String SECTION = ".text";

    /** Creates a subprogram; refuses an empty name or section. */
    public Subprogram {
        Objects.requireNonNull(binding);
        Objects.requireNonNull(code);
        coreRelocations = List.copyOf(coreRelocations);
        if (name.isEmpty() || section.isEmpty()) {
            throw new IllegalArgumentException("a subprogram needs a name and a section");
        }
    }

    /** {@return a static function without BTF} */
    public static Subprogram of(String name, Code code) {
        return new Subprogram(name, SECTION, Binding.LOCAL, code, 0, List.of());
    }

    /** {@return whether functions of that section are subprograms} */
    public static boolean isSection(String section) {
        return section.equals(SECTION) || section.startsWith(SECTION + ".");
    }

    /** {@return the same function with other code} */
    public Subprogram withCode(Code changed) {
        return new Subprogram(name, section, binding, changed, funcType, coreRelocations);
    }

    /** {@return the same function under another name} */
    public Subprogram withName(String changed) {
        return new Subprogram(changed, section, binding, code, funcType, coreRelocations);
    }

    /** {@return the same function with another {@code FUNC}} */
    public Subprogram withFuncType(int changed) {
        return new Subprogram(name, section, binding, code, changed, coreRelocations);
    }

    /** {@return the same function with another {@code FUNC} and other CO-RE relocations} */
    public Subprogram withTypes(int type, List<BtfExt.CoreRelocation> changed) {
        return new Subprogram(name, section, binding, code, type, changed);
    }
}
