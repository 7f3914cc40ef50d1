package dev.xdpasm.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.ProgramTag.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags that kernels gave: the loader's tests compare with the running one. */
class ProgramTagTest {
    private static final Code PERMIT_ALL = Code.of(0x2_0000_00b7L, 0x95);

    @Test
    void permitAllHasTheTagsThatKernelsGiveIt() {
        assertEquals("3b185187f1855c4c", ProgramTag.of(PERMIT_ALL, Hash.SHA1));
        assertEquals("614b434cd8324ecc", ProgramTag.of(PERMIT_ALL, Hash.SHA256));
        assertEquals("d4f8542f2b42fac5", ProgramTag.of(Code.of(0x2_0000_00b4L, 0x95), Hash.SHA256));
    }

    @Test
    void mapsCountAsNothing() {
        String tag = ProgramTag.of(lddw(1, 0, 0), Hash.SHA1);
        assertEquals(tag, ProgramTag.of(lddw(1, 17, 0), Hash.SHA1));
        assertEquals(tag, ProgramTag.of(lddw(1, 17, 8), Hash.SHA1));
        assertEquals(ProgramTag.of(lddw(2, 0, 0), Hash.SHA1), ProgramTag.of(lddw(2, 17, 8), Hash.SHA1));
    }

    @Test
    void mapsThatAreNotResolvedYetCountAsThoseThatAre() {
        Code named = lddw(0, 0, 0).withRelocations(List.of(new Relocation(0, Relocation.Kind.MAP, "m")));
        Code valued = lddw(0, 0, 8).withRelocations(List.of(new Relocation(0, Relocation.Kind.MAP_VALUE, "m")));
        assertEquals(ProgramTag.of(lddw(1, 17, 0), Hash.SHA256), ProgramTag.of(named, Hash.SHA256));
        assertEquals(ProgramTag.of(lddw(2, 17, 8), Hash.SHA256), ProgramTag.of(valued, Hash.SHA256));
    }

    @Test
    void otherConstantsCount() {
        assertNotEquals(ProgramTag.of(lddw(0, 0, 0), Hash.SHA1), ProgramTag.of(lddw(0, 17, 0), Hash.SHA1));
        assertNotEquals(ProgramTag.of(lddw(5, 0, 0), Hash.SHA1), ProgramTag.of(lddw(5, 1, 0), Hash.SHA1));
    }

    @Test
    void whatFollowsAWideLoadIsNotTakenForOne() {
        // the second half of this lddw looks like a map load
        Code code = Code.of(Insn.pack(0x18, 1, 0, (short) 0, 0), 0x1118L, Insn.pack(0xb7, 0, 0, (short) 0, 5), 0x95);
        Code other = Code.of(Insn.pack(0x18, 1, 0, (short) 0, 0), 0x1118L, Insn.pack(0xb7, 0, 0, (short) 0, 6), 0x95);
        assertNotEquals(ProgramTag.of(code, Hash.SHA1), ProgramTag.of(other, Hash.SHA1));
    }

    private static Code lddw(int pseudo, int imm, int second) {
        return Code.of(
                Insn.pack(0x18, 1, pseudo, (short) 0, imm), Insn.pack(0, 0, 0, (short) 0, second), 0x2_0000_00b7L, 0x95);
    }
}
