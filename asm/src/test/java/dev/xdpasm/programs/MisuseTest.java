package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE32;
import static dev.xdpasm.dsl.Types.S32;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.Computation;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Xdp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    static final class Empty extends Struct {}

    static final class Backwards extends Struct {
        final NumField first = u32();

        {
            skip(-2);
        }
    }

    @Test
    void aComputationThatIsOverIsGivenNothing() {
        List<Computation> kept = new ArrayList<>();
        assertEquals("this compute() is over: give() is for its body", refusal(p -> {
            p.compute(U32, 0, kept::add);
            kept.get(0).give(1);
        }));
    }

    @Test
    void whatAFunctionDoesIsSaidToTheFunction() {
        assertEquals("this belongs to another function: give it to this one as an argument", refusal(p -> {
            var deciding = Functions.local("deciding", U32, U32, (f, number) -> p.drop());
            deciding.call(p, p.cpu());
        }));
    }

    @Test
    void configurationIsNotWritten() {
        var limit = Globals.config("limit", U32, 5);
        String text = "a global of Globals.config never changes while programs run: make one that does with Globals.variable or"
                + " Globals.counter";
        assertEquals(text, refusal(p -> p.global(limit).add(1)));
        assertEquals(text, refusal(p -> p.global(limit).atomicAdd(1)));
        assertEquals(text, refusal(p -> p.global(limit).fetchAdd(1)));
    }

    @Test
    void aConstantKeyHasToBeAnIndexOfArraysOnly() {
        var array = Maps.array("array", U32, 4);
        var ports = Maps.hash("ports", U32, U32, 4);
        assertEquals("map array has entries 0 to 3, not 8080", refusal(p -> p.lookup(array, 8080).orElse(p::pass)));
        Xdp.program("right", p -> p.lookup(ports, 8080).orElse(p::pass).add(1));
    }

    @Test
    void mapsHaveEntriesKeysAndValues() {
        assertEquals("map m of 0 entries, expected 1 or more", refusal(p -> Maps.hash("m", U32, U32, 0)));
        assertEquals(
                "map m has values of 0 bytes: struct empty declares no fields", refusal(p -> Maps.array("m", struct(Empty::new), 1)));
    }

    @Test
    void mapsAndGlobalsShareNoName() {
        var rules = Globals.counter("rules", U32);
        assertEquals("a map and a global are called rules, and both become symbols: give one another name", refusal(p -> {
            p.global(rules).add(1);
            p.lookup(RULES, p.ipv4().saddr()).orElse(p::pass);
        }));
    }

    @Test
    void structsDoNotGoBackwards() {
        assertEquals(
                "skip(-2) in a struct, expected 0 or more: another field at the same place is also(...)",
                refusal(p -> struct(Backwards::new)));
    }

    @Test
    void addressesAreWrittenAsUsual() {
        assertEquals(
                "'2001::db8::1' is no IPv6 address, expected one such as 2001:db8::1",
                refusal(p -> p.ipv6().saddr().eq("2001::db8::1")));
    }

    @Test
    void constantsOfTheKernelAreTakenAsNumbersAre() {
        var numbers = Xdp.program("same", p -> p.when(p.ipv4().protocol().oneOf(6, 17), p::drop));
        var names = Xdp.program("same", p -> p.when(p.ipv4().protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP), p::drop));
        assertEquals(
                numbers.programs().get(0).code().toString(),
                names.programs().get(0).code().toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {16, -1})
    void constantsFitTheBitsThatTheyAreWrittenTo(long number) {
        assertEquals(
                number + " does not fit a field of 4 bits, which holds 0 to 15", refusal(p -> p.ipv4().ihl(number)));
    }
}
