package dev.xdpasm.dsl;

/**
 * A release of Linux.
 *
 * @param major such as 6
 * @param minor such as 9
 */
record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {
    /** The release that brought {@code bpf(2)}. */
    static final KernelRelease FIRST = new KernelRelease(3, 18);

    /** {@return the release that a text such as {@code 6.9} says} */
    static KernelRelease of(String text) {
        int dot = text.indexOf('.');
        return new KernelRelease(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(KernelRelease other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
