package dev.xdpasm.loader;

/** Whether an entry may be there when it is put (BPF_MAP_UPDATE_ELEM, include/uapi/linux/bpf.h). */
public enum UpdateFlag {
    /** Make it or change it. */
    ANY,
    /** Only make it: EEXIST if it is there. */
    NOEXIST,
    /** Only change it: ENOENT if it is not there. */
    EXIST;

    /** The constants stand in the kernel's order: BPF_ANY 0, BPF_NOEXIST 1, BPF_EXIST 2. */
    long value() {
        return ordinal();
    }
}
