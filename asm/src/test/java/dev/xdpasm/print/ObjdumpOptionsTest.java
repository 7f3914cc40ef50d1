package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The listing of every object of testdata against llvm-objdump's, with each set of options. */
class ObjdumpOptionsTest {
    private static final List<List<String>> OPTIONS = List.of(
            List.of("-d"),
            List.of("-d", "-r"),
            List.of("-d", "-z", "-r"),
            List.of("-S"),
            List.of("-S", "-l", "-r"),
            List.of("-d", "-l", "--no-leading-addr"),
            List.of("-d", "--no-show-raw-insn", "-r"),
            List.of("-d", "--no-leading-addr", "-r"),
            List.of("-d", "--print-imm-hex"),
            List.of("-d", "-j", ".bss", "-j", ".data"),
            List.of("-d", "-r", "-S", "-z", "--print-imm-hex", "--no-show-raw-insn"));

    @TempDir
    private Path directory;

    static Stream<Path> objects() {
        try (Stream<Path> files = Files.walk(Testdata.path("."))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".o")).sorted().toList();
            assertFalse(found.isEmpty());
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(Testdata.path("programs"))) {
            return files.filter(file -> file.toString().endsWith(".xasm")).sorted().toList().stream();
        }
    }

    /** Without its DWARF, which llvm-objdump would take source lines from, reading files that are not here. */
    @ParameterizedTest
    @MethodSource("objects")
    void listsWhatCompilersMakeAlike(Path object) throws IOException {
        Path stripped = directory.resolve(object.getFileName());
        Tool.need("llvm-objcopy-19").run("--strip-debug", object.toString(), stripped.toString());
        compare(stripped);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void listsWhatIsWrittenHereAlike(Path source) throws IOException {
        Path file = directory.resolve("written.o");
        Files.write(file, ElfWriter.write(XasmReader.read(source)));
        compare(file);
    }

    private static void compare(Path file) throws IOException {
        for (List<String> options : OPTIONS) {
            ObjdumpComparison.of(Tool.need("llvm-objdump-19"), file, options, "");
        }
    }

    @Test
    void sourceLinesOfATextAreThoseOfItsObject() throws IOException {
        BpfObject object = XasmReader.read("a.xasm", ".program xdp a\n  r0 = 1 # one\n  r1 = 2; r2 = 3\n\n  exit\n");
        List<ListedSection.Line> lines = ListedSections.of(object).get(0).lines();
        assertEquals(
                List.of(
                        new ListedSection.Line(0, "a.xasm", 2, "  r0 = 1 # one"),
                        new ListedSection.Line(8, "a.xasm", 3, "  r1 = 2; r2 = 3"),
                        new ListedSection.Line(16, "a.xasm", 3, "  r1 = 2; r2 = 3"),
                        new ListedSection.Line(24, "a.xasm", 5, "  exit")),
                lines);
    }
}
