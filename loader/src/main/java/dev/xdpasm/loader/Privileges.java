package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.ProcFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Why a call may have been forbidden, found by looking: the thread's capabilities, its user namespace, seccomp,
 * lockdown.
 */
final class Privileges {
    private static final String ALL_IDS = "0 0 4294967295";

    private Privileges() {}

    /**
     * {@return one line about what is missing for calls that need these capabilities, empty if all that is looked at is
     * there}
     */
    static Optional<String> missing(Capability... needed) {
        String shown = ProcFiles.threadStatus("CapEff").orElse("");
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        long effective = Long.parseUnsignedLong(shown, 16);
        List<String> absent = Arrays.stream(needed)
                .filter(capability -> !capability.isIn(effective))
                .map(Capability::shownName)
                .distinct()
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(absent.size() == 2 ? " and " : ", ", absent) + (absent.size() == 1 ? " is" : " are")
                        + " missing (CapEff=" + shown + ")" + (isRoot() ? "" : ": run it as root"));
    }

    private static boolean isRoot() {
        // real, effective, saved and file system's
        return ProcFiles.threadStatus("Uid").map(ids -> ids.split("\\s+")[1].equals("0")).orElse(true);
    }

    /** {@return why {@code bpf(2)} answered ENOSYS, as far as that is to be seen} */
    static String absent() {
        return seccomp().map(mode -> "a seccomp filter is on (Seccomp: " + mode
                        + " in /proc/thread-self/status), or this kernel has no bpf(2)")
                .orElse("this kernel has no bpf(2)");
    }

    /** {@return the mode of the thread's seccomp filter, if there is one} */
    static Optional<String> seccomp() {
        return ProcFiles.threadStatus("Seccomp").filter(mode -> !mode.equals("0"));
    }

    /** {@return why {@code bpf(2)} answered EPERM to a thread that has its capabilities, if a reason is to be seen} */
    static Optional<String> shut() {
        Optional<String> ids = ProcFiles.read("/proc/self/uid_map")
                .map(map -> map.strip().replaceAll("\\s+", " "))
                .filter(map -> !map.equals(ALL_IDS));
        if (ids.isPresent()) {
            return Optional.of("the capabilities hold in a user namespace only (/proc/self/uid_map: " + ids.get()
                    + "), and bpf(2) asks for them in the initial one");
        }
        Optional<String> seccomp = seccomp();
        if (seccomp.isPresent()) {
            return Optional.of("the capabilities are there, but a seccomp filter is on (Seccomp: " + seccomp.get()
                    + " in /proc/thread-self/status)");
        }
        Optional<String> shortage = Shortage.of(Errno.EPERM);
        if (shortage.isPresent()) {
            return shortage;
        }
        return ProcFiles.read("/sys/kernel/security/lockdown")
                .flatMap(modes -> Arrays.stream(modes.split("\\s+"))
                        .filter(mode -> mode.startsWith("[") && !mode.equals("[none]"))
                        .findFirst())
                .map(mode -> "the capabilities are there, but the kernel is locked down " + mode
                        + " (/sys/kernel/security/lockdown)");
    }

}
