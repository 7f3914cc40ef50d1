package dev.xdpasm.asm;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Instruction.LoadImm64;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Relocation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jumps of more than 16 bits of distance: where they begin to be long, what they become, and what moves along. */
class LongJumpTest {

    @ParameterizedTest
    @CsvSource({"32767, goto +32767", "32768, gotol +32768"})
    void gotoForwardIsLongFromTheBorderOn(int distance, String text) {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.ja(far);
        fill(a, distance);
        a.bind(far);
        a.exit();
        Code code = a.build();
        assertEquals(text, text(code, 0));
        assertEquals(distance + 2, code.size());
    }

    @ParameterizedTest
    @CsvSource({"32768, goto -32768", "32769, gotol -32769"})
    void gotoBackwardIsLongFromTheBorderOn(int distance, String text) {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label back = a.here();
        fill(a, distance - 1);
        a.ja(back);
        assertEquals(text, text(a.build(), distance - 1));
    }

    @ParameterizedTest
    @CsvSource({"32767, if r1 == 5 goto +32767, r0 = 0", "32768, if r1 != 5 goto +1, gotol +32768"})
    void aBranchForwardIsInvertedOverALongJump(int distance, String first, String second) {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.jeq(R1, 5, far);
        fill(a, distance);
        a.bind(far);
        a.exit();
        Code code = a.build();
        assertEquals(first, text(code, 0));
        assertEquals(second, text(code, 1));
    }

    @ParameterizedTest
    @CsvSource({"32768, if w1 s< w2 goto -32768, exit", "32769, if w1 s>= w2 goto +1, gotol -32770"})
    void aBranchBackwardIsInvertedOverALongJump(int distance, String first, String second) {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label back = a.here();
        fill(a, distance - 1);
        a.jslt32(R1, R2, back);
        a.exit();
        Code code = a.build();
        assertEquals(first, text(code, distance - 1));
        assertEquals(second, text(code, distance));
    }

    @Test
    void whatHasNoInverseHopsOntoALongJump() {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.jset(R1, R2, far);
        a.mayGoto(far);
        fill(a, 40_000);
        a.bind(far);
        a.exit();
        Code code = a.build();
        assertEquals(
                List.of("if r1 & r2 goto +1", "goto +1", "gotol +40003", "may_goto +1", "goto +1", "gotol +40000", "r0 = 0"),
                List.of(text(code, 0), text(code, 1), text(code, 2), text(code, 3), text(code, 4), text(code, 5), text(code, 6)));
    }

    @Test
    void whatIsInsertedPushesOthersOverTheBorder() {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label near = a.label();
        Label far = a.label();
        a.ja(near); // fits by one, but for what the next needs
        a.jeq(R1, 0, far);
        fill(a, 32_766);
        a.bind(near);
        fill(a, 2);
        a.bind(far);
        a.exit();
        Code code = a.build();
        assertEquals("gotol +32768", text(code, 0));
        assertEquals("if r1 != 0 goto +1", text(code, 1));
        assertEquals("gotol +32768", text(code, 2));
    }

    @Test
    void wideLoadsCountTwoSlots() {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.ja(far);
        for (int i = 0; i < 16_384; i++) {
            a.lddw(R0, 0x1_0000_0001L * i);
        }
        a.bind(far);
        a.exit();
        assertEquals("gotol +32768", text(a.build(), 0));
    }

    @Test
    void distancesThatAreWrittenOutStayRight() {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.emit(new Instruction.Jump((short) 2)); // over the branch, to r0 = 7
        a.emit(new Instruction.CallLocal(40_002)); // to the last exit
        a.jeq(R1, 0, far);
        a.mov(R0, 7);
        fill(a, 39_999);
        a.bind(far);
        a.exit();
        a.emit(new Instruction.Exit());
        Code code = a.build();
        assertEquals(new Instruction.Jump((short) 3), code.instruction(0));
        assertEquals("r0 = 7", text(code, 4));
        assertEquals(new Instruction.CallLocal(40_003), code.instruction(1));
        assertEquals(40_006, code.size());
    }

    @Test
    void addressesOfFunctionsMoveAlong() {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.emit(new LoadImm64(R2, 4, 40_002)); // from the slot behind its first to the last exit
        a.jeq(R1, 0, far);
        fill(a, 40_000);
        a.bind(far);
        a.exit();
        Code code = a.build();
        assertEquals(new LoadImm64(R2, 4, 40_003), code.instruction(0));
        assertEquals(new Instruction.Exit(), code.instruction(40_004));
    }

    @Test
    void relocationsAndSourceLinesMoveAlong() {
        int line = StackWalker.getInstance().walk(s -> s.findFirst().orElseThrow().getLineNumber());
        Assembler a = new Assembler(IsaLevel.V4);
        Label far = a.label();
        a.jset(R1, 1, far);
        a.loadMap(R1, "m");
        fill(a, 40_000);
        a.bind(far);
        a.exit();
        Code code = a.build();
        assertEquals(List.of(new Relocation(3, Relocation.Kind.MAP, "m")), code.relocations());
        assertEquals(line + 3, code.lineAt(0).orElseThrow().line());
        assertEquals(line + 3, code.lineAt(2).orElseThrow().line(), "what was inserted is of the jump's line");
        assertEquals(line + 4, code.lineAt(3).orElseThrow().line());
        assertEquals(line + 7, code.lineAt(code.size() - 1).orElseThrow().line());
    }

    @Test
    void buildingAgainGivesTheSame() {
        Assembler a = new Assembler(IsaLevel.V4);
        Label far = a.label();
        a.jne(R1, 0, far);
        fill(a, 40_000);
        assertThrows(AssemblyException.class, a::build);
        a.bind(far);
        a.exit();
        Code once = a.build();
        assertEquals(once, a.build());
        assertEquals(40_003, once.size());
    }

    @Test
    void aLevelWithoutLongJumpsRefuses() {
        int line = StackWalker.getInstance().walk(s -> s.findFirst().orElseThrow().getLineNumber());
        Assembler a = new Assembler();
        Label far = a.label();
        a.ja(far);
        fill(a, 40_000);
        a.bind(far);
        a.exit();
        AssemblyException e = assertThrows(AssemblyException.class, a::build);
        assertEquals(
                "LongJumpTest.java:" + (line + 3) + ": the jump at instruction 0 goes 40000 instructions far, but a jump's offset"
                        + " is -32768 to 32767 and ISA level v3 has no longer jump: make the assembler with"
                        + " new Assembler(IsaLevel.V4) if the kernel has gotol, or jump half way to another goto",
                e.getMessage());
    }

    @Test
    void aLevelWithoutLongJumpsRefusesBackwardToo() {
        Assembler a = new Assembler(IsaLevel.V2);
        Label back = a.here();
        fill(a, 32_768);
        a.jeq(R0, 0, back);
        a.exit();
        AssemblyException e = assertThrows(AssemblyException.class, a::build);
        assertTrue(e.getMessage().contains("goes -32769 instructions far"), e.getMessage());
    }

    private static void fill(Assembler a, int instructions) {
        for (int i = 0; i < instructions; i++) {
            a.mov(R0, 0);
        }
    }

    private static String text(Code code, int slot) {
        return LlvmText.of(code.word(slot));
    }
}
