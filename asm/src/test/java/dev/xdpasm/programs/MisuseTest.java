package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE32;
import static dev.xdpasm.dsl.Types.S32;
import static dev.xdpasm.dsl.Types.U32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Xdp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What cannot be is refused by the call that asks for it, with its Java line and the way out. */
class MisuseTest {
    private static final MapRef<Net, NumField> RULES = Maps.hash("rules", BE32, U32, 16);

    private static String refusal(Consumer<Xdp> body) {
        AssemblyException refused = assertThrows(AssemblyException.class, () -> Xdp.program("wrong", body));
        assertTrue(refused.where().isPresent(), refused.getMessage());
        assertEquals("MisuseTest.java", refused.where().get().file());
        return refused.getMessage().replaceFirst("^MisuseTest\\.java:\\d+: ", "");
    }

    @Test
    void aNumberIsNotKnownOutsideOfItsBlock() {
        List<Num> kept = new ArrayList<>();
        String text = refusal(p -> {
            var eth = p.ethernet();
            p.when(eth.type().eq(8), () -> kept.add(p.ipv4().ttl()));
            p.when(kept.get(0).eq(1), () -> p.drop());
        });
        assertTrue(text.matches("this number was computed in the block that begins at MisuseTest\\.java:\\d+ and is not known outside"
                + " of it: keep it in a variable \\(p\\.var\\), set there"), text);
    }

    @Test
    void orElseHasToEndThePath() {
        assertEquals(
                "orElse() has to end the path, such as with p.pass(): what it stands for is not there",
                refusal(p -> p.lookup(RULES, p.ipv4().saddr()).orElse(() -> {})));
    }

    @Test
    void sizesInNetworkOrderDoNotMix() {
        assertEquals(
                "be16 == be32 mixes sizes: in network order their bytes do not line up, turn both around with host()",
                refusal(p -> p.ethernet().type().eq(p.ipv4().saddr())));
    }

    @Test
    void signsDoNotMix() {
        assertEquals(
                "u32 += s32 mixes signed and unsigned: say which is meant, such as .as(S64) or .as(U32)",
                refusal(p -> p.cpu().plus(p.random().as(S32))));
    }

    @Test
    void constantsFitWhatTheyAreComparedWith() {
        assertEquals(
                "70000 does not fit a be16, which holds 0 to 65535", refusal(p -> p.ethernet().type().eq(70000)));
    }
}
