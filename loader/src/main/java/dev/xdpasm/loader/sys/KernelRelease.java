package dev.xdpasm.loader.sys;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel's version, for what cannot be probed; distributions carry newer features back, so a probe is the better
 * judge.
 *
 * @param major such as 6
 * @param minor such as 18
 */
public record KernelRelease(int major, int minor) {
    private static final Pattern NUMBERS = Pattern.compile("^(\\d+)\\.(\\d+).*", Pattern.DOTALL);

    private static final Pattern PARTS = Pattern.compile("(\\d{1,4})\\.(\\d{1,3})(?:\\.(\\d{1,6}))?");

    /** {@return the running kernel's, 0.0 if it cannot be read} */
    public static KernelRelease running() {
        return parse(ProcFiles.read("/proc/sys/kernel/osrelease").orElse(""));
    }

    /**
     * {@return the running kernel's version as one number, KERNEL_VERSION of linux/version.h; 0 if it cannot be read} The
     * last part counts up to 255.
     */
    public static int versionCode() {
        Matcher matcher = PARTS.matcher(ProcFiles.read("/proc/sys/kernel/osrelease").orElse(""));
        if (!matcher.lookingAt()) {
            return 0;
        }
        int patch = matcher.group(3) == null ? 0 : Math.min(255, Integer.parseInt(matcher.group(3)));
        return Integer.parseInt(matcher.group(1)) << 16 | Integer.parseInt(matcher.group(2)) << 8 | patch;
    }

    /** {@return the version in a release's text, such as {@code 6.1.0-32-amd64}} */
    public static KernelRelease parse(String release) {
        Matcher matcher = NUMBERS.matcher(release);
        return matcher.matches()
                ? new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new KernelRelease(0, 0);
    }

    /** {@return whether it is this version or a later one} */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }

    /** {@return whether it is this version or a later one} */
    public boolean isAtLeast(KernelRelease other) {
        return isAtLeast(other.major, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
