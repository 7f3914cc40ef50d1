package dev.xdpasm.dsl;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapSpec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the programs of an object use besides code: maps and globals, in the order of their first use. */
final class Declared {
    private final Map<String, MapRef<?, ?>> maps = new LinkedHashMap<>();
    private final Map<String, Placed> globals = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> sections = new LinkedHashMap<>();
    private final BtfBuilder btf = new BtfBuilder();

    private record Placed(GlobalRef<?> global, int offset) {}

    /** Notes that a map is used. */
    void use(MapRef<?, ?> map) {
        MapRef<?, ?> known = maps.putIfAbsent(map.name(), map);
        if (known != null && known != map && !known.spec().equals(map.spec())) {
            throw CallSite.refuse("two different maps are called " + map.name() + ": give one another name");
        }
    }

    /** Notes that a global is used; {@return its offset in its section} */
    int use(GlobalRef<?> global) {
        Placed known = globals.get(global.name());
        if (known == null) {
            ByteArrayOutputStream section = sections.computeIfAbsent(global.section(), s -> new ByteArrayOutputStream());
            while (section.size() % global.type().alignment() != 0) {
                section.write(0);
            }
            known = new Placed(global, section.size());
            section.writeBytes(global.initial().toArray());
            globals.put(global.name(), known);
        } else if (known.global() != global && !known.global().equals(global)) {
            throw CallSite.refuse("two different globals are called " + global.name() + ": give one another name");
        }
        return known.offset();
    }

    List<MapSpec> maps() {
        List<MapSpec> specs = new ArrayList<>();
        BtfShapes shapes = new BtfShapes(btf);
        for (MapRef<?, ?> map : maps.values()) {
            MapSpec spec = map.spec();
            boolean typed = spec.keySize() > 0 && spec.valueSize() > 0;
            specs.add(typed ? spec.withTypes(shapes.add(map.key().shape()), shapes.add(map.value().shape())) : spec);
        }
        sections.forEach((name, content) -> specs.add(DataMap.of(name, Bytes.of(content.toByteArray()), 0, true)));
        return specs;
    }

    List<Global> globals() {
        return globals.values().stream()
                .map(placed -> new Global(
                        placed.global().name(),
                        placed.global().section(),
                        placed.offset(),
                        placed.global().type().size(),
                        0,
                        Binding.GLOBAL))
                .toList();
    }

    Btf btf() {
        return btf.build();
    }
}
