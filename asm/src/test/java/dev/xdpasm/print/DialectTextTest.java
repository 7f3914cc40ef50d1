package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.tools.Testdata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of single instructions against what the kernel and bpf_conformance printed for them. */
class DialectTextTest {
    private static final List<String> HEAD = List.of(
            Testdata.text("isa/isa.tsv").lines().findFirst().orElseThrow().split("\t", -1));

    /** bpf_conformance's disassembler does not know these, or prints something else for them, such as {@code movsx164}. */
    private static final List<String> NOT_IN_MNEMONICS = List.of(
            "addr_space_cast", "may_goto", "ldabs", "ldind", "load_acquire", "store_release", "callx", "call ", "lddw ");

    private record Row(String name, byte[] bytes, String expected) {
        @Override
        public String toString() {
            return name;
        }

        private String text(Dialect dialect) {
            ByteBuffer insns = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long next = bytes.length > Insn.BYTES ? insns.getLong(Insn.BYTES) : 0;
            TextBuffer out = new TextBuffer();
            assertTrue(dialect.text().append(out, insns.getLong(0), next));
            return out.toString();
        }
    }

    private static Stream<Row> rows(String column) {
        return Testdata.rows("isa/isa.tsv").stream()
                .filter(cells -> cells[HEAD.indexOf("kernel_6.18")].equals("ok"))
                .map(cells -> new Row(
                        cells[HEAD.indexOf("name")],
                        HexFormat.ofDelimiter(" ").parseHex(cells[HEAD.indexOf("example_bytes")]),
                        cells[HEAD.indexOf(column)]));
    }

    /** Of maps the kernel prints addresses, which are other each time. */
    static Stream<Row> printedByTheKernel() {
        return rows("kernel_verifier_text").filter(row -> !row.name().startsWith("lddw map"));
    }

    @ParameterizedTest
    @MethodSource("printedByTheKernel")
    void printsAsTheVerifierLog(Row row) {
        assertEquals(row.expected(), row.text(Dialect.KERNEL));
    }

    static Stream<Row> printedInMnemonics() {
        return rows("bpf_conformance bpf_disasm")
                .filter(row -> NOT_IN_MNEMONICS.stream().noneMatch(name -> row.name().startsWith(name)));
    }

    /** It writes {@code %r1}, and the constants of stores in hexadecimal. */
    @ParameterizedTest
    @MethodSource("printedInMnemonics")
    void printsMnemonicsAsBpfConformance(Row row) {
        String expected = row.expected().replaceFirst("^0: ", "").replace("%", "").replace("0x2a", "42");
        assertEquals(expected, row.text(Dialect.MNEMONIC));
    }
}
