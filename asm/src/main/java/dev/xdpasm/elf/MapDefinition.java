package dev.xdpasm.elf;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads one struct of {@code .maps}, whose members' types say what a map is: libbpf's {@code __uint(type, ...)} and so on. */
final class MapDefinition {
    /** More than libbpf knows. */
    private static final int MOST_ATTRIBUTES = 32;

    private static final int NO_VALUES = -1;

    private final Btf btf;
    private final String name;
    private final boolean isInner;
    private MapType type = MapType.BPF_MAP_TYPE_UNSPEC;
    private int keySize;
    private int valueSize;
    private int maxEntries;
    private int flags;
    private int keyType;
    private int valueType;
    private long mapExtra;
    private OptionalInt numaNode = OptionalInt.empty();
    private MapSpec.Pinning pinning = MapSpec.Pinning.NONE;
    private @Nullable MapSpec inner;
    private int valuesOffset = NO_VALUES;

    MapDefinition(Btf btf, String name) {
        this(btf, name, false);
    }

    private MapDefinition(Btf btf, String name, boolean isInner) {
        this.btf = btf;
        this.name = name;
        this.isInner = isInner;
    }

    /** {@return the map of a variable} */
    MapSection.Variable read(int struct, BtfType.Entry entry) {
        return new MapSection.Variable(read(struct), entry.offset(), entry.size(), valuesOffset);
    }

    private MapSpec read(int id) {
        if (!(behind(id) instanceof BtfType.Struct struct)) {
            throw new BtfException("map " + name + " is of BTF type " + id + ", expected a struct");
        }
        if (struct.members().size() > MOST_ATTRIBUTES) {
            throw new BtfException("map " + name + " has " + struct.members().size() + " attributes, expected at most "
                    + MOST_ATTRIBUTES);
        }
        for (BtfType.Member member : struct.members()) {
            read(member);
        }
        boolean holdsDescriptors = inner != null || type == MapType.BPF_MAP_TYPE_PROG_ARRAY || isOfMaps();
        MapSpec map = new MapSpec(
                        name, type, keySize, valueSize == 0 && holdsDescriptors ? Integer.BYTES : valueSize, maxEntries, flags)
                .withMapExtra(mapExtra)
                .withPinning(pinning)
                .withTypes(keyType, valueType);
        map = numaNode.isPresent() ? map.withNumaNode(numaNode.getAsInt()) : map;
        return inner == null ? map : map.withInner(inner);
    }

    private void read(BtfType.Member member) {
        switch (member.name()) {
            case "type" -> type = type(member);
            case "key_size" -> keySize = same("key", keySize, size(member));
            case "value_size" -> valueSize = same("value", valueSize, size(member));
            case "key" -> {
                keyType = pointed(member);
                keySize = same("key", keySize, btf.sizeOf(keyType));
            }
            case "value" -> {
                valueType = pointed(member);
                valueSize = same("value", valueSize, btf.sizeOf(valueType));
            }
            case "max_entries" -> maxEntries = size(member);
            case "map_flags" -> flags = (int) number(member);
            case "map_extra" -> mapExtra = longNumber(member);
            case "numa_node" -> numaNode = OptionalInt.of(size(member));
            case "pinning" -> pinning = pinning(member);
            case "values" -> values(member);
            default -> throw new BtfException("map " + name + " has the unknown attribute '" + member.name() + "'");
        }
    }

    private boolean isOfMaps() {
        return type == MapType.BPF_MAP_TYPE_ARRAY_OF_MAPS || type == MapType.BPF_MAP_TYPE_HASH_OF_MAPS;
    }

    /** What the slots hold: {@code typeof(what) *values[]}. */
    private void values(BtfType.Member member) {
        boolean ofPrograms = type == MapType.BPF_MAP_TYPE_PROG_ARRAY;
        if (isInner || !isOfMaps() && !ofPrograms) {
            throw new BtfException("map " + name + " has values, expected them in a map of maps or of programs only");
        }
        if (!(behind(member.type()) instanceof BtfType.Array array)
                || !(behind(array.element()) instanceof BtfType.Ptr pointer)) {
            throw new BtfException("map " + name + ": values is no array of pointers");
        }
        valuesOffset = member.bitOffset() / Byte.SIZE;
        if (!ofPrograms) {
            inner = new MapDefinition(btf, name + ".inner", true).read(pointer.target());
        }
    }

    private MapType type(BtfType.Member member) {
        long number = number(member);
        return MapType.byValue((int) Math.min(number, Integer.MAX_VALUE))
                .orElseThrow(() -> new BtfException("map " + name + " is of the unknown type " + number));
    }

    private MapSpec.Pinning pinning(BtfType.Member member) {
        long number = number(member);
        if (isInner || number > 1) {
            throw new BtfException("map " + name + " is pinned in way " + number + ", expected 0 (not) or 1 (by name)"
                    + (isInner ? ", and not within another map" : ""));
        }
        return number == 0 ? MapSpec.Pinning.NONE : MapSpec.Pinning.BY_NAME;
    }

    private int same(String what, int before, int now) {
        if (before != 0 && before != now) {
            throw new BtfException(
                    "map " + name + " has a " + what + " of " + before + " bytes and of " + now + ", expected one size");
        }
        return now;
    }

    private int size(BtfType.Member member) {
        long number = number(member);
        if (number > Integer.MAX_VALUE) {
            throw new BtfException("map " + name + ": " + member.name() + " is " + number + ", expected 0 to "
                    + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** The N of {@code enum { any = N } name}, as it can need 64 bits, or as {@link #number} has it. */
    private long longNumber(BtfType.Member member) {
        return behind(member.type()) instanceof BtfType.Enumeration one && one.values().size() == 1
                ? one.values().get(0).value()
                : number(member);
    }

    /** The N of {@code int (*name)[N]}. */
    private long number(BtfType.Member member) {
        if (behind(member.type()) instanceof BtfType.Ptr pointer
                && behind(pointer.target()) instanceof BtfType.Array array) {
            return array.count();
        }
        throw new BtfException("map " + name + ": " + member.name() + " is not a pointer to an array, expected int (*"
                + member.name() + ")[N]");
    }

    /** The type {@code T} in {@code T *name}. */
    private int pointed(BtfType.Member member) {
        if (behind(member.type()) instanceof BtfType.Ptr pointer) {
            return pointer.target();
        }
        throw new BtfException("map " + name + ": " + member.name() + " is not a pointer, expected one to a type");
    }

    /** The type behind typedefs and qualifiers. */
    private BtfType behind(int id) {
        return btf.type(btf.skipModifiers(id));
    }
}
