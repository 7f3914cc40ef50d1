package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Instruction.Exit;
import dev.xdpasm.isa.Instruction.LoadImm64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeTest {
    private static final LineTable LINES =
            new LineTable.Builder().add(1, "a.xasm", 3, 5).add(3, "a.xasm", 4, 1).build();

    @Test
    void bytesAreLittleEndianWhateverTheBuffer() {
        Code code = Code.of(0x2_0000_00b7L, 0x95);
        ByteBuffer out = ByteBuffer.allocate(20).order(ByteOrder.BIG_ENDIAN).position(4);
        code.writeTo(out);
        assertEquals(20, out.position());
        assertEquals(ByteOrder.BIG_ENDIAN, out.order());
        assertEquals((byte) 0xb7, out.get(4));
        assertEquals(code, Code.ofBytes(code.toBytes()));
    }

    @Test
    void refusesBytesThatAreNoWholeInstructions() {
        assertThrows(IllegalArgumentException.class, () -> Code.ofBytes(new byte[12]));
    }

    @Test
    void isNotChangedThroughItsArrays() {
        long[] words = {0x2_0000_00b7L, 0x95};
        Code code = Code.of(words);
        words[0] = 0;
        code.words()[0] = 0;
        assertArrayEquals(new long[] {0x2_0000_00b7L, 0x95}, code.words());
    }

    @Test
    void decodesOnDemand() {
        Code code = Code.of(0x5_0000_0018L, 0, 0x95);
        assertEquals(new LoadImm64(Register.R0, 0, 5), code.instruction(0));
        assertEquals(new Exit(), code.instruction(2));
        assertEquals("r0 = 5 ll\nexit", code.toString());
    }

    @Test
    void aLineHoldsUntilTheNext() {
        Code code = Code.of(0xb7, 0xb7, 0xb7, 0x95).withLines(LINES);
        assertEquals(Optional.empty(), code.lineAt(0));
        assertEquals(Optional.of(new SourceLine("a.xasm", 3, 5)), code.lineAt(2));
        assertEquals(Optional.of(new SourceLine("a.xasm", 4, 1)), code.lineAt(3));
    }

    @Test
    void theSameLineAgainIsLeftOut() {
        LineTable.Builder builder = new LineTable.Builder().add(0, "A.java", 7, 0).add(1, "A.java", 7, 0);
        assertEquals(1, builder.build().size());
        assertThrows(IllegalArgumentException.class, () -> builder.add(0, "A.java", 8, 0));
    }

    @Test
    void aLineCanEndWithoutAnother() {
        LineTable lines = new LineTable.Builder().add(0, "a.c", 7, 0).addNone(2).build();
        assertEquals(Optional.of(new SourceLine("a.c", 7, 0)), lines.at(1));
        assertEquals(Optional.empty(), lines.at(2));
        assertEquals(Optional.empty(), lines.line(1));
        assertEquals("LineTable[0=a.c:7, 2=?]", lines.toString());
        assertThrows(IllegalArgumentException.class, () -> new LineTable.Builder().add(0, "a.c", 0, 0));
    }

    @Test
    void relocationsAreFoundBySlot() {
        Relocation late = new Relocation(2, Relocation.Kind.MAP, "b");
        Relocation early = new Relocation(0, Relocation.Kind.MAP, "a");
        Code code = Code.of(new long[] {0x18, 0, 0x18, 0}, 4, List.of(late, early), LineTable.empty());
        assertEquals(List.of(early, late), code.relocations());
        assertEquals(Optional.of(late), code.relocationAt(2));
        assertTrue(code.relocationAt(1).isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () -> Code.of(new long[] {0x18, 0}, 2, List.of(late), LineTable.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Code.of(new long[] {0x95}, 1, List.of(early), LineTable.empty()),
                "exit refers to no map");
    }
}
