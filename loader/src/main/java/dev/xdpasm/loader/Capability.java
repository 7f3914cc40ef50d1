package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.ProcFiles;

/** The capabilities that the loader's calls ask for (include/uapi/linux/capability.h): one row each. */
enum Capability {
    /** Interfaces, and networking programs. */
    CAP_NET_ADMIN(12),
    /** Raw sockets. */
    CAP_NET_RAW(13),
    /** Namespaces, programs by id, and before Linux 5.8 all of BPF. */
    CAP_SYS_ADMIN(21),
    /** Perf events. Linux 5.8; CAP_SYS_ADMIN does as well. */
    CAP_PERFMON(38),
    /** Programs and maps. Linux 5.8; CAP_SYS_ADMIN does as well. */
    CAP_BPF(39);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** {@return whether the set has it, or what the kernel takes in its place} */
    boolean isIn(long effective) {
        boolean own = (effective >>> bit & 1) != 0;
        return own || (this == CAP_BPF || this == CAP_PERFMON) && CAP_SYS_ADMIN.isIn(effective);
    }

    /** {@return what to ask an administrator for: a kernel before 5.8 knows neither CAP_BPF nor CAP_PERFMON} */
    String shownName() {
        boolean known = ProcFiles.read("/proc/sys/kernel/cap_last_cap")
                .map(last -> Integer.parseInt(last.strip()) >= bit)
                .orElse(true);
        return known ? name() : CAP_SYS_ADMIN.name();
    }
}
