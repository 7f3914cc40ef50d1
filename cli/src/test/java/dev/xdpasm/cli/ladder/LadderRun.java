package dev.xdpasm.cli.ladder;

import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.LoadedProgram;
import dev.xdpasm.loader.PerCpu;
import dev.xdpasm.loader.RingBuffer;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An object that is loaded and taken through the vectors of a specification. */
final class LadderRun implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();
    private static final Set<MapType> ARRAYS = Set.of(MapType.BPF_MAP_TYPE_ARRAY, MapType.BPF_MAP_TYPE_PERCPU_ARRAY);

    private final LadderSpec spec;
    private final Bpf bpf;
    private final LoadedProgram program;
    private final Map<String, BpfMap<byte[], byte[]>> maps = new LinkedHashMap<>();

    private LadderRun(LadderSpec spec, Bpf bpf, LoadedProgram program) {
        this.spec = spec;
        this.bpf = bpf;
        this.program = program;
    }

    /** {@return what is wrong with an object, by vector; empty if nothing is} */
    static List<String> failures(LadderSpec spec, BpfObject object) {
        List<String> failures = new ArrayList<>();
        for (LadderSpec.MapShape shape : spec.maps()) {
            Optional<MapSpec> map = shape.in(object);
            if (map.isEmpty() || !shape.fits(map.get())) {
                failures.add("map " + shape.name() + " is " + map + ", expected " + shape);
            }
        }
        if (failures.isEmpty()) {
            try (LadderRun run = load(spec, object)) {
                spec.vectors().forEach(vector -> run.take(vector, failures));
            }
        }
        return failures;
    }

    /** Loads an object that has the specification's maps. */
    static LadderRun load(LadderSpec spec, BpfObject object) {
        String entry = object.programs().size() == 1 ? object.programs().get(0).name() : spec.entry();
        Bpf bpf = Bpf.load(object);
        LadderRun run = new LadderRun(spec, bpf, bpf.program(entry));
        for (LadderSpec.MapShape shape : spec.maps()) {
            run.maps.put(shape.name(), bpf.map(shape.in(object).orElseThrow().name()));
        }
        return run;
    }

    /** {@return the bytes of an array's key} */
    static byte[] index(int number) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    }

    /** {@return the program that runs} */
    LoadedProgram program() {
        return program;
    }

    private void take(LadderSpec.Vector vector, List<String> failures) {
        setUp(vector);
        for (LadderSpec.Step step : vector.steps()) {
            RunResult result = program.run(step.packet());
            if (result.retval() != step.action()) {
                failures.add(vector.name() + ": action " + result.retval() + ", expected " + step.action());
            }
            if (!Arrays.equals(result.data(), step.packetOut())) {
                failures.add(vector.name() + ": packet " + HEX.formatHex(result.data()) + ", expected "
                        + HEX.formatHex(step.packetOut()));
            }
        }
        vector.finals().forEach((name, entries) -> {
            BpfMap<byte[], byte[]> map = map(name);
            Map<String, byte[]> left = content(map);
            for (LadderSpec.Entry entry : entries) {
                byte[] value = left.remove(HEX.formatHex(entry.key()));
                if (value == null || !equal(value, entry)) {
                    failures.add(vector.name() + ": map " + name + " at " + HEX.formatHex(entry.key()) + " has "
                            + (value == null ? "nothing" : HEX.formatHex(value)) + ", expected " + HEX.formatHex(entry.value()));
                }
            }
            left.forEach((key, value) -> {
                if (!ARRAYS.contains(map.spec().type()) || !isZero(value)) {
                    failures.add(vector.name() + ": map " + name + " has " + HEX.formatHex(value) + " at " + key
                            + ", where nothing is expected");
                }
            });
        });
        vector.rings().forEach((name, expected) -> {
            List<String> records = drain(map(name));
            if (!records.equals(expected.stream().map(HEX::formatHex).toList())) {
                failures.add(vector.name() + ": ring " + name + " has " + records + ", expected "
                        + expected.stream().map(HEX::formatHex).toList());
            }
        });
    }

    /** Writes a vector's maps. */
    void setUp(LadderSpec.Vector vector) {
        maps.values().forEach(LadderRun::clear);
        spec.baseSetup().forEach(this::write);
        vector.setup().forEach(this::write);
    }

    /** {@return what all maps hold, in an order that does not depend on when it was written} */
    Map<String, Map<String, String>> content() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        maps.forEach((name, map) -> {
            Map<String, String> shown = new TreeMap<>();
            content(map).forEach((key, value) -> shown.put(key, HEX.formatHex(value)));
            all.put(name, shown);
        });
        return all;
    }

    private BpfMap<byte[], byte[]> map(String name) {
        return Optional.ofNullable(maps.get(name)).orElseThrow(() -> new IllegalArgumentException("no map " + name));
    }

    private static void clear(BpfMap<byte[], byte[]> map) {
        if (map.spec().type() == MapType.BPF_MAP_TYPE_RINGBUF) {
            drain(map);
        } else if (ARRAYS.contains(map.spec().type())) {
            byte[] zero = new byte[valueBytes(map)];
            for (int i = 0; i < map.spec().maxEntries(); i++) {
                map.put(index(i), zero);
            }
        } else {
            map.deleteAll(map.entries().keySet());
        }
    }

    private void write(LadderSpec.Write write) {
        BpfMap<byte[], byte[]> map = map(write.map());
        byte[] key = write.key();
        for (byte[] value : write.values()) {
            // of a per-CPU map: the value on CPU 0, zeros behind it
            map.put(key, Arrays.copyOf(value, valueBytes(map)));
            if (write.values().size() > 1) {
                key = index(ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getInt() + 1);
            }
        }
    }

    /** The values by keys in hex; those of per-CPU maps summed. */
    private static Map<String, byte[]> content(BpfMap<byte[], byte[]> map) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        boolean perCpu = PerCpu.isPerCpu(map.spec().type());
        map.forEach((key, value) ->
                content.put(HEX.formatHex(key), perCpu ? summed(value, map.spec().valueSize()) : value.clone()));
        return content;
    }

    /** The sum over CPUs, 64-bit word by word. */
    private static byte[] summed(byte[] values, int valueSize) {
        int words = words(valueSize);
        ByteBuffer in = ByteBuffer.wrap(values).order(ByteOrder.nativeOrder());
        ByteBuffer sum = ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; in.remaining() >= Long.BYTES; i = (i + 1) % words) {
            sum.putLong(i * Long.BYTES, sum.getLong(i * Long.BYTES) + in.getLong());
        }
        return Arrays.copyOf(sum.array(), valueSize);
    }

    private static List<String> drain(BpfMap<byte[], byte[]> map) {
        List<String> records = new ArrayList<>();
        try (RingBuffer ring = RingBuffer.of(map)) {
            ring.drain(event -> {
                byte[] bytes = new byte[event.remaining()];
                event.get(bytes);
                records.add(HEX.formatHex(bytes));
            });
        }
        return records;
    }

    private static boolean equal(byte[] value, LadderSpec.Entry entry) {
        boolean same = value.length == entry.value().length;
        for (int i = 0; same && i < value.length; i++) {
            same = ((value[i] ^ entry.value()[i]) & entry.mask()[i]) == 0;
        }
        return same;
    }

    /** What a value has for system calls: of a per-CPU map those of all CPUs, each in whole words. */
    private static int valueBytes(BpfMap<?, ?> map) {
        MapSpec spec = map.spec();
        return PerCpu.isPerCpu(spec.type()) ? words(spec.valueSize()) * Long.BYTES * PerCpu.cpus() : spec.valueSize();
    }

    private static int words(int bytes) {
        return (bytes + Long.BYTES - 1) / Long.BYTES;
    }

    private static boolean isZero(byte[] value) {
        return Arrays.equals(value, new byte[value.length]);
    }

    @Override
    public void close() {
        bpf.close();
    }
}
