package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.loader.KernelTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
class BtfOfKernelTest {

    private static String bpftool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bpftool", "btf", "dump"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void dumpsTheKernelsTypesByNameAndById() throws IOException {
        String expected = bpftool("file", "/sys/kernel/btf/vmlinux", "format", "raw");
        assertEquals(new Cli(ExitStatus.OK, expected, ""), Cli.run("btf", "dump", "vmlinux", "--raw"));
        // the kernel's own types are the first that it has
        assertEquals(new Cli(ExitStatus.OK, expected, ""), Cli.run("btf", "dump", "id", "1"));
    }

    @Test
    void unknownIdsAreNamed() {
        assertEquals(
                new Cli(ExitStatus.FAILURE, "", "xdpasm: no BTF has the id 999999999\n"),
                Cli.run("btf", "dump", "id", "999999999"));
    }
}
