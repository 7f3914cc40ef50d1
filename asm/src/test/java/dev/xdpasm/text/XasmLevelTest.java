package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.LlvmText;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text is told a level as the assembler is. */
class XasmLevelTest {

    static Stream<IsaTable.Row> aboveTheFirstLevel() {
        return IsaTable.rows().filter(row -> row.accepted() && row.level() != IsaLevel.V1);
    }

    @ParameterizedTest
    @MethodSource("aboveTheFirstLevel")
    void anInstructionIsTakenAtItsLevelAndRefusedBelow(IsaTable.Row row) {
        String text = "r0 = 1;  " + LlvmText.of(row.word(0)) + "\nr0 = 2\nexit";
        IsaLevel below = IsaLevel.values()[row.level().ordinal() - 1];
        byte[] code = XasmReader.read("t.xasm", text, row.level()).programs().get(0).code().toBytes();
        assertArrayEquals(row.bytes(), Arrays.copyOfRange(code, 8, 16));
        AssemblyException e = assertThrows(AssemblyException.class, () -> XasmReader.read("t.xasm", text, below));
        assertEquals(
                "t.xasm:1:10: the instruction is of ISA level " + row.level() + ", expected one of level " + below + " at most",
                e.getMessage().lines().findFirst().orElseThrow());
    }

    @Test
    void aLabelFarAwayIsReachedWhereTheLevelHasLongJumps() {
        String text = "if r1 == 0 goto far\n" + "r0 = 1\n".repeat(40_000) + "far: exit\n";
        Code code = XasmReader.read("t.xasm", text).programs().get(0).code();
        assertEquals("if r1 != 0 goto +1", LlvmText.of(code.word(0)));
        assertEquals("gotol +40000", LlvmText.of(code.word(1)));
        assertEquals(1, code.lineAt(1).orElseThrow().line());
        assertEquals(40_002, code.lineAt(40_002).orElseThrow().line());
        AssemblyException e =
                assertThrows(AssemblyException.class, () -> XasmReader.read("t.xasm", text, IsaLevel.V3));
        assertEquals(
                "t.xasm:1:17: label 'far' is 40000 slots away, expected -32768 to 32767 (level v3 has no gotol, which reaches"
                        + " further)",
                e.getMessage().lines().findFirst().orElseThrow());
    }

    @Test
    void allAreTakenByDefault() {
        assertEquals(2, XasmReader.read("t.xasm", "r0 = bswap16 r0\nexit").programs().get(0).code().size());
    }
}
