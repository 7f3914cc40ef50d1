package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Testdata;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/xasm.md is text that is read. */
class XasmDocsTest {
    private static final Pattern BLOCK = Pattern.compile("```xasm\n(.*?)```", Pattern.DOTALL);

    /** Lines of the table of instructions: what stands between backquotes. */
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Stream<String> examples() {
        return BLOCK.matcher(Testdata.text("../docs/xasm.md")).results().map(match -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRead(String example) {
        AssembledText text = XasmReader.assemble("example.xasm", example, IsaLevel.V4);
        assertTrue(text.relocatableFile().isPresent() || !text.object().programs().isEmpty());
    }

    static Stream<String> instructions() {
        List<String> lines = Testdata.text("../docs/xasm.md").lines().toList();
        int from = lines.indexOf("| LLVM | mnemonic |") + 2;
        return lines.subList(from, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                // what follows "and" are words and operators, not lines
                .map(line -> line.replaceAll(", and (?:[^|\\\\]|\\\\\\|)*", ""))
                .flatMap(line -> CODE.matcher(line).results().map(match -> match.group(1)))
                .filter(code -> code.length() > 2 && !code.equals("b h w dw"));
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void isAnInstruction(String line) {
        String text = ".map NAME hash\nT:\n" + line + "\nexit";
        assertFalse(XasmReader.read("line.xasm", text).programs().isEmpty());
    }
}
