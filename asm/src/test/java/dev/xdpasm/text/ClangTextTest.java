package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The assembly text of clang 19 gives the object file of llvm-mc 19, byte for byte: testdata/clang. */
class ClangTextTest {

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(Testdata.path("clang"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".s"))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesTheObjectOfLlvm(String name) {
        String text = Testdata.text("clang/" + name);
        byte[] object = XasmReader.assemble(name, text, IsaLevel.V4).relocatableFile().orElseThrow();
        assertEquals(
                Testdata.text("clang/" + name.replace(".s", ".sha256")).strip(), Testdata.sha256(object));
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertEquals(18, names().count());
    }
}
