package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.object.BpfObject;
import dev.xdpasm.print.Listing;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of testdata against what the llvm tools made of the same programs (testdata/make-goldens.sh). */
class GoldenProgramsTest {
    private static final String MNEMONIC = "-mnemonic";

    /** Every program in testdata, in both dialects. */
    static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(Testdata.path("programs"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xasm"))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void bytesAreLlvms(String name) {
        String hex = Testdata.text("programs/" + golden(name) + ".hex").replaceAll("\\s", "");
        byte[] bytes = read(name).programs().get(0).code().toBytes();
        assertArrayEquals(HexFormat.of().parseHex(hex), bytes);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void listingIsLlvms(String name) {
        String listing = Testdata.text("programs/" + golden(name) + ".listing");
        assertEquals(listing, Listing.of(golden(name) + ".o", read(name)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void bothDialectsGiveTheSameObject(String name) {
        BpfObject one = read(name);
        BpfObject other = read(golden(name));
        assertEquals(one.maps(), other.maps());
        assertEquals(one.license(), other.license());
        assertEquals(
                one.programs().get(0).code().relocations(),
                other.programs().get(0).code().relocations());
    }

    private static BpfObject read(String name) {
        return XasmReader.read(Testdata.path("programs/" + name + ".xasm"));
    }

    private static String golden(String name) {
        return name.replace(MNEMONIC, "");
    }
}
