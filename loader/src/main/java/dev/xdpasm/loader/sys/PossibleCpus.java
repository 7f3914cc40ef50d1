package dev.xdpasm.loader.sys;

import java.util.Arrays;

/**
 * How many CPUs the machine may ever have: as many values has an entry of a per-CPU map, and as many rings a perf buffer
 * ({@code num_possible_cpus()}; /sys/devices/system/cpu/possible).
 */
public final class PossibleCpus {

    private PossibleCpus() {}

    /** {@return the number of possible CPUs} It does not change while the machine runs. */
    public static int count() {
        return Known.COUNT;
    }

    /** {@return how many CPUs a list such as {@code 0-3,8-11} has} */
    static int count(String list) {
        return Arrays.stream(list.strip().split(","))
                .mapToInt(range -> {
                    int dash = range.indexOf('-');
                    return dash < 0
                            ? 1
                            : Integer.parseInt(range.substring(dash + 1)) - Integer.parseInt(range.substring(0, dash)) + 1;
                })
                .sum();
    }

    private static final class Known {
        static final int COUNT = ProcFiles.read("/sys/devices/system/cpu/possible")
                .map(PossibleCpus::count)
                .orElseThrow(() -> new IllegalStateException(
                        "/sys/devices/system/cpu/possible cannot be read: is /sys mounted?"));
    }
}
