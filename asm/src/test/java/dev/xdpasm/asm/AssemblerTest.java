package dev.xdpasm.asm;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.uapi.XdpAction.XDP_DROP;
import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.XdpMd;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssemblerTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @Test
    void permitAllIsTheTutorialsBytes() {
        Code code = Assembler.assemble(a -> {
            a.mov(R0, XDP_PASS);
            a.exit();
        });
        assertEquals("b7 00 00 00 02 00 00 00 95 00 00 00 00 00 00 00", HEX.formatHex(code.toBytes()));
        assertEquals("r0 = 2\nexit", code.toString());
    }

    static Stream<IsaTable.Row> accepted() {
        return IsaTable.rows().filter(row -> row.accepted() || IsaCalls.BY_ROW.containsKey(row.name()));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void eachInstructionHasACallThatGivesItsBytes(IsaTable.Row row) {
        Assembler a = new Assembler(row.level());
        IsaCalls.BY_ROW.get(row.name()).accept(a);
        for (int i = 0; i < 3; i++) {
            a.exit(); // room for the rows that lead two instructions on
        }
        assertEquals(
                HEX.formatHex(row.bytes()),
                HEX.formatHex(Arrays.copyOf(a.build().toBytes(), row.bytes().length)));
    }

    static Stream<IsaTable.Row> aboveTheFirstLevel() {
        return accepted().filter(row -> row.level() != IsaLevel.V1);
    }

    @ParameterizedTest
    @MethodSource("aboveTheFirstLevel")
    void eachInstructionIsRefusedOneLevelBelow(IsaTable.Row row) {
        IsaLevel below = IsaLevel.values()[row.level().ordinal() - 1];
        Assembler a = new Assembler(below);
        AssemblyException e =
                assertThrows(AssemblyException.class, () -> IsaCalls.BY_ROW.get(row.name()).accept(a));
        String problem = ": is of ISA level " + row.level() + ", but the assembler was told " + below
                + ": make it with new Assembler(IsaLevel.V" + row.level().name().substring(1) + ") if the kernel has it";
        assertTrue(e.getMessage().endsWith(LlvmText.of(row.word(0)) + problem), e.getMessage());
        assertTrue(e.getMessage().startsWith("IsaCalls.java:"), e.getMessage());
        assertEquals(0, a.size());
    }

    @Test
    void anAssemblerIsOfTheThirdLevelUnlessItIsTold() {
        assertEquals(IsaLevel.V3, new Assembler().level());
        assertEquals(IsaLevel.V3, Assembler.withoutSourceLines().level());
        assertRefused("gotol +0: is of ISA level v4, but the assembler was told v3", a -> a.gotol(a.label()));
        Assembler.assemble(IsaLevel.V4, a -> a.gotol(a.here()));
    }

    @Test
    void jumpsBothWays() {
        Code code = Assembler.assemble(a -> {
            Label end = a.label("end");
            Label loop = a.here();
            a.jeq(R1, 0, end);
            a.sub(R1, 1);
            a.jne32(R1, 5, end);
            a.ja(loop);
            a.bind(end);
            a.exit();
        });
        assertEquals(
                """
                if r1 == 0 goto +3
                r1 -= 1
                if w1 != 5 goto +1
                goto -4
                exit""",
                code.toString());
    }

    @Test
    void jumpsOverWideLoadsCountSlots() {
        Code code = Assembler.assemble(a -> {
            Label end = a.label();
            a.jeq(R1, 0, end);
            a.lddw(R0, -1L);
            a.bind(end);
            a.exit();
        });
        assertEquals(2, Insn.off(code.word(0)));
    }

    @Test
    void callsAndLongJumpsCarryTheirDistanceInTheImmediate() {
        Code code = Assembler.assemble(IsaLevel.V4, a -> {
            Label function = a.label();
            a.call(function);
            a.gotol(function);
            a.exit();
            a.bind(function);
            a.exit();
        });
        assertEquals(2, Insn.imm(code.word(0)));
        assertEquals(1, Insn.srcReg(code.word(0)));
        assertEquals(1, Insn.imm(code.word(1)));
    }

    @Test
    void mapsAreNamedUntilTheyExist() {
        Code code = Assembler.assemble(a -> {
            a.mov(R0, 0);
            a.loadMap(R1, "blocked");
            a.loadMapValue(R2, "counters", 16);
            a.exit();
        });
        assertEquals(
                List.of(
                        new Relocation(1, Relocation.Kind.MAP, "blocked"),
                        new Relocation(3, Relocation.Kind.MAP_VALUE, "counters")),
                code.relocations());
        assertEquals(16, Insn.imm(code.word(4)));
    }

    /** The bytes are those that clang leaves to its relocations: testdata/elf/subprograms.c, callbacks.c, kfuncs.c, ksyms.c. */
    @Test
    void functionsAndExternsAreNamedUntilTheyHaveAPlace() {
        Subprogram each = Subprogram.of("each", Assembler.assemble(Assembler::exit));
        Extern clock = new Extern("CONFIG_HZ", Extern.Kind.KCONFIG, 0, true);
        Extern cast = new Extern("bpf_cast_to_kern_ctx", Extern.Kind.KFUNC, 0, false);
        Code code = Assembler.assemble(a -> {
            a.call(each);
            a.callExtern(cast);
            a.loadFunction(R2, each);
            a.loadExtern(R1, clock);
            a.loadGlobal(R2, new Global("limit", ".rodata", 8, 4, 0, Binding.GLOBAL));
            a.exit();
        });
        assertEquals(
                List.of(
                        new Relocation(0, Relocation.Kind.FUNCTION, "each"),
                        new Relocation(1, Relocation.Kind.EXTERN, "bpf_cast_to_kern_ctx"),
                        new Relocation(2, Relocation.Kind.FUNCTION, "each"),
                        new Relocation(4, Relocation.Kind.EXTERN, "CONFIG_HZ"),
                        new Relocation(6, Relocation.Kind.MAP_VALUE, ".rodata")),
                code.relocations());
        String call = "85 10 00 00 ff ff ff ff ";
        assertEquals(
                call + call
                        + "18 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 18 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                        + "18 02 00 00 00 00 00 00 00 00 00 00 08 00 00 00 95 00 00 00 00 00 00 00",
                HEX.formatHex(code.toBytes()));
    }

    @Test
    void aCallByNameKeepsItsDistanceWhenJumpsBecomeLong() {
        Code code = Assembler.assemble(IsaLevel.V4, a -> {
            Label end = a.label();
            a.ja(end);
            a.call("each");
            for (int i = 0; i < 40_000; i++) {
                a.mov(R0, i);
            }
            a.jeq(R0, 0, end);
            a.callExtern("bpf_rcu_read_lock");
            a.bind(end);
            a.exit();
        });
        for (Relocation call : code.relocations()) {
            assertEquals(0x85, Insn.code(code.word(call.slot())));
            assertEquals(-1, Insn.imm(code.word(call.slot())));
        }
        assertEquals(2, code.relocations().size());
    }

    @Test
    void eachInstructionRemembersItsJavaLine() {
        int line = StackWalker.getInstance().walk(s -> s.findFirst().orElseThrow().getLineNumber());
        Assembler a = new Assembler();
        a.ldxw(R2, R1, XdpMd.data);
        a.lddw(R0, 2);
        a.exit();
        Code code = a.build();
        assertEquals(
                List.of(line + 2, line + 3, line + 3, line + 4),
                IntStream.range(0, code.size())
                        .mapToObj(slot -> code.lineAt(slot).orElseThrow().line())
                        .toList());
        assertEquals("AssemblerTest.java", code.lineAt(2).orElseThrow().file(), "the second slot of lddw has its line");
        assertTrue(Assembler.withoutSourceLines().size() == 0);
    }

    @Test
    void anAssemblerWithoutSourceLinesRecordsNone() {
        Assembler a = Assembler.withoutSourceLines();
        a.exit();
        assertEquals(0, a.build().lines().size());
    }

    @Test
    void clearStartsAnewAndUnbindsLabels() {
        Assembler a = new Assembler();
        Label bound = a.here();
        Label waiting = a.label();
        a.ja(bound);
        a.ja(waiting);
        a.clear();
        a.ja(waiting);
        a.mov(R0, XDP_DROP);
        a.bind(waiting);
        a.bind(bound);
        a.ja(bound);
        assertEquals("goto +1\nr0 = 1\ngoto -1", a.build().toString());
    }

    @Test
    void refusesAtTheCallThatIsWrong() {
        int line = StackWalker.getInstance().walk(s -> s.findFirst().orElseThrow().getLineNumber());
        AssemblyException e = assertThrows(AssemblyException.class, () -> {
            Assembler a = new Assembler();
            a.mov(R10, 1);
        });
        assertEquals(line + 3, e.where().orElseThrow().line());
        assertEquals(
                "AssemblerTest.java:" + (line + 3)
                        + ": r10 = 1: r10 is the frame pointer and cannot be written: copy it first (r2 = r10; r2 += -8)",
                e.getMessage());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertRefused("an offset is -32768 to 32767, not 32768", a -> a.ldxw(R0, R1, 32768));
        assertRefused("an offset is -32768 to 32767, not -32769", a -> a.stxw(R1, -32769, R0));
        assertRefused("a constant of u8 is -128 to 255, not 256", a -> a.stb(R1, 0, 256));
        assertRefused("a shift of 64 bits goes by 0 to 63, not by 64", a -> a.lsh(R1, 64));
        assertRefused("division by the constant 0", a -> a.mod32(R1, 0));
        assertRefused("a sign-extending move takes 8, 16 or 32 bits, not 9", a -> a.movsx(R1, R2, 9));
        assertRefused("a sign-extending move's number of bits is 8 to 32, not 65544", a -> a.movsx(R1, R2, 65544));
        assertRefused("the offset of a map's value is 0 to 2147483647, not -1", a -> a.loadMapValue(R1, "m", -1));
    }

    @Test
    void aRefusedMapLoadLeavesNothingBehind() {
        Assembler a = new Assembler();
        assertThrows(AssemblyException.class, () -> a.loadMap(R10, "m"));
        a.exit();
        assertEquals(Code.of(0x95), Code.of(a.build().words()));
        assertTrue(a.build().relocations().isEmpty());
    }

    @Test
    void refusesLabelsThatAreNotBoundOrBoundTwice() {
        assertRefused("label pass is bound already, to instruction 0", a -> {
            Label pass = a.label("pass");
            a.bind(pass);
            a.bind(pass);
        });
        assertRefused("instruction 1 jumps to label pass, which is never bound", a -> {
            a.mov(R0, 0);
            a.ja(a.label("pass"));
            a.build();
        });
        assertRefused("instruction 0 jumps to a label, which is never bound", a -> {
            a.ja(a.label());
            a.exit();
            a.build();
        });
        assertRefused("label other was made by another assembler", a -> a.ja(new Assembler().label("other")));
    }

    @Test
    void namesTheLineOfTheJumpWhoseLabelIsMissing() {
        int line = StackWalker.getInstance().walk(s -> s.findFirst().orElseThrow().getLineNumber());
        Assembler a = new Assembler();
        a.ja(a.label("pass"));
        AssemblyException e = assertThrows(AssemblyException.class, a::build);
        assertEquals(line + 2, e.where().orElseThrow().line());
    }

    @Test
    void farJumpsAreFarAndLocalCallsToo() {
        Assembler a = Assembler.withoutSourceLines(IsaLevel.V4);
        Label far = a.label();
        a.gotol(far);
        a.call(far);
        for (int i = 0; i < 40_000; i++) {
            a.mov(R0, 0);
        }
        a.bind(far);
        a.exit();
        assertEquals(40_001, Insn.imm(a.build().word(0)));
        assertEquals(40_000, Insn.imm(a.build().word(1)));
    }

    @Test
    void refusesJumpsOutOfTheCodeAndIntoWideLoads() {
        assertRefused("the jump at instruction 0 leads to instruction 2, but there are 0 to 1", a -> {
            Label end = a.label();
            a.jeq(R0, 0, end);
            a.exit();
            a.bind(end);
            a.build();
        });
        assertRefused("the jump at instruction 0 leads to instruction -4", a -> {
            a.emit(new Instruction.Jump((short) -5));
            a.build();
        });
        assertRefused("the jump at instruction 0 leads into the middle of the lddw at instruction 1", a -> {
            a.emit(new Instruction.Jump((short) 1));
            a.lddw(R0, 1);
            a.exit();
            a.build();
        });
    }

    @Test
    void refusesPackedFormsThatAreNotWhatTheCallIsFor() {
        long lddw = new Instruction.LoadImm64(R0, 0, 2).pack();
        assertRefused("lddw takes two slots: use lddw(), loadMap() or emit(Instruction)", a -> a.emit(lddw));
        assertRefused("r0 = 2: only jumps and local calls go to a label", a -> a.emitJump(0x2_0000_00b7L, a.label()));
        assertRefused("call 5: only jumps and local calls go to a label", a -> a.emitJump(0x5_0000_0085L, a.label()));
        assertRefused("there is no instruction of code 0xff", a -> a.emit(0xffL));
    }

    @Test
    void refusesToEndInTheOpen() {
        assertRefused("there is no instruction", Assembler::build);
        assertRefused("nothing follows the last instruction: end with exit or a jump", a -> {
            a.mov(R0, 0);
            a.build();
        });
        assertRefused("nothing follows the last instruction", a -> {
            a.lddw(R0, 0x95_0000_0000L);
            a.build();
        });
    }

    private static void assertRefused(String problem, Consumer<Assembler> calls) {
        AssemblyException e = assertThrows(AssemblyException.class, () -> calls.accept(new Assembler()));
        assertTrue(e.getMessage().contains(problem), e.getMessage());
        assertTrue(e.getMessage().startsWith("AssemblerTest.java:"), e.getMessage());
    }
}
