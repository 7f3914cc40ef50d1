package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The quick answer of {@link IsaLevel#has} is the one that {@link IsaLevel#of} gives. */
class IsaLevelPropertyTest {

    @Property(tries = 50_000)
    void aLevelHasWhatIsOfItOrBelow(@ForAll long insn, @ForAll IsaLevel level) {
        assertEquals(IsaLevel.of(insn).compareTo(level) <= 0, level.has(insn));
    }
}
