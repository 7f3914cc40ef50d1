package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfFormatException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.print.JavaCompiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The objects of testdata/elf are printed as Java, which is compiled and run: libbpf, this loader and the kernel make the same of
 * what comes out.
 */
@KernelTest
class PrintedJavaTest {
    private static final Path PINNED = Path.of("/sys/fs/bpf/xdpasm_pinned");
    private static final Map<String, BpfObject> READ = new TreeMap<>();
    private static final Map<String, BpfObject> MADE = new TreeMap<>();

    @BeforeAll
    static void printAndCompile() throws IOException {
        for (String name : CorpusTest.objects()) {
            try {
                READ.put(name, ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name))));
            } catch (ElfFormatException e) {
                assertEquals("callbacks.19-v3.o", name);
            }
        }
        List<BpfObject> made = JavaCompiling.objects(new ArrayList<>(READ.values()));
        READ.keySet().forEach(name -> MADE.put(name, made.get(MADE.size())));
    }

    static List<String> objects() throws IOException {
        return CorpusTest.objects().stream().filter(name -> !name.equals("callbacks.19-v3.o")).toList();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void libbpfLoadsTheSame(String name, @TempDir Path directory) throws IOException {
        Corpus.Seen expected = seen(Files.write(directory.resolve(name), ElfWriter.write(READ.get(name))), name);
        Corpus.Seen found = seen(Files.write(directory.resolve(name), ElfWriter.write(MADE.get(name))), name);
        assertEquals(expected.refusal().isEmpty(), found.refusal().isEmpty(), found::refusal);
        assertEquals(expected.translated(), found.translated());
        assertEquals(expected.maps(), found.maps());
        assertEquals(expected.types(), found.types());
        Corpus.Seen original = seen(Corpus.DIRECTORY.resolve(name), name);
        if (original.refusal().isEmpty()) {
            assertEquals(original.translated(), found.translated());
        }
    }

    private static Corpus.Seen seen(Path object, String name) throws IOException {
        Corpus.Seen seen = Corpus.seenByLibbpf(object, name.startsWith("pinned."));
        Files.deleteIfExists(PINNED);
        return seen;
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theKernelMakesTheSameOfIt(String name) throws IOException {
        assertEquals(translated(READ.get(name)), translated(MADE.get(name)));
    }

    /** What the kernel makes of each program, nothing if it is refused. */
    private static Optional<Map<String, String>> translated(BpfObject object) throws IOException {
        Map<String, String> programs = new TreeMap<>();
        try (Bpf bpf = Bpf.load(object)) {
            bpf.programs().forEach(program -> programs.put(program.name(), Corpus.translated("id", Integer.toString(program.id()))));
            return Optional.of(programs);
        } catch (BpfException e) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(PINNED);
        }
    }

    @Test
    void mostAreLoaded() throws IOException {
        int loaded = 0;
        for (BpfObject object : MADE.values()) {
            loaded += translated(object).isPresent() ? 1 : 0;
        }
        int count = loaded;
        assertTrue(count >= 40, () -> count + " of " + MADE.size());
    }
}
