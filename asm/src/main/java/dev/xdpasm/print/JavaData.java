package dev.xdpasm.print;

import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The constants of the class that {@link JavaText} prints: an object's globals, externs and maps, and what they are called. */
final class JavaData {
    private static final String INDENT = "            ";

    private final BpfObject object;
    private final Map<Global, String> globals = new HashMap<>();
    private final Map<String, String> externs = new HashMap<>();
    private final Map<String, String> maps = new HashMap<>();

    JavaData(BpfObject object) {
        this.object = object;
        JavaNames names = new JavaNames();
        object.maps().forEach(map -> maps.put(map.name(), names.constant(map.name())));
        object.globals().forEach(global -> globals.put(global, names.constant(global.name())));
        object.externs().forEach(extern -> externs.put(extern.name(), names.constant(extern.name())));
    }

    /** {@return the constant of each map, in their order} */
    List<String> maps() {
        return object.maps().stream().map(map -> maps.get(map.name())).toList();
    }

    /** {@return the constant of each global, in their order} */
    List<String> globals() {
        return object.globals().stream().map(globals::get).toList();
    }

    /** {@return the constant of each extern, in their order} */
    List<String> externs() {
        return object.externs().stream().map(extern -> externs.get(extern.name())).toList();
    }

    /** {@return the arguments behind the register by which a load names its map, global or extern, and the method that takes them} */
    String load(Relocation relocation, String register, int offset) {
        String symbol = relocation.symbol();
        return switch (relocation.kind()) {
            case MAP -> "loadMap(" + register + ", " + maps.get(symbol) + ")";
            case MAP_VALUE -> object.globals().stream()
                    .filter(global -> global.map().equals(symbol) && global.offset() == offset)
                    .findFirst()
                    .map(global -> "loadGlobal(" + register + ", " + globals.get(global) + ")")
                    .orElse("loadMapValue(" + register + ", " + JavaNames.literal(symbol) + ", " + offset + ")");
            case EXTERN -> "loadExtern(" + register + ", " + externs.get(symbol) + ")";
            case FUNCTION -> "loadFunction(" + register + ", " + JavaNames.literal(symbol) + ")";
        };
    }

    /** {@return the call of a function by its name} */
    String call(Relocation relocation) {
        return relocation.kind() == Relocation.Kind.EXTERN
                ? "callExtern(" + externs.get(relocation.symbol()) + ")"
                : "call(" + JavaNames.literal(relocation.symbol()) + ")";
    }

    /** {@return the declarations, a blank line between the kinds; globals first, as the content of maps names them} */
    String declarations() {
        return paragraph(object.globals().stream().map(global -> field("Global", globals.get(global), JavaValues.of(global))).toList())
                + paragraph(object.externs().stream()
                        .map(extern -> field("Extern", externs.get(extern.name()), JavaValues.of(extern)))
                        .toList())
                + paragraph(object.maps().stream().map(map -> field("MapSpec", maps.get(map.name()), map(map, INDENT))).toList());
    }

    private static String field(String type, String name, String value) {
        return "    static final " + type + " " + name + " = " + value + ";\n";
    }

    private static String paragraph(List<String> fields) {
        return fields.isEmpty() ? "" : String.join("", fields) + "\n";
    }

    private String map(MapSpec map, String indent) {
        StringBuilder text = new StringBuilder("new MapSpec(").append(JavaNames.literal(map.name()));
        text.append(", MapType.").append(map.type().name()).append(", ").append(map.keySize()).append(", ");
        text.append(map.valueSize()).append(", ").append(map.maxEntries()).append(", ").append(map.flags()).append(')');
        String with = "\n" + indent + ".with";
        if (map.mapExtra() != 0) {
            text.append(with).append("MapExtra(0x").append(Long.toHexString(map.mapExtra())).append("L)");
        }
        map.numaNode().ifPresent(node -> text.append(with).append("NumaNode(").append(node).append(')'));
        if (map.pinning() != MapSpec.Pinning.NONE) {
            text.append(with).append("Pinning(").append(JavaValues.of(map.pinning())).append(')');
        }
        map.inner().ifPresent(inner -> text.append(with).append("Inner(").append(map(inner, indent + "        ")).append(')'));
        if (map.keyType() != 0 || map.valueType() != 0) {
            text.append(with).append("Types(").append(map.keyType()).append(", ").append(map.valueType()).append(')');
        }
        if (!map.entries().isEmpty()) {
            text.append(with).append("Entries(List.of(");
            text.append(map.entries().stream().map(entry -> entry(map, entry, indent)).collect(Collectors.joining(",\n" + indent + "        ")));
            text.append("))");
        }
        if (map.binding() != Binding.GLOBAL) {
            text.append(with).append("Binding(").append(JavaValues.of(map.binding())).append(')');
        }
        return text.toString();
    }

    private String entry(MapSpec map, MapEntry entry, String indent) {
        if (!(entry instanceof MapEntry.Value value)) {
            return JavaValues.of(entry);
        }
        List<Global> within = object.globals().stream()
                .filter(global -> global.map().equals(map.name()))
                .sorted(Comparator.comparingInt(Global::offset))
                .toList();
        return "new MapEntry.Value(" + bytes(value.key(), List.of(), indent) + ", " + bytes(value.value(), within, indent) + ")";
    }

    private String bytes(Bytes bytes, List<Global> within, String indent) {
        return JavaValues.bytes(bytes, within, globals::get, indent + "        ");
    }
}
