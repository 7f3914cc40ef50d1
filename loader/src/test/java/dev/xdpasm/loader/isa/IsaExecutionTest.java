package dev.xdpasm.loader.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.isa.Machine.State;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every instruction of testdata/isa/isa.tsv that computes, made by its Java call and by the file's text, run by the kernel
 * over edge operands, and held against what RFC 9669 says it does: all 64 bits of all that it could change.
 */
@KernelTest
class IsaExecutionTest {
    private static final String ORDERED = "(load_acquire|store_release).*";

    private static final long[] OPERANDS = {
        0,
        1,
        -1,
        2,
        63,
        0x80,
        0x7fff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0x0123_4567_89ab_cdefL,
        0xfedc_ba98_7654_3210L
    };

    static Stream<IsaTable.Row> computing() {
        return accepted().filter(row -> Meaning.BY_ROW.containsKey(row.name()));
    }

    private static Stream<IsaTable.Row> accepted() {
        return IsaTable.rows().filter(IsaTable.Row::accepted);
    }

    @ParameterizedTest
    @MethodSource("computing")
    void theKernelDoesWhatTheRfcSays(IsaTable.Row row) {
        Needs.level(row.level());
        if (row.name().startsWith("may_goto")) {
            Needs.version(6, 9, "may_goto came then");
        }
        if (row.name().matches(ORDERED)) {
            Needs.version(6, 15, "loads and stores that order others came then");
        }
        Meaning meaning = Meaning.BY_ROW.get(row.name());
        for (int constant : meaning.constants()) {
            String text = text(row, constant);
            try (Machine java = Machine.of(a -> meaning.emit().to(a, constant));
                    Machine llvm = Machine.of(text)) {
                for (long left : OPERANDS) {
                    for (long right : OPERANDS) {
                        // memory is the left operand of stores and atomics; r0 is what cmpxchg compares it with
                        for (long r0 : new long[] {left, right}) {
                            State before = new State(r0, left, right, left);
                            State expected = meaning.effect().on(before, constant);
                            assertEquals(expected, java.run(before), () -> row + ", " + constant + ": " + before);
                            assertEquals(expected, llvm.run(before), () -> text + ": " + before);
                        }
                    }
                }
            }
        }
    }

    @Test
    void noAcceptedInstructionIsLeftOut() {
        Set<String> ran = new TreeSet<>(Meaning.BY_ROW.keySet());
        ran.addAll(IsaReferenceTest.ROWS);
        Set<String> accepted = accepted().map(IsaTable.Row::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(accepted, ran);
    }

    /** The file's text with another constant, and jumps over {@code r7 = 77}. */
    private static String text(IsaTable.Row row, int constant) {
        String shown = row.level() == IsaLevel.V4 && row.name().matches(ORDERED)
                ? LlvmText.of(row.word(0)) // LLVM 19 does not know them; this is LLVM 20's text
                : row.llvm();
        String over = "\nr7 = " + Meaning.NOT_TAKEN + "\ntaken:";
        if (shown.matches("gotol? \\+0")) {
            return "if r8 == 0 goto skip\n" + shown.replace("+0", "taken") + "\nskip:" + over;
        }
        if (shown.endsWith("goto +0")) {
            return shown.replaceFirst(" 5 goto", " " + constant + " goto").replace("+0", "taken") + over;
        }
        return row.name().endsWith(" imm") ? shown.replaceFirst("= (5|42)$", "= " + constant) : shown;
    }
}
