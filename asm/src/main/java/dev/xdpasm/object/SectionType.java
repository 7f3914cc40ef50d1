package dev.xdpasm.object;

import dev.xdpasm.uapi.ProgramType;
import java.util.Optional;

/** What an ELF section's name says about the programs in it (libbpf's SEC() names): one row a name. */
public enum SectionType {
    /** XDP on an interface. */
    XDP("xdp", ProgramType.BPF_PROG_TYPE_XDP);

    private final String sectionName;
    private final ProgramType programType;

    SectionType(String sectionName, ProgramType programType) {
        this.sectionName = sectionName;
        this.programType = programType;
    }

    /** {@return the section's name, without what may follow a slash} */
    public String sectionName() {
        return sectionName;
    }

    /** {@return the type of the programs in it} */
    public ProgramType programType() {
        return programType;
    }

    /** {@return what a section is for, by its full name: {@code xdp} or {@code xdp/NAME}} */
    public static Optional<SectionType> bySection(String section) {
        for (SectionType type : values()) {
            if (section.equals(type.sectionName) || section.startsWith(type.sectionName + "/")) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
