package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.KernelRelease;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Skips the running test where the kernel lacks what it is about, and fails it where the kernel is new enough to have it: a
 * probe that is wrong must not switch tests off in silence.
 */
final class Needs {

    private Needs() {}

    /** Goes on if the feature, which first came with this version, is there. */
    static void feature(Feature feature, int major, int minor) {
        if (feature.isSupported()) {
            return;
        }
        KernelRelease running = KernelRelease.running();
        Assertions.assertFalse(
                running.isAtLeast(major, minor),
                () -> "not supported, though the kernel is " + running + " and " + major + "." + minor + " had it: " + feature);
        Assumptions.abort(feature.reason());
    }
}
