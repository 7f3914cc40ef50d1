package dev.xdpasm.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Relocation;
import java.util.List;
import org.junit.jupiter.api.Test;

class BpfObjectTest {
    private static final Code PERMIT = Code.of(0x2_0000_00b7L, 0x95);
    private static final MapSpec MAP = MapSpec.hash("blocked", 4, 8, 1024);
    private static final BpfProgram ONE = BpfProgram.xdp("one", PERMIT);
    private static final BpfProgram TWO = BpfProgram.xdp("two", PERMIT);

    @Test
    void isAValue() {
        assertEquals(BpfObject.of(ONE, MAP), BpfObject.of(BpfProgram.xdp("one", Code.of(PERMIT.words())), MAP));
        assertNotEquals(BpfObject.of(ONE), BpfObject.of(BpfProgram.xdp("one", Code.of(0x1_0000_00b7L, 0x95))));
    }

    @Test
    void changesMakeAnother() {
        BpfObject before = BpfObject.of(ONE, MAP);
        BpfObject after = before.withMap("blocked", m -> m.withMaxEntries(1_000_000)).withLicense("MIT").withProgram(TWO);
        assertEquals(1024, before.map("blocked").maxEntries());
        assertEquals(1_000_000, after.map("blocked").maxEntries());
        assertEquals(List.of(ONE, TWO), after.programs());
        assertEquals("GPL", before.license());
    }

    @Test
    void findsProgramsByNameOrByTheirSection() {
        assertEquals(ONE, BpfObject.of(ONE).program("one"));
        assertEquals(ONE, BpfObject.of(ONE).program("xdp"));
        assertEquals("no program is called three; the object's programs are: one, two", message(() -> pair().program("three")));
        assertEquals("section xdp holds several programs, name one of: one, two", message(() -> pair().program("xdp")));
    }

    @Test
    void listsTheMapsThereAre() {
        assertEquals(
                "no map is called x; the object's maps are: (none)", message(() -> BpfObject.of(ONE).map("x")));
    }

    @Test
    void refusesNamesThatStandTwice() {
        assertEquals("two programs are called one", message(() -> BpfObject.of(ONE).withProgram(ONE)));
        assertEquals("two maps are called blocked", message(() -> BpfObject.of(ONE, MAP, MAP)));
        assertEquals("a function and a map are called blocked, and both become symbols: give one another name", message(() ->
                BpfObject.of(BpfProgram.xdp("blocked", PERMIT), MAP)));
    }

    @Test
    void refusesProgramsWhoseMapIsMissing() {
        Code code = Code.of(
                new long[] {0x1118, 0, 0x95}, 3, List.of(new Relocation(0, Relocation.Kind.MAP, "gone")), LineTable.empty());
        assertEquals(
                "program one refers to map gone at instruction 0, but the object's maps are: blocked",
                message(() -> BpfObject.of(BpfProgram.xdp("one", code), MAP)));
    }

    @Test
    void globalsAreNumbersInTheirMap() {
        BpfObject object = withData();
        BpfObject changed = object.withGlobal("limit", -2).withGlobal("port", 65535);
        assertEquals("fe ff ff ff ff ff 00 00", DataMap.content(changed.map(".data")).toString());
        assertEquals(Bytes.ofInt(-2), changed.valueOf("limit"));
        assertEquals(Bytes.zeros(4), object.valueOf("limit"));
        assertEquals(Bytes.ofInt(7), object.withGlobal("limit", Bytes.ofInt(7)).valueOf("limit"));
    }

    @Test
    void globalsRefuseWhatDoesNotFit() {
        BpfObject object = withData();
        assertEquals(
                "global port has 2 bytes, in which 65536 does not fit, expected -32768 to 65535",
                message(() -> object.withGlobal("port", 65536)));
        assertEquals("global port has 2 bytes, not 4", message(() -> object.withGlobal("port", Bytes.ofInt(1))));
        assertEquals("no global is called x; the object's globals are: limit, port", message(() -> object.withGlobal("x", 1)));
        assertEquals(
                "global late has 4 bytes from 6 on, but map .data has 8",
                message(() -> object.toBuilder()
                        .globals(List.of(new Global("late", ".data", 6, 4, 0, Binding.GLOBAL)))
                        .build()));
    }

    @Test
    void renamingReachesWhateverRefersToIt() {
        Code code = Code.of(
                new long[] {0x1118, 0, 0x85, 0x95},
                4,
                List.of(
                        new Relocation(0, Relocation.Kind.MAP, "blocked"),
                        new Relocation(2, Relocation.Kind.FUNCTION, "two")),
                LineTable.empty());
        BpfObject object = pair().withMap(MAP).withProgram("one", program -> program.withCode(code));
        BpfObject renamed = object.rename("blocked", "denied").rename("two", "second");
        assertEquals(
                List.of(
                        new Relocation(0, Relocation.Kind.MAP, "denied"),
                        new Relocation(2, Relocation.Kind.FUNCTION, "second")),
                renamed.program("one").code().relocations());
        assertEquals(1024, renamed.map("denied").maxEntries());
        assertEquals(object, renamed.rename("denied", "blocked").rename("second", "two"));
        assertEquals("two programs are called one", message(() -> object.rename("two", "one")));
        assertEquals("no function, map or global is called x", message(() -> object.rename("x", "y")));
    }

    @Test
    void programsAreTakenOut() {
        assertEquals(BpfObject.of(TWO, MAP), pair().withMap(MAP).withoutProgram("one"));
        assertEquals(
                "no program is called x; the object's programs are: one, two", message(() -> pair().withoutProgram("x")));
    }

    private static BpfObject withData() {
        return BpfObject.of(ONE, DataMap.of(".data", Bytes.zeros(8), 0, false))
                .toBuilder()
                .globals(List.of(
                        new Global("limit", ".data", 0, 4, 0, Binding.GLOBAL),
                        new Global("port", ".data", 4, 2, 0, Binding.LOCAL)))
                .build();
    }

    private static BpfObject pair() {
        return BpfObject.of(ONE).withProgram(TWO);
    }

    private static String message(Runnable call) {
        return assertThrows(BpfException.class, call::run).getMessage();
    }
}
