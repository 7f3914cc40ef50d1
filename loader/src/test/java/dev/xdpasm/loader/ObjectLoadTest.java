package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What objects of testdata/elf do once they are loaded, and what is said of those that are not. */
@KernelTest(pins = true)
class ObjectLoadTest {
    private static final byte[] PACKET = new byte[64];
    private static final int DROP = 1;
    private static final int PASS = 2;

    @ParameterizedTest
    @CsvSource({
        "permit.14-v1.o, permit, 2",
        "callbacks.19-v3-g.o, loops, 2",
        "globals.14-v2.o, answer, 2",
        "kconfig.14-v2-g.o, configured, 2",
        "map-in-map.19-v3-g.o, through_both, 2",
        "prog-array.14-v2-g.o, entry, 2",
        "static-in-section.19-v3-g.o, uses_helper, 2",
        "strings.14-v2.o, say, 1",
        "text-sections.14-v2.o, uses_both, 2",
    })
    void programsDoWhatTheirSourcesSay(String object, String program, int verdict) throws IOException {
        try (Bpf bpf = Bpf.load(read(object))) {
            assertEquals(verdict, bpf.xdp(program).run(PACKET).retval());
        }
    }

    @Test
    void programsTakePagesOfAnArena() throws IOException {
        Needs.feature(Features.mapType(MapType.BPF_MAP_TYPE_ARENA), 6, 9);
        BpfObject object = read("arena.19-v3-g.o");
        assertEquals(1L << 44, object.map("arena").mapExtra());
        for (BpfObject one : List.of(object, ElfReader.read("written", ElfWriter.write(object)))) {
            try (Bpf bpf = Bpf.load(one)) {
                assertEquals(7, bpf.program("takes_page", SyscallProgram.class).call(new byte[0]).retval());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy-maps.14-v2.o", "legacy-maps.19-v3-g.o"})
    void mapsWithoutTypesWork(String object) throws IOException {
        try (Bpf bpf = Bpf.load(read(object))) {
            BpfMap<Long, Long> blocked = bpf.map("blocked", Codecs.U32, Codecs.U64);
            BpfMap<Long, Long> counters = bpf.map("counters", Codecs.U32, Codecs.U64);
            assertEquals(PASS, bpf.xdp("filter").run(PACKET).retval());
            blocked.put(1L, 1L);
            assertEquals(DROP, bpf.xdp("filter").run(PACKET).retval());
            assertEquals(2L, counters.get(1L).orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xdp/myapp", "myapp"})
    void whatRustMakesIsFoundBySectionAndByFunction(String name) throws IOException {
        try (Bpf bpf = Bpf.load(read("legacy-maps-aya.14-v2.o"))) {
            assertEquals(PASS, bpf.xdp(name).run(PACKET).retval());
            assertEquals(1L, bpf.map("EVENTS", Codecs.U32, Codecs.U32).get(0L).orElseThrow());
        }
    }

    @Test
    void programsThatAreNotAskedForAreNotLoaded() throws IOException {
        try (Bpf bpf = Bpf.load(read("optional.19-v3-g.o"))) {
            assertEquals(List.of("loaded"), bpf.programs().stream().map(LoadedProgram::name).toList());
            BpfException e = assertThrows(BpfException.class, () -> bpf.xdp("refused"));
            assertEquals("program refused is in section ?xdp and so not loaded unless asked for", e.getMessage());
        }
        BpfObject asked = read("optional.19-v3-g.o")
                .withProgram("refused", program -> program.withKind(program.kind().withAutoload(true)));
        assertThrows(VerifierException.class, () -> Bpf.load(asked));
        try (Bpf bpf = Bpf.load(asked, LoadOptions.defaults().withPartial(true))) {
            assertEquals(Set.of("refused"), bpf.refused().keySet());
            assertThrows(VerifierException.class, () -> bpf.program("refused"));
            assertEquals(PASS, bpf.xdp("loaded").run(PACKET).retval());
        }
    }

    @Test
    void pinnedMapsAreSharedIfTheyAreTheSame() throws IOException {
        Path pin = Path.of("/sys/fs/bpf/xdpasm_pinned");
        BpfObject object = read("pinned.19-v3-g.o");
        try (Bpf first = Bpf.load(object);
                Bpf second = Bpf.load(object)) {
            first.map("xdpasm_pinned", Codecs.U32, Codecs.U64).put(0L, 1L);
            assertEquals(first.map("xdpasm_pinned").id(), second.map("xdpasm_pinned").id());
            assertEquals(DROP, second.xdp("count").run(PACKET).retval());
            BpfObject other = object.withMap("xdpasm_pinned", map -> map.withSizes(4, 4).withTypes(0, 0));
            BpfException e = assertThrows(BpfException.class, () -> Bpf.load(other));
            assertEquals(
                    "map xdpasm_pinned cannot be the one that is pinned to /sys/fs/bpf/xdpasm_pinned: it is to have"
                            + " value_size 4 and has 8; unpin it, or change the object's",
                    e.getMessage());
        } finally {
            Files.deleteIfExists(pin);
        }
    }

    @Test
    void aMissingFieldIsNamed() throws IOException {
        BpfObject object = read("core-missing.19-v3-g.o");
        List<String> notes = new ArrayList<>();
        VerifierException e = assertThrows(
                VerifierException.class, () -> Bpf.load(object, LoadOptions.defaults().withNotes(notes::add)));
        assertTrue(e.summary().contains("struct task_struct::xdpasm_no_such_field"), e::summary);
        assertTrue(notes.stream().anyMatch(note -> note.contains("xdpasm_no_such_field")), notes::toString);
    }

    @Test
    void aMissingLicenseIsExplained() throws IOException {
        BpfObject object = read("no-license.19-v3-g.o");
        VerifierException e = assertThrows(VerifierException.class, () -> Bpf.load(object));
        assertTrue(e.summary().contains("the object says no license"), e::summary);
        Bpf.load(object.withLicense("GPL")).close();
    }

    @Test
    void sectionsThatSayNothingAreExplained() throws IOException {
        BpfObject object = read("unknown-section.19-v3-g.o");
        assertEquals(
                "program what is in section xdpasm_unknown, which does not say what it is for, expected one such as xdp or tc",
                assertThrows(BpfException.class, () -> Bpf.load(object)).getMessage());
    }

    @Test
    void whatAnotherObjectHasIsToBeLinked() throws IOException {
        BpfObject object = read("linked-main.19-v3-g.o");
        String message = assertThrows(BpfException.class, () -> Bpf.load(object)).getMessage();
        assertTrue(message.endsWith("is neither the object's nor the kernel's: link it with the object that has it"), message);
    }

    private static BpfObject read(String name) throws IOException {
        return ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name)));
    }
}
