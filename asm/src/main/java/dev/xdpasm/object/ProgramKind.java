package dev.xdpasm.object;

import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a program is for, as the name of its section tells by libbpf's rules: {@code SEC("?lsm.s/file_open")} is a sleepable
 * program of type LSM, to be attached to the hook {@code file_open}, and not loaded unless asked for.
 *
 * @param type the kind of program
 * @param attachType where such programs are attached; empty where the type leaves only one place or the section does not
 *     say
 * @param target what it is attached to, as the section says behind the slash: a function, {@code group/name} of a
 *     tracepoint, a hook; empty if it does not say
 * @param flags what the kernel is told at load
 * @param autoload whether it is loaded with its object without being asked for
 */
public record ProgramKind(
        ProgramType type, Optional<AttachType> attachType, String target, Set<Flag> flags, boolean autoload) {

    /** What BPF_PROG_LOAD is told in {@code prog_flags}. */
    public enum Flag {
        /** BPF_F_SLEEPABLE: it may call helpers that sleep. Linux 5.10. */
        SLEEPABLE(1 << 4, "5.10"),
        /** BPF_F_XDP_HAS_FRAGS: it can be given packets in several fragments. Linux 5.18. */
        FRAGS(1 << 5, "5.18");

        private final int bit;
        private final String since;

        Flag(int bit, String since) {
            this.bit = bit;
            this.since = since;
        }

        /** {@return the flag's bit} */
        public int bit() {
            return bit;
        }

        /** {@return the first release of Linux that knows it} */
        public String since() {
            return since;
        }
    }

    /** Creates it. */
    public ProgramKind {
        Objects.requireNonNull(type);
        Objects.requireNonNull(attachType);
        Objects.requireNonNull(target);
        flags = Set.copyOf(flags);
    }

    /** {@return programs of a type of which nothing else is said} */
    public static ProgramKind of(ProgramType type) {
        return new ProgramKind(type, Optional.empty(), "", Set.of(), true);
    }

    /** {@return what a section's full name says, such as {@code kprobe/do_sys_open}; empty if it is no known kind} */
    public static Optional<ProgramKind> ofSection(String section) {
        boolean optional = section.startsWith(SectionType.OPTIONAL);
        Optional<SectionType> found = SectionType.bySection(section);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SectionType row = found.get();
        return Optional.of(new ProgramKind(row.programType(), row.attachType(), row.target(section), row.flags(), !optional));
    }

    /** {@return {@code prog_flags} of BPF_PROG_LOAD} */
    public int loadFlags() {
        return flags.stream().mapToInt(Flag::bit).reduce(0, (a, b) -> a | b);
    }

    /** {@return {@code expected_attach_type} of BPF_PROG_LOAD, 0 where nothing is said} */
    public int expectedAttachType() {
        return attachType.map(AttachType::value).orElse(0);
    }

    /** {@return the same kind, to be loaded with its object or only when asked for} */
    public ProgramKind withAutoload(boolean changed) {
        return new ProgramKind(type, attachType, target, flags, changed);
    }

    /** {@return the same kind with another target} */
    public ProgramKind withTarget(String changed) {
        return new ProgramKind(type, attachType, changed, flags, autoload);
    }

    /** {@return the same kind, expecting to be attached elsewhere} */
    public ProgramKind withAttachType(AttachType changed) {
        return new ProgramKind(type, Optional.of(changed), target, flags, autoload);
    }

    /** {@return such as {@code lsm lsm_mac file_open [sleepable]}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type.shortName());
        attachType.ifPresent(place -> text.append(' ').append(place.shortName()));
        text.append(target.isEmpty() ? "" : " " + target);
        new TreeSet<>(flags).forEach(flag -> text.append(" [").append(flag.name().toLowerCase(java.util.Locale.ROOT)).append(']'));
        return text.append(autoload ? "" : " [not autoloaded]").toString();
    }
}
