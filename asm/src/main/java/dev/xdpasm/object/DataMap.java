package dev.xdpasm.object;

import java.util.List;
import java.util.Optional;

/**
 * Global data as a map: an array with one value, which is a whole section. Programs refer to its bytes
 * (BPF_PSEUDO_MAP_VALUE), Linux 5.2.
 */
public final class DataMap {
    /** Data that programs and, once the map is frozen, everyone only read. */
    public static final String RODATA = ".rodata";

    /** Data with values from the start. */
    public static final String DATA = ".data";

    /** Data that is zero from the start. */
    public static final String BSS = ".bss";

    /** BPF_F_RDONLY_PROG: programs do not write it. Linux 5.2. */
    public static final int RDONLY_PROG = 1 << 7;

    /** BPF_F_MMAPABLE: it can be mapped into memory. Linux 5.5. */
    public static final int MMAPABLE = 1 << 10;

    private static final Bytes KEY = Bytes.ofInt(0);

    private DataMap() {}

    /** {@return whether a section of that name holds global data} {@code .data}, {@code .rodata.str1.1} and the like. */
    public static boolean isSection(String section) {
        return is(section, RODATA) || is(section, DATA) || is(section, BSS);
    }

    /** {@return whether data of that section is only read} */
    public static boolean isReadOnly(String section) {
        return is(section, RODATA);
    }

    /** {@return whether data of that section is zero from the start and so takes no room in a file} */
    public static boolean isZero(String section) {
        return is(section, BSS);
    }

    private static boolean is(String section, String kind) {
        return section.equals(kind) || section.startsWith(kind + ".");
    }

    /**
     * {@return the map of a section}
     *
     * @param content what it holds from the start
     * @param type the id of its {@code DATASEC} in the object's BTF, 0 if it has none
     * @param mmapable whether it can be mapped into memory
     */
    public static MapSpec of(String section, Bytes content, int type, boolean mmapable) {
        int flags = (isReadOnly(section) ? RDONLY_PROG : 0) | (mmapable ? MMAPABLE : 0);
        return withContent(
                MapSpec.array(section, content.size(), 1).withFlags(flags).withTypes(0, type), content);
    }

    /** {@return whether this is a map of global data} */
    public static boolean is(MapSpec map) {
        return isSection(map.name());
    }

    /** {@return what a map of global data holds from the start} */
    public static Bytes content(MapSpec map) {
        return value(map).map(MapEntry.Value::value).orElseGet(() -> Bytes.zeros(map.valueSize()));
    }

    /** {@return the same map, holding other bytes from the start} */
    public static MapSpec withContent(MapSpec map, Bytes content) {
        return map.withSizes(Integer.BYTES, content.size())
                .withEntries(content.isZero() ? List.of() : List.of(new MapEntry.Value(KEY, content)));
    }

    private static Optional<MapEntry.Value> value(MapSpec map) {
        return map.entries().stream().filter(MapEntry.Value.class::isInstance).map(MapEntry.Value.class::cast).findFirst();
    }
}
