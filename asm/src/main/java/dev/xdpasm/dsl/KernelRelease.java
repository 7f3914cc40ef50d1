package dev.xdpasm.dsl;

import java.util.Comparator;

/**
 * A release of Linux.
 *
 * @param major such as 6
 * @param minor such as 9
 */
record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {
    private static final Comparator<KernelRelease> ORDER =
            Comparator.comparingInt(KernelRelease::major).thenComparingInt(KernelRelease::minor);

    /** {@return the release that a text such as {@code 6.9} says} */
    static KernelRelease of(String text) {
        int dot = text.indexOf('.');
        return new KernelRelease(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(KernelRelease other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
