package dev.xdpasm.loader.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.print.AssemblyText;
import dev.xdpasm.print.Dialect;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernel's dialect against the running kernel: each instruction in a program that is refused for what comes behind it, so that
 * the verifier says in its log what it went through.
 */
@KernelTest
class KernelDialectTest {
    private static final int SLOT = 4;
    private static final long EXIT = 0x95;

    @BeforeAll
    static void needsTheKernelThatItIsAbout() {
        Needs.version(6, 18, "isa.tsv says what Linux 6.18 accepts");
    }

    /** Maps are printed as their addresses; packets are not for XDP, and casts need an arena. */
    static Stream<IsaTable.Row> printed() {
        return IsaTable.rows()
                .filter(IsaTable.Row::accepted)
                .filter(row -> !row.name().matches("call local.*|ld(abs|ind).*|addr_space_cast.*|lddw map.*|exit"));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void printsWhatTheVerifierPrints(IsaTable.Row row) {
        long[] words = new long[SLOT + row.slots() + 2];
        words[0] = 0x1_0000_07b7L; // r7 = 1
        words[1] = 0x1_0000_08b7L; // r8 = 1
        words[2] = 0xfff8_7a7bL; // *(u64 *)(r10 - 8) = r7
        words[3] = 0x1_0000_00b7L; // r0 = 1
        for (int slot = 0; slot < row.slots(); slot++) {
            words[SLOT + slot] = row.word(slot);
        }
        words[SLOT + row.slots()] = 0x90bfL; // r0 = r9, which nobody set
        words[SLOT + row.slots() + 1] = EXIT;
        String log = refusal(Code.of(words));
        words[SLOT + row.slots()] = EXIT;
        String ours = line(AssemblyText.of(object(Code.of(words)), Dialect.KERNEL), text -> text.contains(": ("));
        assertEquals(line(log, text -> true), ours, log);
    }

    private static BpfObject object(Code code) {
        return new BpfObject(List.of(BpfProgram.xdp("printed", code)), List.of(), "GPL");
    }

    private static String refusal(Code code) {
        return assertThrows(VerifierException.class, () -> {
            try (Bpf bpf = Bpf.load(object(code))) {
                bpf.toString();
            }
        }).log();
    }

    /** The instruction at the slot, without what the log says of registers behind it. */
    private static String line(String text, Predicate<String> wanted) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(SLOT + ": (") && wanted.test(line))
                .map(line -> line.replaceFirst("\\s*;.*", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
    }
}
