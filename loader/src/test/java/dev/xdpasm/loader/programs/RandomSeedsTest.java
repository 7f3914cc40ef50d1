package dev.xdpasm.loader.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds of random programs that once were refused or did something else. */
@KernelTest
class RandomSeedsTest {
    @ParameterizedTest
    @CsvSource({
        // the stack was read and written at odd addresses
        "139, V4, 14", "156, V1, 13", "167, V4, 30", "173, V2, 12",
        // a constant of the other sign on the left decided on the sign of the result
        "137, V2, 60", "163, V4, 2", "176, V1, 33",
        // the mask of an offset was left out, since the number's type said what the verifier could not know
        "1224, V1, 49", "1643, V4, 42", "2836, V1, 53",
        // several structs in a loop took more than the stack has
        "128, V1, 57", "1652, V1, 45", "1877, V2, 60"
    })
    void doesWhatTheTreeSays(long seed, IsaLevel level, int statements) {
        Needs.level(level);
        assertEquals(Optional.empty(), RandomRun.difference(seed, level, statements, TreeScope.Words.FIRST));
    }

    @ParameterizedTest
    @CsvSource({
        // a function read what its caller has on the stack at odd addresses
        "36, V1, 13", "64, V1, 29", "1934, V3, 39",
        // the kernel's loop had no turn, which the verifier knew
        "57, V2, 40", "1533, V2, 52", "2696, V1, 33"
    })
    void doesWhatTheTreeWithCallsSays(long seed, IsaLevel level, int statements) {
        Needs.level(level);
        assertEquals(Optional.empty(), RandomRun.difference(seed, level, statements, TreeScope.Words.ALL));
    }
}
