package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What libbpf makes of an object, by bpftool. */
final class Libbpf {
    private Libbpf() {}

    /** Asserts that the kernel has the same instructions of a program whether libbpf has loaded the object or our loader. */
    static void assertLoadsTheSame(BpfObject object, String program, Path dir) throws IOException, InterruptedException {
        Path file = Files.write(dir.resolve("object.o"), ElfWriter.write(object));
        Path pins = Path.of("/sys/fs/bpf/xdpasm-libbpf-" + ProcessHandle.current().pid());
        String theirs;
        try {
            bpftool("prog", "loadall", file.toString(), pins.toString());
            theirs = bpftool("prog", "dump", "xlated", "pinned", pins.resolve(program).toString());
        } finally {
            Files.deleteIfExists(pins.resolve(program));
            Files.deleteIfExists(pins);
        }
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(theirs, bpftool("prog", "dump", "xlated", "id", Integer.toString(bpf.program(program).id())));
        }
    }

    /** What bpftool prints; an error if it fails. */
    static String bpftool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bpftool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed.replaceAll("map\\[id:\\d+\\]", "map"); // each has maps of its own
    }
}
