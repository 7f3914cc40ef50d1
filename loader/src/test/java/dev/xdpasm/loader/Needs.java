package dev.xdpasm.loader;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.sys.KernelRelease;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Skips the running test where the kernel lacks what it is about: the one place where kernel tests do so, apart from {@link
 * KernelCondition}. By the kernel's version a test is skipped with any setting. What a kernel of a new enough version lacks all
 * the same, as it was built without, skips a test too, but fails it with {@code -Dxdpasm.kernel=complete}, which is for kernels
 * that are known to have everything of their version but what {@code -Dxdpasm.lacks} names: a wrong probe must not switch tests
 * off in silence.
 */
public final class Needs {
    private static final KernelRelease RUNNING = KernelRelease.running();

    /** What a complete kernel is known to be built without. */
    private static final Set<String> LACKS = Set.of(System.getProperty("xdpasm.lacks", "").split(","));

    private Needs() {}

    /** Goes on if the kernel's version has the feature. */
    public static void version(KernelFeature feature) {
        Assumptions.assumeTrue(feature.isInVersion(), () -> feature.tooOld().orElse(""));
    }

    /** Goes on if the kernel is of this version at least. */
    public static void version(int major, int minor, String why) {
        Assumptions.assumeTrue(
                RUNNING.isAtLeast(major, minor), () -> "this kernel is " + RUNNING + ", not " + major + "." + minor + ": " + why);
    }

    /** Goes on if the kernel takes all instructions of a level. */
    public static void level(IsaLevel level) {
        IsaLevel kernels = KernelIsa.level();
        Assumptions.assumeTrue(
                level.compareTo(kernels) <= 0, () -> "this kernel is " + RUNNING + ", its instructions are those of " + kernels);
    }

    /** Goes on if the kernel's version is too old for the feature: for what such a kernel is to answer. */
    public static void olderThan(KernelFeature feature) {
        Assumptions.assumeFalse(feature.isInVersion(), () -> "this kernel has " + feature + ", and the test is for those without");
    }

    /** Goes on if the probe found the feature, which first came with this version; fails if the version has it. */
    static void feature(Feature feature, int major, int minor) {
        if (feature.isSupported()) {
            return;
        }
        Assertions.assertFalse(
                RUNNING.isAtLeast(major, minor),
                () -> "not supported, though the kernel is " + RUNNING + " and " + major + "." + minor + " had it: " + feature);
        Assumptions.abort("this kernel is " + RUNNING + ", not " + major + "." + minor + ": " + feature.reason());
    }

    /** Goes on if the kernel was built with something that its version has. */
    public static void built(boolean with, String what) {
        if (!with) {
            without(what, "nothing of it is there");
        }
    }

    /** Skips the test, as the kernel was built without something or refuses it; fails it where the kernel has to have it. */
    public static <T> T without(String what, String answer) {
        String reason = "this kernel has no " + what + ": " + answer;
        if (KernelCondition.isComplete() && !LACKS.contains(what)) {
            throw new AssertionError(reason);
        }
        return Assumptions.abort(reason);
    }
}
