package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.ObjectLinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All objects of testdata/elf, loaded here and by libbpf (bpftool): both load it or both refuse it, and what the kernel makes
 * of each program's instructions is the same.
 */
@KernelTest
class CorpusTest {
    /** What libbpf refuses and is loaded here, by the source's name, with the reason. */
    private static final Map<String, String> LOADED_HERE_ONLY = Map.of(
            "legacy-maps", "libbpf has given up maps without BTF",
            "legacy-maps-aya", "libbpf has given up maps without BTF",
            "static-in-section", "libbpf wants static functions in .text",
            "text-sections", "libbpf wants static functions in .text",
            "newer-sections", "libbpf 1.1 is older than these sections",
            "rust-firewall", "libbpf has given up maps without BTF",
            "struct-ops-link", "libbpf 1.1 is older than this section",
            "arena", "libbpf 1.1 is older than maps with a number of 64 bits",
            "optional", "bpftool pins programs that it has not loaded");

    /** What libbpf refuses as compilers write it, and takes as it is written here. */
    private static final Set<String> LOADED_ONCE_WRITTEN =
            Set.of("legacy-maps", "static-in-section", "text-sections", "rust-firewall");

    /** What the kernel has to have for what libbpf refuses. */
    private static final Map<String, KernelFeature> NEEDED = Map.of(
            "newer-sections", KernelFeature.NETFILTER,
            "struct-ops-link", KernelFeature.STRUCT_OPS_LINK,
            "arena", KernelFeature.ARENA);

    private static final Path PINNED = Path.of("/sys/fs/bpf/xdpasm_pinned");

