package dev.xdpasm.gen;

import static dev.xdpasm.ir.Value.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.RandomGraph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Sketch;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Lint;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the code of a graph looks like; what it does is asked of the kernel, in the loader's tests. */
class GeneratorTest {
    private static String text(Sketch s) {
        return text(s, IsaLevel.V3);
    }

    private static String text(Sketch s, IsaLevel level) {
        return Text.of(Generator.generate(s.graph, level).code());
    }

    private static String refusal(Sketch s, IsaLevel level) {
        return assertThrows(AssemblyException.class, () -> Generator.generate(s.graph, level)).getMessage();
    }

    @Test
    void boundsCheckTakesTwoInstructionsWhileThePointerIsStillWanted() {
        assertEquals(
                """
                0: w2 = *(u32 *)(r1 + 0)
                1: w3 = *(u32 *)(r1 + 4)
                2: r1 = r2
                3: r1 += 34
                4: if r1 > r3 goto 28
                5: w1 = *(u16 *)(r2 + 12)
                6: if r1 != 8 goto 28
                7: w1 = *(u32 *)(r2 + 26)
                8: *(u32 *)(r10 - 8) = w1
                9: r1 = 0 ll  ; blocklist
                11: r2 = r10
                12: r2 += -8
                13: call 1
                14: if r0 == 0 goto 28
                15: w1 = *(u32 *)(r0 + 0)
                16: *(u32 *)(r10 - 8) = w1
                17: r1 = 0 ll  ; rule_hits
                19: r2 = r10
                20: r2 += -8
                21: call 1
                22: if r0 == 0 goto 26
                23: r1 = *(u64 *)(r0 + 0)
                24: r1 += 1
                25: *(u64 *)(r0 + 0) = r1
                26: r0 = 1
                27: exit
                28: r0 = 2
                29: exit
                """,
                Text.of(Generator.generate(Ladder.blocklist(), IsaLevel.V3).code()));
    }

    /** What clang-19 -O2 -mcpu=v3 makes of the C of the same programs: 35, 107 and 129 instructions. */
    @Test
    void realProgramsAreShorterThanACompilersCode() {
        assertEquals(28, Text.count(Generator.generate(Ladder.blocklist(), IsaLevel.V3).code()));
        assertEquals(61, Text.count(Generator.generate(Ladder.echo(), IsaLevel.V3).code()));
        assertTrue(Text.count(Generator.generate(Ladder.statistics(), IsaLevel.V3).code()) <= 102);
    }

    @Test
    void pointerThatABoundsCheckMadeIsTaken() {
        Sketch s = new Sketch();
        Temp data = s.parameter("data");
        Temp end = s.parameter("end");
        Block tooShort = s.block();
        s.bounds(data, 14, end, s.block(), tooShort);
        Temp next = s.add(data, of(14));
        s.bounds(next, 20, end, s.block(), tooShort);
        s.exit(s.packet(Size.B, next, 9));
        s.in(tooShort);
        s.exit(of(1));
        assertEquals(
                """
                0: r1 += 14
                1: if r1 > r2 goto 7
                2: r3 = r1
                3: r3 += 20
                4: if r3 > r2 goto 7
                5: w0 = *(u8 *)(r1 + 9)
                6: exit
                7: r0 = 1
                8: exit
                """,
                text(s));
    }

    @Test
    void valuesThatOutliveACallAreKeptInR6AndUp() {
        Sketch s = new Sketch();
        Temp context = s.parameter("ctx");
        Temp kept = s.load(Size.W, context, 8, Region.CONTEXT);
        Temp random = s.call(Helper.bpf_get_prandom_u32);
        s.exit(s.add(random, kept));
        assertEquals(
                """
                0: w6 = *(u32 *)(r1 + 8)
                1: call 7
                2: r0 += r6
                3: exit
                """,
                text(s));
    }

    @Test
    void testOfALoopStandsAtItsEnd() {
        Sketch s = new Sketch();
        Temp limit = s.parameter("limit");
        Temp i = s.variable("i", of(0));
        Temp sum = s.variable("sum", of(0));
        Block head = s.block();
        Block body = s.block();
        Block after = s.block();
        s.jump(head);
        s.in(head);
        s.end(new Ending.Branch(Condition.JLT, Width.W64, i, limit, body, after, Likely.EITHER));
        s.in(body);
        s.step(new Step.Binary(sum, AluOp.ADD, Width.W64, sum, i));
        s.step(new Step.Binary(i, AluOp.ADD, Width.W64, i, of(1)));
        s.jump(head);
        s.in(after);
        s.exit(sum);
        assertEquals(
                """
                0: r2 = 0
                1: r0 = 0
                2: goto 6
                3: r0 += r2
                4: r2 += 1
                5: goto 6
                6: if r2 < r1 goto 3
                7: exit
                """,
                text(s));
    }

