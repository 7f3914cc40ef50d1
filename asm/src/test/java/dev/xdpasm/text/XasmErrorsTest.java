package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.tools.Testdata;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, where, and in which words: testdata/text/errors.tsv. */
class XasmErrorsTest {

    static Stream<String[]> errors() {
        return Testdata.rows("text/errors.tsv").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void refusesAtItsPlace(String input, String expected) {
        String text = input.replace("\\n", "\n");
        AssemblyException error = assertThrows(AssemblyException.class, () -> XasmReader.read("t", text));
        assertEquals("t:" + expected, error.summary());
    }
}
