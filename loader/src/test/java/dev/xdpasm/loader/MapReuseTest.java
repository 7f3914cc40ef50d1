package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Maps that are there already, pinned or given, in the place of new ones. */
@KernelTest(pins = true)
class MapReuseTest {
    private static final String NAME = "shared";

    private final Path folder = Path.of("/sys/fs/bpf", "xdpasm-test-" + ProcessHandle.current().pid());

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder);
    }

    @AfterEach
    void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
        Files.delete(folder);
    }

    /** The kernel gives some other flags or sizes than they were asked for with. */
    static Stream<MapSpec> kinds() {
        return Stream.of(
                MapSpec.hash(NAME, 4, 8, 16),
                MapSpec.array(NAME, 8, 4),
                new MapSpec(NAME, MapType.BPF_MAP_TYPE_DEVMAP, 4, 8, 16, 0),
                new MapSpec(NAME, MapType.BPF_MAP_TYPE_DEVMAP_HASH, 4, 4, 16, 0),
                new MapSpec(NAME, MapType.BPF_MAP_TYPE_CPUMAP, 4, 4, 2, 0),
                new MapSpec(NAME, MapType.BPF_MAP_TYPE_LPM_TRIE, 8, 8, 16, 1),
                new MapSpec(NAME, MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 4, 0, 0),
                new MapSpec(NAME, MapType.BPF_MAP_TYPE_RINGBUF, 0, 0, 5000, 0));
    }

    private LoadOptions inFolder() {
        return LoadOptions.defaults().withPinDirectory(folder);
    }

    private static BpfObject pinned(MapSpec map) {
        return Programs.withMap(map.withPinning(MapSpec.Pinning.BY_NAME));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void pinnedMapIsTheSameForTheNextObject(MapSpec map) {
        try (Bpf first = Bpf.load(pinned(map), inFolder());
                Bpf second = Bpf.load(pinned(map), inFolder())) {
            assertEquals(first.map(NAME).id(), second.map(NAME).id());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void givenMapIsTheOneOfTheObject(MapSpec map) {
        try (Bpf first = Bpf.load(Programs.withMap(map));
                BpfMap<byte[], byte[]> asTheKernelTells = BpfMap.byId(first.map(NAME).id());
                Bpf second = Bpf.load(
                        Programs.withMap(map), LoadOptions.defaults().withMaps(Map.of(NAME, asTheKernelTells)))) {
            assertEquals(first.map(NAME).id(), second.map(NAME).id());
        }
    }

    @Test
    void otherSizesAreNamed() {
        MapSpec wanted = MapSpec.hash(NAME, 4, 8, 32);
        try (Bpf first = Bpf.load(pinned(MapSpec.hash(NAME, 4, 4, 16)), inFolder())) {
            String different = "it is to have value_size 8 and has 4, max_entries 32 and has 16";
            assertEquals(
                    "map shared cannot be the one that is pinned to " + folder.resolve(NAME) + ": " + different + "; unpin it, or change the object's",
                    assertThrows(BpfException.class, () -> Bpf.load(pinned(wanted), inFolder())).getMessage());
            LoadOptions given = LoadOptions.defaults().withMaps(Map.of(NAME, first.map(NAME)));
            assertEquals(
                    "map shared cannot be the one that is there: " + different,
                    assertThrows(BpfException.class, () -> Bpf.load(Programs.withMap(wanted), given)).getMessage());
        }
    }
}
