package dev.xdpasm.loader.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Finding;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.Lint;
import dev.xdpasm.isa.RefusedProgram;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint finds the kernel refuses, and of reserved fields the kernel refuses nothing that lint does not find. */
@KernelTest
class LintAgreesWithKernelTest {

    @BeforeAll
    static void needsTheKernelThatItIsAbout() {
        Needs.version(6, 18, "findings.tsv has the words of Linux 6.18");
    }

    private static final long MOV_R0 = 0xb7L;
    private static final long EXIT = 0x95L;

    static Stream<RefusedProgram> refused() {
        return RefusedProgram.all();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theKernelRefusesWhatLintFinds(RefusedProgram program) {
        BpfException e = assertThrows(BpfException.class, () -> load(program.code()));
        if (e instanceof VerifierException verifier) {
            assertTrue(!program.kernel().isEmpty() && verifier.log().contains(program.kernel()), verifier::log);
        } else {
            assertEquals("", program.kernel(), e::getMessage);
        }
    }

    static Stream<IsaTable.Row> simple() {
        // jumps by more than the next instruction and references lead elsewhere once a field is changed
        return IsaTable.rows()
                .filter(row -> row.accepted() && row.slots() == 1)
                .filter(row -> !row.name().matches("call.*|ld(abs|ind).*|addr_space_cast.*"));
    }

    /** Each field in turn is made 1: lint says of the whole program what the kernel says. */
    @ParameterizedTest
    @MethodSource("simple")
    void fieldsThatAreNotUsedAreTheKernels(IsaTable.Row row) {
        long insn = row.word(0);
        List<Long> changed = new ArrayList<>(List.of(insn));
        changed.add(Insn.withOff(insn, (short) (Insn.off(insn) == 0 ? 1 : 0)));
        changed.add(Insn.withImm(insn, Insn.imm(insn) == 0 ? 1 : 0));
        changed.add(Insn.withSrcReg(insn, Insn.srcReg(insn) == 0 ? 8 : 0));
        changed.add(insn ^ (Insn.dstReg(insn) == 0 ? 0x700L : 0));
        for (long word : changed) {
            Code code = Code.of(
                    MOV_R0,
                    0x1_0000_07b7L, // r7 = 1
                    0x1_0000_08b7L, // r8 = 1
                    0xfff8_7a7bL, // *(u64 *)(r10 - 8) = r7
                    word,
                    0x00bfL, // r0 = r0, twice, for jumps
                    0x00bfL,
                    MOV_R0,
                    EXIT);
            List<Finding> findings = Lint.of(code, 1, true);
            String log = refusal(code);
            String what = Long.toHexString(word) + ": " + findings + "\n" + log;
            assertTrue(findings.isEmpty() || !log.isEmpty(), () -> "the kernel takes " + what);
            assertTrue(!findings.isEmpty() || !log.contains("reserved fields"), () -> "lint takes " + what);
        }
    }

    /** The verifier's log of a program that it refuses, else empty. */
    private static String refusal(Code code) {
        try {
            load(code);
            return "";
        } catch (VerifierException e) {
            return e.log();
        }
    }

    private static void load(Code code) {
        Bpf.load(BpfObject.of(BpfProgram.xdp("lint", code))).close();
    }
}
