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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The objects of testdata/elf, and libbpf's word on them. */
final class Corpus {
    static final Path DIRECTORY = Path.of(System.getProperty("xdpasm.testdata", "../testdata"), "elf");

    private static final Path PINS = Path.of("/sys/fs/bpf", Programs.PREFIX + "corpus");
    private static final Path MAP_PINS = Path.of("/sys/fs/bpf", Programs.PREFIX + "corpus_maps");

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
            pins(PINS).forEach(each);
            return "";
        } finally {
            unpin();
        }
    }

    /**
     * What the kernel has of an object that libbpf (bpftool) loaded, ids left out.
     *
     * @param refusal what bpftool said when it refused, or nothing
     * @param translated the instructions of each program, by its name
     * @param maps type, sizes, entries and flags of each map, as bpftool shows them
     * @param types the types of the programs, or nothing
     */
    record Seen(String refusal, Map<String, String> translated, Map<String, String> maps, String types) {}

    /**
     * {@return what libbpf makes of an object; it is out of the kernel again}
     *
     * @param pinsItself whether it has a map that is pinned by name, which can be pinned nowhere else then
     */
    static Seen seenByLibbpf(Path object, boolean pinsItself) {
        Map<String, String> translated = new TreeMap<>();
        Map<String, String> maps = new TreeMap<>();
        StringBuilder types = new StringBuilder();
        List<String> command = new ArrayList<>(List.of("prog", "loadall", object.toString(), PINS.toString()));
        if (!pinsItself) {
            command.addAll(List.of("pinmaps", MAP_PINS.toString()));
        }
        try {
            List<String> said = new ArrayList<>();
            String refusal = bpftool(said, command.toArray(String[]::new)) == 0 ? "" : String.join("\n", said);
            if (refusal.isEmpty()) {
                for (Path pin : pins(PINS)) {
                    translated.put(pin.getFileName().toString(), translated("pinned", pin.toString()));
                    types.append(types.isEmpty() ? typesOf(pin) : "");
                }
                for (Path pin : pinsItself ? List.of(Path.of("/sys/fs/bpf/xdpasm_pinned")) : pins(MAP_PINS)) {
                    maps.put(pin.getFileName().toString(), shown("map", "show", "pinned", pin.toString(), "-j")
                            .replaceAll("\"(id|bytes_memlock)\":\\d+,?|\"pids\":\\[[^]]*\\],?", "")
                            .replaceAll("\"btf_id\":\\d+", "\"btf_id\":there"));
                }
            }
            return new Seen(refusal, translated, maps, types.toString());
        } finally {
            unpin();
        }
    }

    /** The types that the kernel keeps of a program; nothing if it has none. */
    private static String typesOf(Path pin) {
        Matcher id = Pattern.compile("\"btf_id\":(\\d+)").matcher(shown("prog", "show", "pinned", pin.toString(), "-j"));
        return id.find() ? shown("btf", "dump", "id", id.group(1)) : "";
    }

    /** {@return what bpftool prints; an error if it fails} */
    static String shown(String... arguments) {
        List<String> said = new ArrayList<>();
        if (bpftool(said, arguments) != 0) {
            throw new AssertionError(String.join("\n", said));
        }
        return String.join("\n", said);
    }

    /** {@return the lines that bpftool prints; none if it fails} */
    static List<String> shownIfTaken(String... arguments) {
        List<String> said = new ArrayList<>();
        return bpftool(said, arguments) == 0 ? said : List.of();
    }

    /** {@return the C text that bpftool makes of an object, without the bytes of the file in it; nothing if it refuses} */
    static String skeleton(Path object) {
        String text = String.join("\n", shownIfTaken("gen", "skeleton", object.toString(), "name", "skeleton"));
        return text.replaceAll("libbpf: .*\n", "")
                .replaceAll("sz = \\d+;", "sz = ;")
                .replaceAll("(?s)\\(const void \\*\\)\".*?\";", "(const void *)\"\";");
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
        return shown("prog", "dump", "xlated", by, which).replaceAll("map\\[id:\\d+\\]", "map[id]");
    }

    /** Makes one object of several by bpftool. */
    static void linkWithLibbpf(Path linked, List<Path> objects) {
        List<String> arguments = new ArrayList<>(List.of("gen", "object", linked.toString()));
        objects.forEach(object -> arguments.add(object.toString()));
        shown(arguments.toArray(String[]::new));
    }

    private static void unpin() {
        for (Path directory : List.of(PINS, MAP_PINS)) {
            try {
                for (Path pin : pins(directory)) {
                    Files.delete(pin);
                }
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is pinned in a folder; without programs or maps there is nothing to pin, and no folder. */
    private static List<Path> pins(Path directory) {
        try (Stream<Path> pins = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            return pins.sorted().toList();
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