    /** Kernels before 6.4 refuse "BPF_ST stores into R1 ctx". */
    @Test
    void constantsAreStoredIntoTheContextThroughARegisterBelowV4() {
        Sketch s = new Sketch();
        Temp context = s.parameter("ctx");
        s.step(new Step.Store(Size.W, new Address(context, 4, Region.CONTEXT), of(7)));
        s.exit(of(0));
        assertEquals(
                """
                0: r2 = 7
                1: *(u32 *)(r1 + 4) = w2
                2: r0 = 0
                3: exit
                """,
                text(s, IsaLevel.V3));
        assertEquals(
                """
                0: *(u32 *)(r1 + 4) = 7
                1: r0 = 0
                2: exit
                """,
                text(s, IsaLevel.V4));
    }

    @Test
    void likelyWayFallsThroughAndItsExitComesFirst() {
        Sketch s = new Sketch();
        Temp value = s.parameter("value");
        Block rare = s.block();
        Block usual = s.block();
        s.branch(value, Condition.JEQ, 7, usual, rare, Likely.YES);
        s.exit(of(2));
        s.in(rare);
        s.exit(of(1));
        assertEquals(
                """
                0: if r1 != 7 goto 3
                1: r0 = 2
                2: exit
                3: r0 = 1
                4: exit
                """,
                text(s));
    }

    @Test
    void operandThatDiesBecomesTheResult() {
        Sketch s = new Sketch();
        Temp a = s.parameter("a");
        Temp b = s.parameter("b");
        Temp sum = s.add(a, b);
        s.exit(s.binary(AluOp.MUL, Width.W64, 64, sum, a));
        assertEquals(
                """
                0: r0 = r2
                1: r0 += r1
                2: r0 *= r1
                3: exit
                """,
                text(s));
    }

