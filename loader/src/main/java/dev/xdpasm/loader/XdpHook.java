package dev.xdpasm.loader;

import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.object.SectionType;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where an XDP program is made to run, which the kernel is told at load ({@code expected_attach_type}): one row a place. */
public enum XdpHook {
    /** On an interface: section {@code xdp}. */
    DEVICE(SectionType.XDP, AttachType.BPF_XDP),
    /** Behind a redirect, as the program of a devmap's entry: section {@code xdp/devmap}. Linux 5.8. */
    DEVMAP(SectionType.XDP_DEVMAP, AttachType.BPF_XDP_DEVMAP),
    /** Behind a redirect, as the program of a cpumap's entry: section {@code xdp/cpumap}. Linux 5.9. */
    CPUMAP(SectionType.XDP_CPUMAP, AttachType.BPF_XDP_CPUMAP);

    private final SectionType section;
    private final AttachType attachType;

    XdpHook(SectionType section, AttachType attachType) {
        this.section = section;
        this.attachType = attachType;
    }

    /** {@return where an XDP program says that it runs} */
    static XdpHook of(BpfProgram program) {
        for (XdpHook hook : values()) {
            if (program.kind().attachType().equals(Optional.of(hook.attachType))) {
                return hook;
            }
        }
        return DEVICE;
    }

    /** {@return whether an XDP program says that it can take packets in several pieces} */
    static boolean hasFrags(BpfProgram program) {
        return program.kind().flags().contains(ProgramKind.Flag.FRAGS);
    }

    /** {@return the section whose programs are for it} */
    public String section() {
        return section.sectionName();
    }

    /**
     * {@return the program, loaded so that it is given packets in several pieces (as from section {@code xdp.frags}, Linux
     * 5.18)} What lies behind the first piece is not between {@code data} and {@code data_end}; bpf_xdp_load_bytes reads it.
     *
     * @throws IllegalArgumentException if it is no XDP program
     */
    public static BpfProgram withFrags(BpfProgram program) {
        ProgramKind kind = program.kind();
        if (kind.type() != ProgramType.BPF_PROG_TYPE_XDP) {
            throw new IllegalArgumentException("program " + program.name() + " of section " + program.section()
                    + " is no XDP program");
        }
        Set<ProgramKind.Flag> flags = EnumSet.of(ProgramKind.Flag.FRAGS);
        flags.addAll(kind.flags());
        return program.withKind(
                new ProgramKind(kind.type(), kind.attachType(), kind.target(), flags, kind.autoload()));
    }
}
