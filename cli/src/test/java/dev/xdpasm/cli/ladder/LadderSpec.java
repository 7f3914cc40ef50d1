package dev.xdpasm.cli.ladder;

import dev.xdpasm.InputFile;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a program of the ladder has to do: a file of vectors in testdata/ladder, whose README says what its fields mean.
 *
 * @param program the name of the files, such as {@code p04_blocklist}
 * @param entry the name of the program in its object
 * @param maps the maps that it has to have
 * @param baseSetup what is written before each vector's own
 * @param vectors what comes in and what has to come out
 */
record LadderSpec(String program, String entry, List<MapShape> maps, List<Write> baseSetup, List<Vector> vectors) {
    private static final int KERNEL_NAME = 15;

    /** A letter and two digits. */
    private static final int NUMBER = 3;

    /** A map by the first 15 characters of its name, as the kernel knows it. */
    record MapShape(String name, MapType type, int keySize, int valueSize, int maxEntries, int flags) {

        private static MapShape of(JsonTree json) {
            return new MapShape(
                    json.text("name"),
                    MapType.byShortName(json.text("type")).orElseThrow(),
                    json.number("key_size"),
                    json.number("value_size"),
                    json.number("max_entries"),
                    json.has("flags") ? json.number("flags") : 0);
        }

        /** {@return the map of an object that has this name, if there is one} */
        Optional<MapSpec> in(BpfObject object) {
            return object.maps().stream().filter(map -> isNamed(map.name(), name)).findFirst();
        }

        /** {@return whether a map is as this one} */
        boolean fits(MapSpec map) {
            return map.type() == type
                    && map.keySize() == keySize
                    && map.valueSize() == valueSize
                    && map.maxEntries() == maxEntries
                    && map.flags() == flags;
        }
    }

    /** Values that are written under consecutive keys from one on; of one value the key can be anything. */
    record Write(String map, byte[] key, List<byte[]> values) {

        private static Write of(JsonTree json, int valueSize) {
            if (!json.has("data")) {
                return new Write(json.text("map"), json.bytes("key"), List.of(json.bytes("value")));
            }
            int start = json.has("start") ? json.number("start") : 0;
            byte[] data = json.bytes("data");
            List<byte[]> values = IntStream.range(0, data.length / valueSize)
                    .mapToObj(i -> Arrays.copyOfRange(data, i * valueSize, (i + 1) * valueSize))
                    .toList();
            return new Write(json.text("map"), LadderRun.index(start), values);
        }
    }

    /** A packet, and what is to become of it. */
    record Step(byte[] packet, int action, byte[] packetOut) {

        private static Step of(JsonTree json) {
            byte[] packet = json.bytes("packet");
            return new Step(packet, json.number("action"), json.bytesIfThere("packet_out").orElse(packet));
        }
    }

    /** What a map is to hold under a key, in the bits of the mask. */
    record Entry(byte[] key, byte[] value, byte[] mask) {

        private static Entry of(JsonTree json) {
            byte[] value = json.bytes("value");
            byte[] all = new byte[value.length];
            Arrays.fill(all, (byte) -1);
            return new Entry(json.bytes("key"), value, json.bytesIfThere("mask").orElse(all));
        }

        private boolean isMasked() {
            for (byte each : mask) {
                if (each != -1) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One run: maps as they are before, packets, maps and rings as they are then. */
    record Vector(
            String name, List<Write> setup, List<Step> steps, Map<String, List<Entry>> finals, Map<String, List<byte[]>> rings) {

        private boolean isExact() {
            return finals.values().stream().flatMap(List::stream).noneMatch(Entry::isMasked);
        }
    }

    /** {@return whether all bits of the maps are foreseen, and none depends on the clock} */
    boolean isExact() {
        return vectors.stream().allMatch(Vector::isExact);
    }

    /** {@return the specification that a file holds} */
    static LadderSpec read(Path file) throws IOException {
        JsonTree json = JsonTree.read(file);
        List<MapShape> maps = json.objects("maps", MapShape::of);
        return new LadderSpec(
                json.text("program"),
                json.text("entry"),
                maps,
                writes(json, "base_setup", maps),
                json.objects("vectors", vector -> new Vector(
                        vector.text("name"),
                        writes(vector, "setup", maps),
                        vector.objects("steps", Step::of),
                        vector.lists("final", JsonTree.class, Entry::of),
                        vector.lists("rings", String.class, HexFormat.of()::parseHex))));
    }

    /** {@return all specifications, in the order of their names} */
    static List<LadderSpec> all() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(LadderSpec::unchecked).toList();
        }
    }

    private static LadderSpec unchecked(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** {@return the specification of a program by the number in its file's name, such as {@code P04Blocklist.java}} */
    static LadderSpec ofExample(Path file) {
        String number = file.getFileName().toString().substring(0, NUMBER).toLowerCase(Locale.ROOT);
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(each -> each.getFileName().toString().matches(number + "_.*\\.json"))
                    .findFirst()
                    .map(LadderSpec::unchecked)
                    .orElseThrow(() -> new IllegalArgumentException("no specification of " + file));
        } catch (IOException e) {
            throw new IllegalStateException(folder() + ": " + e.getMessage(), e);
        }
    }

    /** {@return testdata/ladder} */
    static Path folder() {
        return Path.of(System.getProperty("xdpasm.testdata"), "ladder");
    }

    /** {@return the C that clang is given} */
    Path cSource() {
        return folder().resolve(program + ".bpf.c");
    }

    /** {@return what clang made of it} */
    BpfObject clangs() {
        Path file = folder().resolve(program + ".bpf.o");
        return ElfReader.read(file.toString(), InputFile.bytes(file));
    }

    /** {@return whether a map's name is the one of a specification, as far as the kernel keeps it} */
    static boolean isNamed(String name, String specified) {
        return kept(name).equals(kept(specified));
    }

    private static String kept(String name) {
        return name.substring(0, Math.min(KERNEL_NAME, name.length()));
    }

    private static List<Write> writes(JsonTree json, String field, List<MapShape> maps) {
        return json.objects(field, write -> Write.of(write, maps.stream()
                .filter(map -> map.name().equals(write.text("map")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no map " + write.text("map")))
                .valueSize()));
    }

    @Override
    public String toString() {
        return program;
    }
}
