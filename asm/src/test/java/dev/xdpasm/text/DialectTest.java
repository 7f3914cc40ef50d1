package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.tools.Testdata;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What tools print of an instruction reads back to its bytes, in both dialects. */
class DialectTest {

    /** Rows of the table whose text does not hold all of the instruction, by name. */
    private static final Map<String, String> TEXT_LOSES = Map.of(
            "call local (bpf2bpf)", "LLVM prints the source of a call nowhere",
            "mov32 zext", "LLVM prints imm of a move nowhere");

    /** Rows of the dialects' table of which the GNU assembler's text does not hold all. */
    private static final Map<String, String> GNU_LOSES = Map.of(
            "lddw map_fd", "it prints no src_reg",
            "call local (bpf2bpf)", "it prints a label in place of the distance");

    static Stream<IsaTable.Row> llvmRows() {
        return IsaTable.rows()
                .filter(row -> !row.llvm().isEmpty() && !row.llvm().equals(LlvmText.UNKNOWN))
                .filter(row -> !TEXT_LOSES.containsKey(row.name()))
                // LLVM 19 prints these as additions
                .filter(row -> !row.name().startsWith("load_acquire"));
    }

    @ParameterizedTest
    @MethodSource("llvmRows")
    void llvmTextOfEachRowReadsBack(IsaTable.Row row) {
        assertEquals(HexFormat.of().formatHex(row.bytes()), assemble(row.llvm(), row.bytes().length));
    }

    static Stream<String[]> mnemonicRows() {
        return Testdata.rows("isa/dialects.tsv").stream()
                // the table says of some that uBPF has no text or a wrong one
                .filter(row -> !row[5].startsWith("-"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mnemonicRows")
    void uBpfTextOfEachRowReadsBack(String name, String bytes, String llvm19, String llvm14, String kernel, String uBpf) {
        String hex = bytes.replace(" ", "");
        assertEquals(hex, assemble(uBpf, hex.length() / 2));
    }

    static Stream<String[]> rbpfRows() {
        return Testdata.rows("isa/dialects.tsv").stream().filter(row -> row[6].matches("[a-z].*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rbpfRows")
    void rbpfTextOfEachRowReadsBack(
            String name, String bytes, String llvm19, String llvm14, String kernel, String uBpf, String rbpf) {
        String hex = bytes.replace(" ", "");
        assertEquals(hex, assemble(rbpf, hex.length() / 2));
    }

    static Stream<String[]> gnuRows() {
        return Testdata.rows("isa/dialects.tsv").stream()
                .filter(row -> row[8].matches("[a-z].*"))
                .filter(row -> !GNU_LOSES.containsKey(row[0]))
                .map(row -> new String[] {row[0], row[1], row[8].replace(" (xbpf)", "")});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gnuRows")
    void gnuTextOfEachRowReadsBack(String name, String bytes, String gnu) {
        String hex = bytes.replace(" ", "");
        assertEquals(hex, assemble(gnu, hex.length() / 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "xadddw [%fp+-8],%r8    | db8af8ff00000000",
        "xaddw [%fp+-8],%r8     | c38af8ff00000000",
        "ldxdw %r7,[%fp+-8]     | 79a7f8ff00000000",
        "afand [%r10-8],%r8     | db8af8ff51000000",
        "aor32 [%r10-8],%r8     | c38af8ff40000000",
        "mov r0 2               | b700000002000000",
        "ldxw r1 [r2+4]         | 6121040000000000",
        "jeq r1 0, +1           | 1501010000000000",
        "movs r1, r2, 32        | bf21200000000000",
        "endle r1, 64           | d401000040000000"
    })
    void oldAndBareSpellingsAreRead(String text, String hex) {
        assertEquals(hex, assemble(text, Insn.BYTES));
    }

    /** Any instruction whose packed form carries nothing beside what is printed. */
    @Property(tries = 5000)
    void llvmTextOfAnyValidInstructionReadsBack(@ForAll long seed) {
        Random random = new Random(seed);
        long insn = Insn.pack(
                random.nextInt(256),
                random.nextInt(10),
                random.nextInt(10),
                (short) (random.nextBoolean() ? 0 : random.nextInt()),
                random.nextBoolean() ? random.nextInt(0x112) : random.nextInt());
        if (Insn.code(insn) == Opcode.LDDW || Checks.problem(insn).isPresent() || leavesProgram(insn)) {
            return;
        }
        Instruction view = Instruction.decode(insn, 0, true);
        boolean printsAll = !(view instanceof Instruction.Unknown
                || view instanceof Instruction.CallLocal
                || view instanceof Instruction.CallKfunc
                || view instanceof Instruction.LoadPacketIndexed);
        String text = LlvmText.of(insn);
        if (printsAll && view.pack() == insn) {
            String hex = HexFormat.of().formatHex(Code.of(insn).toBytes());
            assertEquals(hex, assemble(text, Insn.BYTES), text);
        }
    }

    private static boolean leavesProgram(long insn) {
        int kind = Opcode.classOf(Insn.code(insn));
        boolean jumps = kind == Opcode.BPF_JMP || kind == Opcode.BPF_JMP32;
        int distance = Insn.code(insn) == (Opcode.BPF_JMP32 | Opcode.BPF_JA) ? Insn.imm(insn) : Insn.off(insn);
        return jumps && (distance < 0 || distance > 8);
    }

    /** The bytes of a line at the start of a program that has room for jumps forward. */
    private static String assemble(String line, int bytes) {
        Code code = XasmReader.read("line.xasm", line + "\n" + "r0 = 0\n".repeat(8) + "exit\n")
                .programs()
                .get(0)
                .code();
        return HexFormat.of().formatHex(Arrays.copyOf(code.toBytes(), bytes));
    }
}