    /** An immediate is sign-extended: compared with 64 bits, 0x80000000 would mean 0xffffffff80000000. */
    @ParameterizedTest
    @EnumSource(IsaLevel.class)
    void noComparisonOf64BitsHasAnImmediateThatMeansAnother(IsaLevel level) {
        for (long constant : new long[] {0x8000_0000L, 0xffff_ffffL}) {
            for (Condition condition : Condition.values()) {
                Sketch s = new Sketch();
                Temp value = s.parameter("value");
                Block yes = s.block();
                s.branch(value, condition, constant, yes, s.block(), Likely.NO);
                s.exit(of(0));
                s.in(yes);
                s.exit(of(1));
                Code code = Generator.generate(s.graph, level).code();
                for (int slot = 0; slot < code.size(); slot++) {
                    boolean is64 = (Insn.code(code.word(slot)) & 7) == 5 && Insn.isJump(code.word(slot));
                    assertFalse(is64 && Insn.imm(code.word(slot)) < 0, Text.of(code));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(IsaLevel.class)
    void allInstructionsAreOfTheLevelAndRightAndHaveLines(IsaLevel level) {
        for (int seed = 0; seed < 60; seed++) {
            Code code = Generator.generate(RandomGraph.of(seed, level), level).code();
            for (int slot = 0; slot < code.size(); slot++) {
                assertTrue(level.has(code.word(slot)), Text.of(code));
                assertTrue(Checks.isRight(code.word(slot)), Text.of(code));
                slot += Insn.isWide(code.word(slot)) ? 1 : 0;
            }
            assertEquals(List.of(), Lint.of(code, 1, true), Text.of(code));
            assertTrue(code.lineAt(code.size() - 1).isPresent());
        }
    }

    @Test
    void sameGraphGivesTheSameBytes() {
        for (int seed = 0; seed < 40; seed++) {
            Graph graph = RandomGraph.of(seed, IsaLevel.V3);
            Code first = Generator.generate(graph, IsaLevel.V3).code();
            assertEquals(first, Generator.generate(graph, IsaLevel.V3).code());
            assertEquals(first, Generator.generate(RandomGraph.of(seed, IsaLevel.V3), IsaLevel.V3).code());
            assertEquals(first, Generator.explain(graph, IsaLevel.V3).code());
        }
    }

    @Test
    void stagesAreTextWithJavaLines() {
        Generated generated = Generator.explain(Ladder.blocklist(), IsaLevel.V3);
        assertEquals(
                List.of("selection", "allocation", "layout"),
                generated.stages().stream().map(Generated.Stage::name).toList());
        for (Generated.Stage stage : generated.stages()) {
            assertTrue(stage.text().contains("; Sketch.java:"), stage.text());
        }
        assertTrue(Generator.generate(Ladder.blocklist(), IsaLevel.V3).stages().isEmpty());
    }

    @Test
    void mapsConstantsAndStackAddressesAreMadeAnewInsteadOfSpilled() {
        Sketch s = new Sketch();
        Temp context = s.parameter("ctx");
        Temp[] kept = new Temp[12];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = s.graph.temp("g", 64);
            s.step(new Step.MapValue(kept[i], "global", i * 8));
        }
        Temp value = s.load(Size.W, context, 8, Region.CONTEXT);
        for (int round = 0; round < 2; round++) {
            for (Temp pointer : kept) {
                s.store(Size.DW, pointer, 0, Region.map("global"), value);
            }
        }
        s.exit(value);
        assertEquals(0, Generator.generate(s.graph, IsaLevel.V3).frameBytes());
    }

    @Test
    void spillsTakeEightBytesEachAndShareMemory() {
        Sketch s = new Sketch();
        Temp context = s.parameter("ctx");
        Temp result = s.variable("result", of(0));
        for (int round = 0; round < 5; round++) {
            Temp[] many = new Temp[14];
            for (int i = 0; i < many.length; i++) {
                many[i] = s.load(Size.W, context, 4 * (i % 3 + 2), Region.CONTEXT);
            }
            for (Temp one : many) {
                s.set(result, s.add(result, one));
            }
        }
        s.exit(result);
        Generated generated = Generator.generate(s.graph, IsaLevel.V3);
        assertTrue(generated.frameBytes() > 0 && generated.frameBytes() <= 8 * 8, Text.of(generated.code()));
        assertFalse(Text.of(generated.code()).contains("(u32 *)(r10"), Text.of(generated.code()));
    }

    @Test
    void constantGoesToTheStackThroughARegisterAndElsewhereAsItIs() {
        Sketch s = new Sketch();
        s.parameter("ctx");
        Slot record = s.slot("record", 24);
        Temp value = s.graph.temp("g", 64);
        s.step(new Step.MapValue(value, "global", 0));
        s.store(Size.W, value, 0, Region.map("global"), of(0));
        s.store(Size.DW, record, 0, Region.STACK, of(0));
        s.store(Size.DW, record, 8, Region.STACK, of(0));
        s.store(Size.DW, record, 16, Region.STACK, of(7));
        s.exit(of(0));
        assertEquals(
                """
                0: r1 = 0 ll  ; global
                2: *(u32 *)(r1 + 0) = 0
                3: r1 = 0
                4: *(u64 *)(r10 - 24) = r1
                5: *(u64 *)(r10 - 16) = r1
                6: r1 = 7
                7: *(u64 *)(r10 - 8) = r1
                8: r0 = 0
                9: exit
                """,
                text(s));
    }

    @Test
    void whatOutlivesACallOnARarePathIsPutOnTheStackThere() {
        assertEquals(
                """
                0: r0 = *(u64 *)(r1 + 0)
                1: *(u64 *)(r10 - 8) = r0
                2: if r0 == 7 goto 4
                3: exit
                4: call 5
                5: *(u64 *)(r10 - 8) = r0
                6: call 7
                7: r1 = *(u64 *)(r10 - 8)
                8: r0 ^= r1
                9: r1 = *(u64 *)(r10 - 8)
                10: r0 += r1
                11: exit
                """,
                text(onceInAWhile(Ending.Likely.NO)));
        assertTrue(text(onceInAWhile(Ending.Likely.YES)).contains("r6 = r0"));
    }

    /** A program with a frame that on one path keeps the time over a call. */
    private static Sketch onceInAWhile(Ending.Likely likely) {
        Sketch s = new Sketch();
        Temp context = s.parameter("ctx");
        Temp word = s.load(Size.DW, context, 0, Region.PACKET);
        s.store(Size.DW, s.slot("used", 8), 0, Region.STACK, word);
        Block calls = s.block();
        Block returns = s.block();
        s.branch(word, Condition.JEQ, 7, calls, returns, likely);
        s.in(returns);
        s.exit(word);
        s.in(calls);
        Temp time = s.call(Helper.bpf_ktime_get_ns);
        Temp random = s.call(Helper.bpf_get_prandom_u32);
        s.exit(s.add(s.binary(AluOp.XOR, Width.W64, 64, random, time), time));
        return s;
    }

    @Test
    void slotsThatAreNotUsedAtTheSameTimeShareMemory() {
        Sketch s = new Sketch();
        s.parameter("ctx");
        for (int i = 0; i < 100; i++) {
            Slot key = s.slot("key" + i, 16);
            s.store(Size.DW, key, 0, Region.STACK, of(i));
            s.store(Size.DW, key, 8, Region.STACK, of(i));
            s.call(Helper.bpf_map_lookup_elem, s.map("map"), s.address(key));
        }
        s.exit(of(0));
        assertEquals(16, Generator.generate(s.graph, IsaLevel.V3).frameBytes());
    }

    @Test
    void slotWhoseAddressIsStoredHasMemoryOfItsOwn() {
        Sketch s = new Sketch();
        s.parameter("ctx");
        Slot pointer = s.slot("pointer", 8);
        Slot hidden = s.slot("hidden", 8);
        s.store(Size.DW, hidden, 0, Region.STACK, of(1));
        s.store(Size.DW, pointer, 0, Region.STACK, s.address(hidden));
        Slot other = s.slot("other", 8);
        s.store(Size.DW, other, 0, Region.STACK, of(2));
        s.call(Helper.bpf_map_lookup_elem, s.map("map"), s.address(other));
        s.exit(s.load(Size.DW, pointer, 0, Region.STACK));
        assertEquals(24, Generator.generate(s.graph, IsaLevel.V3).frameBytes());
    }

    @Test
    void phaseOfASlotLiesOnAMultipleOfEight() {
        Sketch s = new Sketch();
        s.parameter("ctx");
        Slot slot = s.graph.slot("header", 14, 6, Optional.empty());
        s.step(new Step.Store(Size.DW, new Address(slot, 6, Region.STACK), of(5)));
        s.exit(of(0));
        assertEquals(
                """
                0: r1 = 5
                1: *(u64 *)(r10 - 8) = r1
                2: r0 = 0
                3: exit
                """,
                text(s));
    }

    @Test
    void frameOfMoreThan512BytesNamesTheLineAndTheWayOut() {
        Sketch s = new Sketch();
        s.parameter("ctx");
        Slot small = s.slot("small", 8);
        Slot large = s.slot("buffer", 600);
        s.store(Size.DW, small, 0, Region.STACK, of(1));
        s.store(Size.DW, large, 0, Region.STACK, of(1));
        s.call(Helper.bpf_map_lookup_elem, s.address(small), s.address(large));
        s.exit(of(0));
        assertEquals(
                "Sketch.java:2: the stack frame of sketch needs 608 bytes, but the kernel gives 512; the largest part"
                        + " 'buffer' has 600: keep it in a value of a per-CPU array",
                refusal(s, IsaLevel.V3));
    }

    @Test
    void signedDivisionBelowV4IsRefusedAtItsLine() {
        Sketch s = new Sketch();
        Temp value = s.parameter("value");
        s.exit(s.binary(AluOp.SDIV, Width.W64, 64, value, of(3)));
        assertEquals(
                "Sketch.java:1: a signed division needs ISA level v4, but the program is made for v3: say v4 if the kernel has it",
                refusal(s, IsaLevel.V3));
        assertTrue(text(s, IsaLevel.V4).contains("s/= 3"));
    }

    @Test
    void atomicThatFetchesBelowV3IsRefusedAtItsLine() {
        Sketch s = new Sketch();
        Temp pointer = s.parameter("pointer");
        Temp old = s.graph.temp("", 64);
        Address at = new Address(pointer, 0, Region.map("map"));
        s.step(new Step.Atomic(Optional.of(old), AtomicOp.FETCH_ADD, Size.DW, at, of(1), Optional.empty()));
        s.exit(old);
        assertEquals(
                "Sketch.java:1: atomic_fetch_add needs ISA level v3, but the program is made for v2: say v3 if the kernel has it",
                refusal(s, IsaLevel.V2));
    }

    @Test
    void fetchThatNobodyReadsIsLeftOut() {
        Sketch s = new Sketch();
        Temp pointer = s.parameter("pointer");
        Address at = new Address(pointer, 0, Region.map("map"));
        s.step(new Step.Atomic(Optional.empty(), AtomicOp.FETCH_ADD, Size.DW, at, of(1), Optional.empty()));
        s.exit(of(0));
        assertTrue(text(s, IsaLevel.V1).contains("lock *(u64 *)(r1 + 0) += r2"), text(s, IsaLevel.V1));
    }

    /** Longer than a jump reaches, with ways out that all share. */
    @Test
    void jumpsOfLongCodeAreBridgedBelowV4() {
        Graph graph = LongGraph.of(1_000);
        Code code = Generator.generate(graph, IsaLevel.V3).code();
        assertTrue(code.size() > 70_000, () -> code.size() + " slots");
        for (int slot = 0; slot < code.size(); slot++) {
            assertTrue(IsaLevel.V3.has(code.word(slot)));
        }
    }
}
