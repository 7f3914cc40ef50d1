package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfTypesTest {
    @Test
    void findsWhatTheObjectReaderFinds(@TempDir Path directory) throws IOException {
        byte[] object = Files.readAllBytes(Testdata.path("elf/globals.19-v3-g.o"));
        ElfImage image = ElfImage.read("globals.o", object);
        byte[] expected = image.bytes(image.section(".BTF").orElseThrow());
        Path file = Files.write(directory.resolve("globals.o"), object);
        assertArrayEquals(expected, ElfTypes.read(file).orElseThrow());
        Path none = Files.write(directory.resolve("none.o"), Files.readAllBytes(Testdata.path("elf/permit.19-v2.o")));
        assertTrue(ElfTypes.read(none).isEmpty());
    }

    /** Damaged files are refused in words, and nothing is allocated for what they claim to have. */
    @Test
    void refusesDamagedFiles(@TempDir Path directory) throws IOException {
        byte[] object = Files.readAllBytes(Testdata.path("elf/permit.19-v3-g.o"));
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = object.clone();
            for (int n = 0; n < 3; n++) {
                // in the headers, where it matters
                int at = random.nextBoolean() ? random.nextInt(Elf.HEADER_BYTES) : damaged.length - 1 - random.nextInt(1000);
                damaged[at] = (byte) random.nextInt();
            }
            try {
                ElfTypes.read(Files.write(directory.resolve("damaged.o"), damaged));
            } catch (ElfFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 500, refused + " refused");
    }
}
