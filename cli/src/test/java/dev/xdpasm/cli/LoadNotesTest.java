package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.KernelTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --verbose}: what of a file is left out or written otherwise for this kernel. */
@KernelTest
class LoadNotesTest {
    private static final String PACKET = "00".repeat(64);

    private static final String TEXT = """
            .program xdp pass
                r0 = 2
                exit
            """;

    @TempDir
    Path folder;

    @Test
    void tellsWhatTheKernelLacks() {
        Path object = Path.of(System.getProperty("xdpasm.testdata", "../testdata"), "elf", "core.19-v3-g.o");
        Cli quiet = Cli.run("run", object, "--program", "fields", "--packet", PACKET);
        Cli verbose = Cli.run("run", object, "--program", "fields", "--packet", PACKET, "--verbose");
        // a program of a raw tracepoint is run on no packet; what was told before that counts here
        assertEquals(1, quiet.err().lines().count(), quiet.err());
        assertTrue(
                verbose.err().contains("xdpasm: program questions, instruction 3: field_exists of struct"
                        + " task_struct___gone::xdpasm_no_such_field: 0, as the target's struct task_struct has no field"),
                verbose.err());
        assertTrue(verbose.err().endsWith(quiet.err()), verbose.err());
    }

    @Test
    void saysNothingWhereNothingIsLeftOut() throws Exception {
        Path text = Files.writeString(folder.resolve("pass.xasm"), TEXT);
        Cli cli = Cli.run("run", text, "--packet", PACKET, "-v");
        assertEquals(ExitStatus.OK, cli.status());
        assertEquals("", cli.err());
    }
}
