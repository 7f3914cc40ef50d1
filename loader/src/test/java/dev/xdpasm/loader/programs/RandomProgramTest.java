package dev.xdpasm.loader.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.KernelAccess;
import dev.xdpasm.loader.KernelIsa;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random programs: the kernel accepts each, and it does what the same tree does when Java evaluates it. */
class RandomProgramTest {
    /** One for each try; with {@code -Dxdpasm.full=true} there are 10,000 programs in all. */
    private static final int PROGRAMS = Boolean.getBoolean("xdpasm.full") ? 50 : 1;

    private static final List<String> MISSING = KernelAccess.missing();

    @BeforeContainer
    static void requiresTheKernelWhereItIsAskedFor() {
        if (!MISSING.isEmpty() && List.of("required", "complete").contains(System.getProperty("xdpasm.kernel"))) {
            throw new IllegalStateException("kernel tests are required (-Dxdpasm.kernel=required), but " + MISSING);
        }
    }

    @Property(tries = 200)
    void theKernelDoesWhatTheTreeSays(@ForAll long seed, @ForAll IsaLevel level, @ForAll @IntRange(min = 1, max = 60) int statements) {
        Assume.that(MISSING.isEmpty() && level.compareTo(KernelIsa.level()) <= 0);
        for (int i = 0; i < PROGRAMS; i++) {
            assertEquals(Optional.empty(), RandomRun.difference(seed + i, level, statements, TreeScope.Words.ALL), "seed " + (seed + i));
        }
    }
}
