package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Instruction.Unknown;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoding of the measured table, through decode, encode and text. */
class IsaTableTest {
    /** Rows that no program may hold: the kernel's own intermediate forms, and what is newer than 6.18. */
    private static final Map<String, String> NOT_FOR_PROGRAMS = Map.of(
            "mov64 percpu_reg", "kernel-internal",
            "gotox (ja reg)", "Linux 6.19",
            "tail_call", "kernel-internal",
            "nospec", "kernel-internal",
            "LDX|PROBE_MEM", "kernel-internal",
            "LDX|PROBE_MEMSX", "kernel-internal",
            "LDX|PROBE_MEM32", "kernel-internal",
            "LDX|PROBE_MEM32SX", "kernel-internal");

    static Stream<IsaTable.Row> rows() {
        return IsaTable.rows();
    }

    static Stream<IsaTable.Row> printedByLlvm() {
        // LLVM 19 prints these two as <unknown> or as an addition; the texts of LLVM 20 are tested below
        return rows().filter(row -> !row.name().startsWith("load_acquire") && !row.name().startsWith("store_release"));
    }

    @ParameterizedTest
    @MethodSource("printedByLlvm")
    void printsAsLlvmObjdump(IsaTable.Row row) {
        assertEquals(row.llvm(), LlvmText.of(row.word(0), row.slots() > 1 ? row.word(1) : 0, row.slots() > 1));
    }

    @Test
    void printsAcquireAndReleaseAsLlvm20() {
        assertEquals("w7 = load_acquire((u32 *)(r10 - 8))", LlvmText.of(0x100_fff8_a7c3L));
        assertEquals("r7 = load_acquire((u64 *)(r10 - 8))", LlvmText.of(0x100_fff8_a7dbL));
        assertEquals("store_release((u64 *)(r10 - 8), r8)", LlvmText.of(0x110_fff8_8adbL));
        assertEquals("store_release((u8 *)(r10 - 8), w8)", LlvmText.of(0x110_fff8_8ad3L));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decodesWhatTheKernelAccepts(IsaTable.Row row) {
        Instruction decoded = Instruction.decode(row.word(0), row.slots() > 1 ? row.word(1) : 0, row.slots() > 1);
        if (NOT_FOR_PROGRAMS.containsKey(row.name())) {
            assertInstanceOf(Unknown.class, decoded);
            return;
        }
        assertTrue(!(decoded instanceof Unknown), "decoded to " + decoded);
        assertEquals(row.slots(), decoded.slots());
        // the view leaves out reserved fields: this row has one that is not zero
        long expected = row.name().equals("mov32 zext") ? Insn.withImm(row.word(0), 0) : row.word(0);
        assertEquals(Long.toHexString(expected), Long.toHexString(decoded.pack()));
        if (decoded instanceof Instruction.LoadImm64 wide) {
            assertEquals(row.word(1), wide.packSecond());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findsNothingWrongWithWhatTheKernelAccepts(IsaTable.Row row) {
        if (row.accepted()) {
            assertTrue(Checks.problem(row.word(0)).isEmpty(), () -> Checks.problem(row.word(0)).toString());
        }
    }
}
