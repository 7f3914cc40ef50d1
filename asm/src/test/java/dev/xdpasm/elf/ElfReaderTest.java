package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.print.ListedImage;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfReaderTest {
    private static final byte[] VALID = ElfWriter.write(XasmReader.read("p.xasm", "r0 = 2\nexit"));

    private static byte[] clang(String name) throws IOException {
        return Files.readAllBytes(Testdata.path("elf/" + name));
    }

    @Test
    void readsWhatClangMakes() throws IOException {
        BpfObject object = ElfReader.read("some/maps.v3.o", clang("maps.19-v3-g.o"));
        MapSpec byType = object.map("by_type");
        assertEquals(
                new MapSpec("by_type", MapType.BPF_MAP_TYPE_LRU_HASH, 8, 24, 1000, 2),
                byType.withTypes(0, 0));
        assertEquals("key", object.btf().type(byType.keyType()).name());
        assertEquals(new MapSpec("by_size", MapType.BPF_MAP_TYPE_ARRAY, 4, 8, 5, 0), object.map("by_size"));
        assertEquals("maps", object.name());
        assertEquals("Dual MIT/GPL", object.license());
        assertEquals(List.of("first", "second"), object.programs().stream().map(p -> p.name()).toList());
        Relocation reference = object.program("second").code().relocations().get(0);
        assertEquals("by_size", reference.symbol());
        assertTrue(object.program("second").code().instruction(reference.slot()).slots() == 2);
        assertTrue(object.program("first").code().lineAt(0).orElseThrow().file().endsWith("maps.c"));
    }

    /** One byte of a valid file changed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | 0x7e | bad.o: offset 0x0: not an ELF file, expected it to begin with 7f 45 4c 46
            4  | 1    | bad.o: offset 0x4: a 32-bit ELF file, expected 64-bit
            5  | 2    | bad.o: offset 0x5: a big-endian ELF file, expected little-endian
            16 | 2    | bad.o: offset 0x10: an ELF file of type 2, expected 1 (relocatable object)
            18 | 62   | bad.o: offset 0x12: an ELF file for machine 62, expected 247 (BPF)
            58 | 63   | bad.o: offset 0x3a: section headers of 63 bytes, expected 64
            62 | 99   | bad.o: offset 0x3e: section names in section 99, expected 0 to 6
            46 | 1    | bad.o: offset 0x28: the section header table from 281474976711680, 448 bytes, expected within the file's SIZE
            """)
    void refusesDamagedHeaders(int offset, String value, String message) {
        byte[] file = VALID.clone();
        file[offset] = Integer.decode(value).byteValue();
        ElfFormatException error = assertThrows(ElfFormatException.class, () -> ElfReader.read("bad.o", file));
        String expected = message.replace("SIZE", Integer.toString(file.length));
        assertEquals(expected.replaceAll("from \\d+", "from N"), error.getMessage().replaceAll("from \\d+", "from N"));
    }

    @Test
    void refusesEveryCutOfAFile() {
        for (int length = 0; length < VALID.length; length++) {
            byte[] cut = Arrays.copyOf(VALID, length);
            assertThrows(ElfFormatException.class, () -> ElfReader.read("cut.o", cut), "of " + length + " bytes");
        }
    }

    /** 2,000 headers of one section would be copied 2,000 times: 1 GB from a file of 640 KB. */
    @Test
    void refusesSectionsThatShareBytes() {
        ElfLayout elf = new ElfLayout();
        byte[] code = new byte[512 << 10];
        int first = elf.addSection("xdp", Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, Insn.BYTES, code);
        for (int i = 1; i < 2000; i++) {
            elf.addSection("xdp", Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, Insn.BYTES, new byte[Insn.BYTES]);
        }
        byte[] file = elf.toBytes();
        ByteBuffer headers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) headers.getLong(40);
        for (int i = 1; i < 2000; i++) {
            int at = table + (first + i) * Elf.SECTION_BYTES;
            headers.putLong(at + 24, Elf.HEADER_BYTES).putLong(at + 32, code.length);
        }
        assertEquals(
                "bad.o: offset 0x40: section xdp begins within section xdp, expected 524352 or more",
                assertThrows(ElfFormatException.class, () -> ElfImage.read("bad.o", file)).getMessage());
    }

    @Test
    void manySectionsAndSymbolsTakeNoLongerThanTheyMust() {
        ElfLayout elf = new ElfLayout();
        int count = 30_000;
        for (int i = 0; i < count; i++) {
            int section = elf.addSection("xdp", Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, Insn.BYTES, new byte[Insn.BYTES]);
            elf.addSymbol("f" + i, Elf.STT_FUNC, section, 0, Insn.BYTES);
        }
        byte[] file = elf.toBytes();
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertEquals(count, ElfReader.read("many.o", file).programs().size());
            ListedImage.of("many.o", ElfImage.read("many.o", file));
        });
    }

    @Test
    void anImageNeedsNoMeaning() throws IOException {
        ElfImage image = ElfImage.read("globals.o", clang("globals.19-v3-g.o"));
        ElfImage.Section code = image.section("xdp").orElseThrow();
        assertTrue(code.isExecutable());
        assertTrue(image.symbolsIn(code).stream().anyMatch(symbol -> symbol.name().equals("answer")));
    }
}
