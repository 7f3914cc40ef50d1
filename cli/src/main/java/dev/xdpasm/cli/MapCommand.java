package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.BpfException;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.BpfMapInfo;
import dev.xdpasm.loader.Holder;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.PerCpu;
import dev.xdpasm.loader.PinnedObjects;
import dev.xdpasm.loader.UpdateFlag;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm map}: the maps that the kernel holds, and what is in them. */
@Command(
        name = "map",
        description = "Maps in the kernel, whoever made them, and what is in them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MapCommand.ListCommand.class,
            MapCommand.Show.class,
            MapCommand.Get.class,
            MapCommand.Set.class,
            MapCommand.Delete.class,
            MapCommand.Dump.class,
            MapCommand.Pin.class
        })
final class MapCommand extends CommandGroup {
    private static final String FORMS = "a number, bytes (hex:0a000001), an address, a prefix, or JSON where the map has BTF";

    private static final KernelListing.Shown<BpfMapInfo> SHOWN = new KernelListing.Shown<>() {
        @Override
        public String lines(BpfMapInfo map, Holders holders, PinnedObjects pinned) {
            return format(map, holders.ofMap(map.id()), pinned.ofMap(map.id()));
        }

        @Override
        public void write(JsonGenerator out, BpfMapInfo map, Holders holders, PinnedObjects pinned) throws IOException {
            MapCommand.write(out, map, holders.ofMap(map.id()), pinned.ofMap(map.id()));
        }
    };

    /** {@code xdpasm map list}: in the layout of {@code bpftool map list}. */
    @Command(name = "list", description = "List the maps in the kernel.", mixinStandardHelpOptions = true)
    static final class ListCommand extends KernelListing<BpfMapInfo> {
        ListCommand() {
            super(SHOWN);
        }

        @Override
        List<BpfMapInfo> objects() {
            return BpfMapInfo.all();
        }
    }

    /** {@code xdpasm map show}. */
    @Command(name = "show", description = "Show one map.", mixinStandardHelpOptions = true)
    static final class Show extends KernelListing<BpfMapInfo> {
        @Parameters(paramLabel = "ID", description = "The map.")
        private int id;

        Show() {
            super(SHOWN);
        }

        @Override
        List<BpfMapInfo> objects() {
            return List.of(BpfMapInfo.byId(id));
        }
    }

    /** {@code xdpasm map get}. */
    @Command(name = "get", description = "Print the value of a key.", mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "ID", description = "The map.")
        private int id;

        @Parameters(index = "1", paramLabel = "KEY", description = FORMS)
        private String key;

