package dev.xdpasm.loader;

/** What to do where an interface has an XDP program already. */
public enum IfOccupied {
    /** Leave it alone: an error that names it (XDP_FLAGS_UPDATE_IF_NOEXIST). Linux 4.12. */
    REFUSE,
    /**
     * Put the new one in its place (XDP_FLAGS_REPLACE). Linux 5.7.
     *
     * <p>In the same mode, and {@link XdpMode#AUTO} stays in the same mode, no packet passes between the two, and only
     * the program that was seen is replaced: if it changed meanwhile, it is looked at again. From native to generic or
     * back the kernel does not replace; the old one is detached first, so for a moment packets pass with no program.
     * Should the new one be refused then, the old one is put back, and the error says so where that fails too. A
     * program that is held by a bpf_link is replaced in no case.
     */
    REPLACE
}
