package dev.xdpasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {

    @Test
    void readsAFileThatIsSaidToBeEmpty() {
        // the kernel makes it when it is read
        byte[] bytes = InputFile.bytes(Path.of("/proc/self/maps"));
        assertTrue(bytes.length > 0);
        assertTrue(new String(bytes, StandardCharsets.UTF_8).contains("[stack]"));
    }

    @Test
    void readsAPipe(@TempDir Path dir) throws Exception {
        Path pipe = dir.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        byte[] sent = "r0 = 2\nexit\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        Thread writer = new Thread(() -> {
            try {
                Files.write(pipe, sent);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();
        assertArrayEquals(sent, InputFile.bytes(pipe));
        writer.join();
    }

    @Test
    void refusesAFileWithoutEnd() {
        BpfException refused = assertThrows(BpfException.class, () -> InputFile.bytes(Path.of("/dev/zero")));
        assertEquals("/dev/zero: is larger than 64 MiB, expected a program", refused.getMessage());
    }

    @Test
    void textLosesItsByteOrderMarkOnly() {
        assertEquals("r0 = 2 # \u00fcber\n", InputFile.text("a", "\ufeffr0 = 2 # \u00fcber\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void textMayHoldTheCharacterForWhatIsNone() {
        assertEquals("# \ufffd\n", InputFile.text("a", "# \ufffd\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        BpfException refused =
                assertThrows(BpfException.class, () -> InputFile.text("a", new byte[] {'#', ' ', (byte) 0xfc, '\n'}));
        assertEquals("a: is not UTF-8, expected text", refused.getMessage());
    }
}