    static List<String> objects() throws IOException {
        try (Stream<Path> files = Files.list(Corpus.DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".o"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        assertTrue(objects().size() >= 40, () -> "objects in " + Corpus.DIRECTORY);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void isReadLoadedAndWrittenAsLibbpfTakesIt(String name, @TempDir Path directory) throws IOException {
        String source = name.substring(0, name.indexOf('.'));
        boolean pinsItself = source.equals("pinned");
        Corpus.Seen theirs = Corpus.seenByLibbpf(Corpus.DIRECTORY.resolve(name), pinsItself);
        Files.deleteIfExists(PINNED);
        String refusal = theirs.refusal();
        BpfObject object;
        try {
            object = read(name);
        } catch (BpfException e) {
            assertFalse(refusal.isEmpty(), () -> "libbpf loads it: " + e.getMessage());
            return;
        }
        loadHere(object, source, refusal, theirs.translated());
        Path written = Files.write(directory.resolve(name), ElfWriter.write(object));
        Corpus.Seen rewritten = Corpus.seenByLibbpf(written, pinsItself);
        Files.deleteIfExists(PINNED);
        boolean loads = refusal.isEmpty() || LOADED_ONCE_WRITTEN.contains(source);
        assertEquals(loads, rewritten.refusal().isEmpty(), rewritten.refusal());
        if (refusal.isEmpty()) {
            assertEquals(theirs.translated(), rewritten.translated(), "instructions, as written here");
            if (object.btf().types().isEmpty()) {
                // what is written here describes functions and data of objects without types, too
                assertEquals(theirs.maps(), withoutTypes(rewritten.maps()), "maps, as written here");
            } else {
                assertEquals(theirs.maps(), rewritten.maps(), "maps, as written here");
                assertEquals(theirs.types(), rewritten.types(), "types, as written here");
            }
        }
    }

    private static Map<String, String> withoutTypes(Map<String, String> maps) {
        Map<String, String> without = new TreeMap<>(maps);
        without.replaceAll((name, shown) -> shown.replace(",\"btf_id\":there", ""));
        return without;
    }

    private static void loadHere(BpfObject object, String source, String refusal, Map<String, String> theirs)
            throws IOException {
        Map<String, String> ours = new TreeMap<>();
        try (Bpf bpf = Bpf.load(object)) {
            bpf.programs().forEach(program -> ours.put(program.name(), Corpus.translated("id", Integer.toString(program.id()))));
        } catch (BpfException e) {
            assertFalse(refusal.isEmpty(), () -> "libbpf loads it: " + e.getMessage());
            Optional<String> tooOld = Optional.ofNullable(NEEDED.get(source)).flatMap(KernelFeature::tooOld);
            assertTrue(tooOld.isPresent() || !LOADED_HERE_ONLY.containsKey(source), e.getMessage());
            tooOld.ifPresent(reason -> assertTrue(
                    e.getMessage().matches(".*(came with|needs) (Linux )?6\\.4|extern bpf_arena.* is not in the kernel.*"),
                    e.getMessage()));
            return;
        } finally {
            Files.deleteIfExists(PINNED);
        }
        if (LOADED_HERE_ONLY.containsKey(source)) {
            assertFalse(refusal.isEmpty(), "libbpf loads it too by now");
        } else {
            assertEquals("", refusal, "libbpf refuses it");
            assertEquals(theirs, ours);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subprograms.19-v3-g.o", "callbacks.14-v2-g.o", "core.19-v3-g.o"})
    void functionsAndSourceLinesReachTheKernel(String name) throws IOException {
        Map<String, String> theirs = new TreeMap<>();
        assertEquals("", Corpus.loadWithLibbpf(Corpus.DIRECTORY.resolve(name), pin -> theirs.put(
                pin.getFileName().toString(), Corpus.printed("pinned", pin.toString()))));
        Map<String, String> ours = new TreeMap<>();
        try (Bpf bpf = Bpf.load(read(name))) {
            bpf.programs().forEach(program -> ours.put(program.name(), Corpus.printed("id", Integer.toString(program.id()))));
        }
        assertTrue(ours.values().stream().allMatch(text -> text.contains("; ")), ours::toString);
        assertEquals(theirs, ours);
    }

    @Test
    void linksAsLibbpfLinks(@TempDir Path directory) throws IOException {
        List<String> names = List.of("linked-main.19-v3-g.o", "linked-library.19-v3-g.o");
        Path theirs = directory.resolve("linked.o");
        Corpus.linkWithLibbpf(theirs, names.stream().map(Corpus.DIRECTORY::resolve).toList());
        BpfObject linked = ObjectLinker.link(List.of(read(names.get(0)), read(names.get(1))));
        Map<String, String> expected = new TreeMap<>();
        assertEquals("", Corpus.loadWithLibbpf(theirs, expected));
        try (Bpf bpf = Bpf.load(linked)) {
            LoadedProgram entry = bpf.program("entry");
            assertEquals(expected.get("entry"), Corpus.translated("id", Integer.toString(entry.id())));
        }
        Map<String, String> written = new TreeMap<>();
        assertEquals("", Corpus.loadWithLibbpf(Files.write(directory.resolve("ours.o"), ElfWriter.write(linked)), written));
        assertEquals(expected, written);
    }

    @Test
    void libbpfLinksWhatIsWrittenHereWithWhatClangMakes(@TempDir Path directory) throws IOException {
        Path main = Corpus.DIRECTORY.resolve("linked-main.19-v3-g.o");
        Path library = Corpus.DIRECTORY.resolve("linked-library.19-v3-g.o");
        Path ours = Files.write(directory.resolve("main.o"), ElfWriter.write(read("linked-main.19-v3-g.o")));
        Corpus.linkWithLibbpf(directory.resolve("theirs.linked"), List.of(main, library));
        Corpus.linkWithLibbpf(directory.resolve("ours.linked"), List.of(ours, library));
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        assertEquals("", Corpus.loadWithLibbpf(directory.resolve("theirs.linked"), expected));
        assertEquals("", Corpus.loadWithLibbpf(directory.resolve("ours.linked"), actual));
        assertEquals(expected, actual);
    }

    private static BpfObject read(String name) throws IOException {
        return ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name)));
    }
}
