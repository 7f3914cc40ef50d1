package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Testdata;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts with directives give the object file that llvm-mc 19 makes of them, byte for byte, or are refused as it refuses them,
 * or the difference stands here with its reason: testdata/llvm/lines.tsv.
 */
class LlvmLinesTest {

    /** Texts that llvm-mc 19 takes and we refuse. */
    private static final Map<String, String> REFUSED = Map.of(
            ".text\\nr0 = 1 == 1", "comparisons are no part of our expressions",
            ".uleb128 -1", "llvm-mc writes 2^64-1",
            ".quad und-a\\na:", "llvm-mc writes a relocation that no linker resolves so",
            ".quad (b-a)*2\\na: exit\\nb:", "arithmetic other than + and - needs labels that stand before it");

    /** Texts that llvm-mc 19 refuses or crashes over and we take. */
    private static final Map<String, String> EXTENSIONS = Map.of(".hword 4", "the other name of .2byte");

    /** Texts of which llvm-mc 19 writes wrong bytes, and the right ones in {@code .text}. */
    private static final Map<String, String> MENDED = Map.of(
            // llvm-mc puts the byte where a jump has its offset
            ".byte lab-lab2\\nlab2: exit\\nlab:", "089500000000000000",
            // llvm-mc forgets the upper half
            ".text\\nr1 = a-b ll\\na: exit\\nb: exit",
                    "18010000f8ffffff00000000ffffffff95000000000000009500000000000000");

    static Stream<String[]> lines() {
        return Testdata.rows("llvm/lines.tsv").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void doesWhatLlvmDoes(String line, String llvm) {
        String text = unescaped(line) + "\n";
        boolean refused = REFUSED.containsKey(line) || llvm.equals("refused") && !EXTENSIONS.containsKey(line);
        if (refused) {
            AssemblyException refusal = assertThrows(AssemblyException.class, () -> assemble(text));
            assertTrue(refusal.where().isPresent(), refusal.getMessage());
        } else if (MENDED.containsKey(line)) {
            ElfImage image = ElfImage.read("line.o", assemble(text));
            assertEquals(
                    MENDED.get(line),
                    HexFormat.of().formatHex(image.bytes(image.section(".text").orElseThrow())));
        } else if (llvm.equals("refused")) {
            assertTrue(assemble(text).length > 0);
        } else {
            assertEquals(llvm, Testdata.sha256(assemble(text)));
        }
    }

    private static String unescaped(String line) {
        return Pattern.compile("\\\\(n|\\\\)")
                .matcher(line)
                .replaceAll(escape -> Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : "\\"));
    }

    private static byte[] assemble(String text) {
        return XasmReader.assemble("line.s", text, IsaLevel.V4).relocatableFile().orElseThrow();
    }
}
