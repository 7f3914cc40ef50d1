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
    }

    @Test
    void refusesProgramsWhoseMapIsMissing() {
        Code code = Code.of(
                new long[] {0x1118, 0, 0x95}, 3, List.of(new Relocation(0, Relocation.Kind.MAP, "gone")), LineTable.empty());
        assertEquals(
                "program one refers to map gone at instruction 0, but the object's maps are: blocked",
                message(() -> BpfObject.of(BpfProgram.xdp("one", code), MAP)));
    }

    private static BpfObject pair() {
        return BpfObject.of(ONE).withProgram(TWO);
    }

    private static String message(Runnable call) {
        return assertThrows(BpfException.class, call::run).getMessage();
    }
}
