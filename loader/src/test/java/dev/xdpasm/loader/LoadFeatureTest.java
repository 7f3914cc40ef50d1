package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the kernel lacks is left out of an object or written otherwise, and told: with forced answers, and with the kernel's own,
 * of which each version has others.
 */
@KernelTest
class LoadFeatureTest {
    private static final byte[] PACKET = new byte[64];
    private static final int PASS = 2;

    private final List<String> notes = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(LoadFeature.class)
    void objectsAreLoadedWithoutOne(LoadFeature missing) throws IOException {
        BpfObject object = withAttribute(read("newer-types.19-v3-g.o"));
        try (Bpf bpf = Bpf.load(object, missing(Set.of(missing)))) {
            assertEquals(PASS, bpf.xdp("uses_types").run(PACKET).retval());
            assertTrue(notes.contains(missing.note()), notes::toString);
        }
    }

    @Test
    void objectsAreLoadedWithoutAny() throws IOException {
        try (Bpf bpf = Bpf.load(read("newer-types.19-v3-g.o"), missing(EnumSet.allOf(LoadFeature.class)))) {
            assertEquals(PASS, bpf.xdp("uses_types").run(PACKET).retval());
            assertEquals("", bpf.xdp("uses_types").info().name());
        }
    }

    /** What stands in the kernel's copy of the types with the feature, and what instead without it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BTF_FLOAT       | FLOAT 'float' size=4             | STRUCT 'float' size=4 vlen=0
            BTF_DECL_TAG    | DECL_TAG 'counted'               | INT 'xdpasm_left_out' size=4
            BTF_TYPE_TAG    | TYPE_TAG 'user'                  | CONST '(anon)'
            BTF_ENUM64      | ENUM64 'wide'                    | UNION 'wide' size=8 vlen=2
            BTF_GLOBAL_FUNC | FUNC 'global_function' type_id=# linkage=global | FUNC 'global_function' type_id=# linkage=static
            BTF_DATASEC     | DATASEC '.bss' size=40           | INT 'xdpasm_left_out' size=4
            """)
    void typesAreWrittenOtherwise(LoadFeature missing, String with, String without) throws IOException {
        BpfObject object = read("newer-types.19-v3-g.o");
        try (Bpf bpf = Bpf.load(object)) {
            assertTrue(types(bpf).contains(with), () -> types(bpf));
        }
        try (Bpf bpf = Bpf.load(object, missing(Set.of(missing)))) {
            assertFalse(types(bpf).contains(with), () -> types(bpf));
            assertTrue(types(bpf).contains(without), () -> types(bpf));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BTF", "BTF_FUNC"})
    void programsHaveNoTypesThen(LoadFeature missing) throws IOException {
        try (Bpf bpf = Bpf.load(read("newer-types.19-v3-g.o"), missing(Set.of(missing)))) {
            String printed = Corpus.printed("id", Integer.toString(bpf.program("uses_types").id()));
            assertFalse(printed.contains("; "), printed);
        }
    }

    @Test
    void anOlderHelperIsCalled() throws IOException {
        try (Bpf bpf = Bpf.load(read("newer-types.19-v3-g.o"), missing(Set.of(LoadFeature.PROBE_READ_KERNEL)))) {
            String printed = Corpus.printed("id", Integer.toString(bpf.program("reads_kernel").id()));
            assertTrue(printed.contains("call bpf_probe_read_compat#") && !printed.contains("call bpf_probe_read_kernel"), printed);
        }
    }

    /** Attributes came with Linux 6.15: this kernel's own answer decides, and is the right one. */
    @Test
    void theKernelIsAsked() throws IOException {
        boolean has = Features.load(LoadFeature.BTF_ATTRIBUTES).isSupported();
        try (Bpf bpf = Bpf.load(withAttribute(read("newer-types.19-v3-g.o")), missing(Set.of()))) {
            assertEquals(has ? List.of() : List.of(LoadFeature.BTF_ATTRIBUTES.note()), notes);
            assertTrue(types(bpf).contains("FUNC 'uses_types'"));
        }
    }

    @ParameterizedTest
    @EnumSource(LoadFeature.class)
    void theKernelHasWhatItsVersionHas(LoadFeature feature) {
        Matcher version = Pattern.compile("Linux (\\d+)\\.(\\d+)").matcher(feature.toString());
        assertTrue(version.find());
        Needs.feature(Features.load(feature), Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }

    /** Compilers of 2025 write such, clang 19 does not yet. */
    private static BpfObject withAttribute(BpfObject object) {
        BtfBuilder types = new BtfBuilder();
        types.append(object.btf());
        int number = types.add(BtfType.Int.of("attributed", Integer.BYTES, 0));
        types.add(new BtfType.Ptr(types.add(new BtfType.TypeTag("noderef", number, true))));
        return object.toBuilder().btf(types.build()).build();
    }

    private LoadOptions missing(Set<LoadFeature> missing) {
        return LoadOptions.defaults().withMissing(missing).withNotes(notes::add);
    }

    private static String types(Bpf bpf) {
        String shown = Corpus.shown("prog", "show", "id", Integer.toString(bpf.program("uses_types").id()), "-j");
        Matcher id = Pattern.compile("\"btf_id\":(\\d+)").matcher(shown);
        assertTrue(id.find(), shown);
        return Corpus.shown("btf", "dump", "id", id.group(1)).replaceAll("type_id=\\d+", "type_id=#");
    }

    private static BpfObject read(String name) throws IOException {
        return ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name)));
    }
}