        @Override
        public Integer call() {
            try (BpfMap<byte[], byte[]> map = BpfMap.byId(id)) {
                byte[] value = map.get(MapText.ofKeys(map).parse(key)).orElseThrow(() -> noKey(map, key));
                PrintWriter out = spec.commandLine().getOut();
                MapText values = MapText.ofValues(map);
                perCpu(map, value).forEach((cpu, each) -> out.println(cpu + values.format(each)));
                out.flush();
            }
            return ExitStatus.OK;
        }
    }

    /** {@code xdpasm map set}. */
    @Command(name = "set", description = "Give a key a value; of a per-CPU map, on all CPUs.", mixinStandardHelpOptions = true)
    static final class Set implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The map.")
        private int id;

        @Parameters(index = "1", paramLabel = "KEY", description = FORMS)
        private String key;

        @Parameters(index = "2", paramLabel = "VALUE", description = FORMS)
        private String value;

        @Option(names = "--only", paramLabel = "WHEN", description = "Only if the key is there (exist), or is not (noexist).")
        private UpdateFlag only = UpdateFlag.ANY;

        @Override
        public Integer call() {
            try (BpfMap<byte[], byte[]> map = BpfMap.byId(id)) {
                byte[] one = MapText.ofValues(map).parse(value);
                byte[] all = one;
                if (PerCpu.isPerCpu(map.spec().type())) {
                    int stride = (one.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
                    all = new byte[stride * PerCpu.cpus()];
                    for (int cpu = 0; cpu < PerCpu.cpus(); cpu++) {
                        System.arraycopy(one, 0, all, cpu * stride, one.length);
                    }
                }
                map.put(MapText.ofKeys(map).parse(key), all, only);
            }
            return ExitStatus.OK;
        }
    }

    /** {@code xdpasm map delete}. */
    @Command(name = "delete", description = "Delete a key.", mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The map.")
        private int id;

        @Parameters(index = "1", paramLabel = "KEY", description = FORMS)
        private String key;

        @Override
        public Integer call() {
            try (BpfMap<byte[], byte[]> map = BpfMap.byId(id)) {
                if (!map.delete(MapText.ofKeys(map).parse(key))) {
                    throw noKey(map, key);
                }
            }
            return ExitStatus.OK;
        }
    }

    /** {@code xdpasm map dump}. */
    @Command(name = "dump", description = "Print all entries, a line each.", mixinStandardHelpOptions = true)
    static final class Dump implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "The map.")
        private int id;

        @Option(names = "--json", description = "As JSON, for programs to read.")
        private boolean json;

        @Override
        public Integer call() {
            try (BpfMap<byte[], byte[]> map = BpfMap.byId(id)) {
                if (!MapText.isListed(map.spec().type())) {
                    throw new BpfException("maps of type " + map.spec().type().shortName() + " have no entries to list");
                }
                PrintWriter out = spec.commandLine().getOut();
                MapText keys = MapText.ofKeys(map);
                MapText values = MapText.ofValues(map);
                if (json) {
                    Json.print(out, document -> write(document, map, keys, values));
                } else {
                    map.forEach((key, value) -> perCpu(map, value)
                            .forEach((cpu, each) -> out.println(keys.format(key) + "  " + cpu + values.format(each))));
                    out.flush();
                }
            }
            return ExitStatus.OK;
        }

        private static void write(JsonGenerator out, BpfMap<byte[], byte[]> map, MapText keys, MapText values)
                throws IOException {
            out.writeStartArray();
            for (Map.Entry<byte[], byte[]> entry : map.entries().entrySet()) {
                out.writeStartObject();
                out.writeFieldName("key");
                keys.write(out, entry.getKey());
                if (PerCpu.isPerCpu(map.spec().type())) {
                    out.writeArrayFieldStart("values");
                    for (byte[] each : perCpu(map, entry.getValue()).values()) {
                        values.write(out, each);
                    }
                    out.writeEndArray();
                } else {
                    out.writeFieldName("value");
                    values.write(out, entry.getValue());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    /** {@code xdpasm map pin}. */
    @Command(
            name = "pin",
            description = "Give a map a name below /sys/fs/bpf, so that it outlives the processes that hold it.",
            mixinStandardHelpOptions = true)
    static final class Pin implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The map.")
        private int id;

        @Parameters(index = "1", paramLabel = "PATH", description = "The name.")
        private Path path;

        @Override
        public Integer call() {
            try (BpfMap<byte[], byte[]> map = BpfMap.byId(id)) {
                map.pin(path);
            }
            return ExitStatus.OK;
        }
    }

    private static BpfException noKey(BpfMap<?, ?> map, String key) {
        return new BpfException("map " + map.name() + " has no key " + key);
    }

    /** {@return the values of the CPUs by what is printed before each; of other maps the one value} */
    private static Map<String, byte[]> perCpu(BpfMap<?, ?> map, byte[] value) {
        if (!PerCpu.isPerCpu(map.spec().type())) {
            return Map.of("", value);
        }
        Map<String, byte[]> values = new LinkedHashMap<>();
        int stride = value.length / PerCpu.cpus();
        for (int cpu = 0; cpu < PerCpu.cpus(); cpu++) {
            int begin = cpu * stride;
            values.put("cpu " + cpu + "  ", Arrays.copyOfRange(value, begin, begin + map.spec().valueSize()));
        }
        return values;
    }

    /** The lines of one map, as {@code bpftool map list} writes them. */
    static String format(BpfMapInfo map, List<Holder> holders, List<Path> pins) {
        List<String> words = new ArrayList<>();
        words.add(Integer.toUnsignedString(map.id()) + ": " + map.typeName());
        if (!map.name().isEmpty()) {
            words.add("name " + map.name());
        }
        words.add("flags 0x" + Integer.toHexString(map.flags()));
        StringBuilder text = new StringBuilder(words.stream().collect(Collectors.joining("  ")));
        text.append("\n\tkey ").append(map.keySize()).append("B  value ").append(map.valueSize()).append('B');
        text.append("  max_entries ").append(Integer.toUnsignedString(map.maxEntries()));
        text.append("  memlock ").append(map.memlockBytes()).append('B');
        text.append(map.frozen() ? "  frozen\n" : "\n");
        if (map.btfId() != 0) {
            text.append("\tbtf_id ").append(map.btfId()).append('\n');
        }
        return text.append(HeldBy.lines(pins)).append(HeldBy.line(holders)).toString();
    }

    private static void write(JsonGenerator out, BpfMapInfo map, List<Holder> holders, List<Path> pins) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", Integer.toUnsignedLong(map.id()));
        out.writeStringField("type", map.typeName());
        out.writeStringField("name", map.name());
        out.writeNumberField("flags", Integer.toUnsignedLong(map.flags()));
        out.writeNumberField("bytes_key", map.keySize());
        out.writeNumberField("bytes_value", map.valueSize());
        out.writeNumberField("max_entries", Integer.toUnsignedLong(map.maxEntries()));
        out.writeNumberField("bytes_memlock", map.memlockBytes());
        out.writeBooleanField("frozen", map.frozen());
        out.writeNumberField("btf_id", map.btfId());
        HeldBy.write(out, holders, pins);
        out.writeEndObject();
    }
}
