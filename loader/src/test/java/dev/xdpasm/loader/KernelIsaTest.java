package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.sys.KernelRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@KernelTest
class KernelIsaTest {

    @Test
    void theLevelIsTheOneOfTheKernelsRelease() {
        KernelRelease release = KernelRelease.running();
        IsaLevel expected = release.isAtLeast(6, 6)
                ? IsaLevel.V4
                : release.isAtLeast(5, 12) ? IsaLevel.V3 : release.isAtLeast(4, 14) ? IsaLevel.V2 : IsaLevel.V1;
        assertEquals(expected, KernelIsa.level());
        assertEquals(expected, KernelIsa.level());
    }

    @ParameterizedTest
    @EnumSource
    void aProbeIsOfItsLevel(IsaLevel level) {
        Code probe = KernelIsa.probe(level);
        IsaLevel highest = IsaLevel.V1;
        for (long word : probe.words()) {
            highest = IsaLevel.of(word).compareTo(highest) > 0 ? IsaLevel.of(word) : highest;
        }
        assertEquals(level, highest);
    }
}
