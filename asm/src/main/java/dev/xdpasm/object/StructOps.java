package dev.xdpasm.object;

import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.List;

/**
 * A struct of functions that programs are put in the place of, such as {@code struct tcp_congestion_ops}, as a map: its one value
 * is the struct as the object has it, its entries that are {@link MapEntry.Reference}s say by the bytes from its start which
 * program stands in which member. Linux 5.6.
 */
public final class StructOps {
    /** The section whose structs are registered for good, until they are removed. */
    public static final String SECTION = ".struct_ops";

    /** The section whose structs are registered as long as there is a link. Linux 6.4. */
    public static final String LINK_SECTION = ".struct_ops.link";

    /** BPF_F_LINK of BPF_MAP_CREATE: it is registered by a link. */
    public static final int BPF_F_LINK = 1 << 13;

    private static final Bytes KEY = Bytes.ofInt(0);

    private StructOps() {}

    /** {@return whether a section of that name holds structs of functions} */
    public static boolean isSection(String section) {
        return section.equals(SECTION) || section.equals(LINK_SECTION);
    }

    /**
     * {@return the map of a struct}
     *
     * @param content the struct's bytes, its members that are programs apart
     * @param struct id of its type in the object's BTF
     * @param programs which programs it has: by the byte at which the member begins
     */
    public static MapSpec of(String name, String section, Bytes content, int struct, List<MapEntry.Reference> programs) {
        List<MapEntry> entries = new ArrayList<>();
        if (!content.isZero()) {
            entries.add(new MapEntry.Value(KEY, content));
        }
        entries.addAll(programs);
        return new MapSpec(name, MapType.BPF_MAP_TYPE_STRUCT_OPS, Integer.BYTES, content.size(), 1,
                        section.equals(LINK_SECTION) ? BPF_F_LINK : 0)
                .withTypes(0, struct)
                .withEntries(entries);
    }

    /** {@return whether a map is a struct of functions} */
    public static boolean is(MapSpec map) {
        return map.type() == MapType.BPF_MAP_TYPE_STRUCT_OPS;
    }

    /** {@return whether it is registered by a link} */
    public static boolean isLinked(MapSpec map) {
        return (map.flags() & BPF_F_LINK) != 0;
    }

    /** {@return the section that a struct is written to} */
    public static String section(MapSpec map) {
        return isLinked(map) ? LINK_SECTION : SECTION;
    }

    /** {@return the struct's bytes} */
    public static Bytes content(MapSpec map) {
        return DataMap.content(map);
    }

    /** {@return the programs in it, by the byte at which the member begins} */
    public static List<MapEntry.Reference> programs(MapSpec map) {
        return map.entries().stream()
                .filter(MapEntry.Reference.class::isInstance)
                .map(MapEntry.Reference.class::cast)
                .toList();
    }
}
