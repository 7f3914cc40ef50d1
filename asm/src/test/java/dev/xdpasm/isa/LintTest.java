package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Finding.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint finds in the programs of testdata/lint/findings.tsv, which the kernel refuses, and what it must not find. */
class LintTest {

    static Stream<RefusedProgram> refused() {
        return RefusedProgram.all();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void findsWhatIsWrongAndNothingElse(RefusedProgram program) {
        List<Finding> findings = Lint.of(program.code(), 1, true);
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(program.kind(), findings.get(0).kind(), findings::toString);
        assertEquals(program.slot(), findings.get(0).slot(), findings::toString);
    }

    @Test
    void everyKindIsFound() {
        Set<Kind> kinds = refused().map(RefusedProgram::kind).collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        assertEquals(EnumSet.allOf(Kind.class), kinds);
    }

    @Test
    void aFindingSaysWhereAndWhat() {
        LineTable lines = new LineTable.Builder().add(0, "fw.xasm", 7, 5).build();
        Finding finding = Lint.of(Code.of(0x50bfL, 0x95L).withLines(lines), 1, true).get(0);
        assertEquals("fw.xasm:7:5: instruction 0 (r0 = r5): reads r5, which no path to here has written", finding.toString());
    }

    @Test
    void thereHasToBeAnInstruction() {
        Finding finding = Lint.of(Code.of(), 1, true).get(0);
        assertEquals(Kind.OPEN_END, finding.kind());
        assertEquals(Optional.empty(), finding.line());
    }

    @Test
    void findsAllOfAKindAtOnce() {
        // r0 = r5; *(u64 *)(r10 - 12) = r0; *(u64 *)(r10 + 0) = r4; exit
        List<Finding> findings = Lint.of(Code.of(0x50bfL, 0xfff4_0a7bL, 0x4a7bL, 0x95L), 1, true);
        assertEquals(
                List.of(Kind.UNWRITTEN_REGISTER, Kind.STACK_ALIGNMENT, Kind.UNWRITTEN_REGISTER, Kind.STACK_BOUNDS),
                findings.stream().map(Finding::kind).toList());
    }

    @Test
    void unreachableInstructionsInARowAreOneFinding() {
        List<Finding> findings = Lint.of(Code.of(0xb7L, 0x95L, 0xb7L, 0xb7L, 0x95L), 1, true);
        assertEquals(List.of(2), findings.stream().map(Finding::slot).toList());
    }

    @Test
    void aRegisterThatSomePathWroteMayBeRead() {
        // r0 = *(u32 *)(r1 + 0); if r0 == 0 goto +1; r2 = 1; r0 = r2; exit: for the kernel alone to know
        assertTrue(Lint.of(Code.of(0x1061L, 0x1_0015L, 0x1_0000_02b7L, 0x20bfL, 0x95L), 1, true).isEmpty());
    }

    @Test
    void theDeadSideOfAConstantBranchIsNotJudged() {
        // r0 = 0; if r0 != 0 goto +1; exit; r0 = r5; exit: loads
        assertTrue(Lint.of(Code.of(0xb7L, 0x1_0055L, 0x95L, 0x50bfL, 0x95L), 1, true).isEmpty());
        // r0 = *(u32 *)(r1 + 0); r0 &= 7; if r0 > 8 goto +1; exit; r0 = r5; exit: loads
        assertTrue(Lint.of(
                        Code.of(0x1061L, 0x7_0000_0057L, 0x8_0001_0025L, 0x95L, 0x50bfL, 0x95L), 1, true)
                .isEmpty());
    }

    @Test
    void whatIsSetAtTheBeginningIsForTheProgramsTypeToSay() {
        Code readsR5 = Code.of(0x50bfL, 0x95L);
        assertTrue(Lint.of(readsR5, 5, true).isEmpty());
        assertTrue(Lint.of(Code.of(0x95L), 1, false).isEmpty());
    }

    @Test
    void aNameThatIsToBeResolvedLeadsNowhere() {
        // call function -1, as clang leaves it; lddw of a map
        Code code = Code.of(
                new long[] {0xffff_ffff_0000_1085L, 0x118L, 0, 0xb7L, 0x95L},
                5,
                List.of(
                        new Relocation(0, Relocation.Kind.FUNCTION, "f"), new Relocation(1, Relocation.Kind.MAP, "m")),
                LineTable.empty());
        assertEquals(List.of(), Lint.of(code, 1, true));
    }

    @Test
    void aLoopEnds() {
        // r0 = 0; r2 = r10; r2 += -8; *(u64 *)(r2 + 0) = 0; r0 += 1; if r0 < 64 goto -4; exit
        long[] words = {0xb7L, 0xa2bfL, 0xffff_fff8_0000_0207L, 0x027aL, 0x1_0000_0007L, 0x40_fffc_00a5L, 0x95L};
        assertEquals(List.of(), Lint.of(Code.of(words), 1, true));
    }

    @Test
    void aMillionInstructionsAreLinted() {
        long[] words = new long[1_000_000];
        Arrays.fill(words, 0x1_0000_0007L);
        for (int slot = 100; slot < words.length; slot += 100) {
            words[slot] = 0x0000_0007_ffaf_0015L; // if r0 == 7 goto -81
        }
        words[0] = 0xb7L;
        words[words.length - 1] = 0x95L;
        assertEquals(List.of(), Lint.of(Code.of(words), 1, true));
    }
}
