package dev.xdpasm.loader.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {

    @Test
    void numberOfSeveralDigitsIsReadWhole() {
        // /proc/sys hands a number to the first read only, however short that is.
        int max = Integer.parseInt(ProcFiles.read("/proc/sys/kernel/pid_max").orElse("0").strip());
        assertTrue(max > 300, () -> "pid_max " + max);
    }

    @Test
    void longFileIsReadWhole(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("long"), "0123456789".repeat(5000));
        assertEquals(50_000, ProcFiles.read(file).orElse("").length());
    }

    @Test
    void missingFileIsEmpty() {
        assertEquals(Optional.empty(), ProcFiles.read("/no/such/file"));
        assertEquals(Optional.empty(), ProcFiles.link(Path.of("/no/such/link")));
    }

    @Test
    void fieldIsFoundByItsWholeName() {
        String text = "prog_id_of:\t1\nprog_id:\t42\nmemlock: 4096\n";
        assertEquals(Optional.of("42"), ProcFiles.field(text, "prog_id"));
        assertEquals(Optional.of("4096"), ProcFiles.field(text, "memlock"));
        assertEquals(Optional.empty(), ProcFiles.field(text, "prog"));
    }
}
