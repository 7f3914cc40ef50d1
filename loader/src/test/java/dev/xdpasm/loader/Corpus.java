package dev.xdpasm.loader;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The objects of testdata/elf, and libbpf's word on them. */
final class Corpus {
    static final Path DIRECTORY = Path.of(System.getProperty("xdpasm.testdata", "../testdata"), "elf");

    private static final Path PINS = Path.of("/sys/fs/bpf", Programs.PREFIX + "corpus");

    private Corpus() {}

    /**
     * Loads an object by bpftool and takes it out of the kernel again.
     *
     * @param translated is given what the kernel made of each program, by the program's name
     * @return what it said when it refused, or nothing
     */
    static String loadWithLibbpf(Path object, Map<String, String> translated) {
        return loadWithLibbpf(object, pin -> translated.put(
                pin.getFileName().toString(), translated("pinned", pin.toString())));
    }

    /**
     * Loads an object by bpftool and takes it out of the kernel again.
     *
     * @param each is given the pin of each program while it is there
     * @return what it said when it refused, or nothing
     */
    static String loadWithLibbpf(Path object, Consumer<Path> each) {
        try {
            List<String> said = new ArrayList<>();
            int status = bpftool(said, "prog", "loadall", object.toString(), PINS.toString());
            if (status != 0) {
                return String.join("\n", said);
            }
            // without programs there is nothing to pin
            try (Stream<Path> pins = Files.exists(PINS) ? Files.list(PINS) : Stream.empty()) {
                pins.forEach(each);
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unpin();
        }
    }

    /** {@return the instructions that the kernel made of a program, the ids of maps left out} */
    static String translated(String by, String which) {
        try {
            // into a file, as bpftool reads all of the kernel's symbols before it prints
            Path file = Files.createTempFile("xdpasm-translated", "");
            List<String> said = new ArrayList<>();
            int status = bpftool(said, "prog", "dump", "xlated", by, which, "file", file.toString());
            Code code = Code.ofBytes(Files.readAllBytes(file));
            Files.delete(file);
            if (status != 0) {
                throw new AssertionError(String.join("\n", said));
            }
            long[] words = code.words();
            for (int i = 0; i < words.length; i++) {
                boolean map = Insn.isWide(words[i]) && Insn.srcReg(words[i]) >= Opcode.BPF_PSEUDO_MAP_FD
                        && Insn.srcReg(words[i]) <= Opcode.BPF_PSEUDO_MAP_VALUE;
                words[i] = map ? Insn.withImm(words[i], 0) : words[i];
                i += Insn.isWide(words[i]) ? 1 : 0;
            }
            return Code.of(words).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what bpftool prints of a program: its instructions with functions and source lines, ids left out} */
    static String printed(String by, String which) {
        List<String> said = new ArrayList<>();
        if (bpftool(said, "prog", "dump", "xlated", by, which) != 0) {
            throw new AssertionError(String.join("\n", said));
        }
        return String.join("\n", said).replaceAll("map\\[id:\\d+\\]", "map[id]");
    }

    /** Makes one object of several by bpftool. */
    static void linkWithLibbpf(Path linked, List<Path> objects) {
        List<String> said = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("gen", "object", linked.toString()));
        objects.forEach(object -> arguments.add(object.toString()));
        if (bpftool(said, arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError(String.join("\n", said));
        }
    }

    private static void unpin() {
        try (Stream<Path> pins = Files.exists(PINS) ? Files.list(PINS) : Stream.empty()) {
            for (Path pin : pins.toList()) {
                Files.delete(pin);
            }
            Files.deleteIfExists(PINS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bpftool(List<String> said, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bpftool"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            said.addAll(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
