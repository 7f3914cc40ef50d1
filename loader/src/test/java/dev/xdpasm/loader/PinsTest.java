package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(KernelReport.EACH)
@KernelTest(pins = true)
class PinsTest {
    private final Path folder = Path.of("/sys/fs/bpf", "xdpasm-test-" + ProcessHandle.current().pid());
    private Bpf bpf;

    @BeforeEach
    void load() throws IOException {
        Files.createDirectory(folder);
        bpf = Bpf.load(Programs.withMap(MapSpec.hash("a_map_with_a_long_name", 4, 8, 16)));
    }

    @AfterEach
    void unload() throws IOException {
        bpf.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String hint(KernelException e) {
        return e.hint().orElse("(none)");
    }

    @Test
    void pinnedProgramOutlivesItsHandle() {
        Path pin = folder.resolve("program");
        int id = Programs.only(bpf).id();
        Programs.only(bpf).pin(pin);
        bpf.close();
        try (LoadedProgram program = Pins.program(pin)) {
            assertEquals(id, program.id());
            assertEquals(Programs.PREFIX + "map", program.name());
            assertEquals(2, assertInstanceOf(XdpProgram.class, program).run(new byte[64]).retval());
        }
    }

    @Test
    void pinnedMapIsTheSameMap() {
        Path pin = folder.resolve("map");
        bpf.map("a_map_with_a_long_name").pin(pin);
        BpfMap<Long, Long> mine = bpf.map("a_map_with_a_long_name", Codecs.U32, Codecs.U64);
        try (BpfMap<Long, Long> map = Pins.map(pin, Codecs.U32, Codecs.U64)) {
            assertEquals(mine.id(), map.id());
            assertEquals(new MapSpec("a_map_with_a_lo", MapType.BPF_MAP_TYPE_HASH, 4, 8, 16, 0), map.spec());
            map.put(7L, 49L);
            assertEquals(Optional.of(49L), mine.get(7L));
        }
        assertThrows(BpfException.class, () -> Pins.map(pin, Codecs.U32, Codecs.U32));
    }

    @Test
    void oneIsNotTakenForTheOther() {
        Programs.only(bpf).pin(folder.resolve("program"));
        bpf.map("a_map_with_a_long_name").pin(folder.resolve("map"));
        assertEquals(
                "what is pinned to " + folder.resolve("map") + " is a map, not a program",
                assertThrows(BpfException.class, () -> Pins.program(folder.resolve("map"))).getMessage());
        assertEquals(
                "what is pinned to " + folder.resolve("program") + " is a program, not a map",
                assertThrows(BpfException.class, () -> Pins.map(folder.resolve("program"))).getMessage());
    }

    @Test
    void pinOverAPinIsRefused() {
        Path pin = folder.resolve("program");
        Programs.only(bpf).pin(pin);
        KernelException e = assertThrows(KernelException.class, () -> Programs.only(bpf).pin(pin));
        assertEquals("there is something of that name already", hint(e));
    }

    @Test
    void dotInANameIsRefused() {
        KernelException e =
                assertThrows(KernelException.class, () -> Programs.only(bpf).pin(folder.resolve("a.b")));
        assertEquals("bpffs allows no '.' in a name", hint(e));
        assertEquals("EPERM", e.errnoName());
        assertTrue(!e.isPermission(), "it is no matter of privileges");
    }

    @Test
    void missingFolderIsNamed() {
        Path missing = folder.resolve("none");
        KernelException e =
                assertThrows(KernelException.class, () -> Programs.only(bpf).pin(missing.resolve("program")));
        assertEquals("there is no folder " + missing, hint(e));
        KernelException get = assertThrows(KernelException.class, () -> Pins.program(missing.resolve("program")));
        assertEquals("there is no folder " + missing, hint(get));
    }

    @Test
    void otherFileSystemIsNamed(@TempDir Path elsewhere) throws IOException {
        KernelException e =
                assertThrows(KernelException.class, () -> Programs.only(bpf).pin(elsewhere.resolve("program")));
        assertEquals(elsewhere + " is not on bpffs", hint(e));
        Path file = Files.writeString(elsewhere.resolve("file"), "text");
        KernelException get = assertThrows(KernelException.class, () -> Pins.map(file));
        assertEquals(elsewhere + " is not on bpffs, only there things are pinned", hint(get));
    }

    @Test
    void nothingPinnedIsSaid() {
        KernelException e = assertThrows(KernelException.class, () -> Pins.program(folder.resolve("nothing")));
        assertEquals("nothing is pinned there", hint(e));
        assertEquals("it is a folder", hint(assertThrows(KernelException.class, () -> Pins.program(folder))));
    }
}
