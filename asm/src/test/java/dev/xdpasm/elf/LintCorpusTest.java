package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Lint;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.LinkedProgram;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that load, from text and from clang: of none of them lint says anything. */
class LintCorpusTest {

    static Stream<Path> texts() throws IOException {
        return files("programs", ".xasm");
    }

    static Stream<Path> objects() throws IOException {
        return files("lint", ".o");
    }

    private static Stream<Path> files(String folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(Testdata.path(folder))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void findsNothingInText(Path file) {
        BpfObject object = XasmReader.read(file);
        assertEquals(List.of(), object.programs().stream().flatMap(p -> p.lint().stream()).toList());
        assertEquals(
                List.of(),
                object.programs().stream()
                        .flatMap(p -> LinkedProgram.of(object, p).lint().stream())
                        .toList());
    }

    /** Function by function, as the symbols have it. */
    @ParameterizedTest
    @MethodSource("objects")
    void findsNothingInWhatClangMakes(Path file) throws IOException {
        ElfImage image = ElfImage.read(file.toString(), Files.readAllBytes(file));
        int functions = 0;
        for (ElfImage.Section section : image.sections()) {
            if (!section.isExecutable() || image.bytes(section).length == 0) {
                continue;
            }
            long[] words = Code.ofBytes(image.bytes(section)).words();
            List<Integer> starts = new ArrayList<>();
            image.symbolsIn(section).stream()
                    .filter(symbol -> !symbol.name().startsWith("LBB") && !symbol.name().isEmpty())
                    .forEach(symbol -> starts.add((int) symbol.value() / Insn.BYTES));
            List<Integer> bounds = Stream.concat(starts.stream(), Stream.of(words.length)).distinct().sorted().toList();
            for (int i = 0; i + 1 < bounds.size(); i++) {
                Code function = withNames(Arrays.copyOfRange(words, bounds.get(i), bounds.get(i + 1)));
                boolean isProgram = !section.name().equals(".text");
                assertEquals(List.of(), Lint.of(function, isProgram ? 1 : 5, true), section.name() + " at " + bounds.get(i));
                functions++;
            }
        }
        assertEquals(8, functions, "seven programs and the function that one calls");
    }

    /** Calls of functions as they are before the object is linked. */
    private static Code withNames(long[] words) {
        List<Relocation> names = new ArrayList<>();
        for (int slot = 0; slot < words.length; slot++) {
            boolean calls = Insn.code(words[slot]) == Opcode.CALL && Insn.srcReg(words[slot]) == Opcode.BPF_PSEUDO_CALL;
            if (calls) {
                names.add(new Relocation(slot, Relocation.Kind.FUNCTION, "weighed"));
            }
        }
        return Code.of(words, words.length, names, LineTable.empty());
    }
}
