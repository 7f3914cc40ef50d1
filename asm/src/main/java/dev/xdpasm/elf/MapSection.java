package dev.xdpasm.elf;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps as types: the section {@code .maps}, in which each map is a variable of a struct whose members' <em>types</em> say
 * what the map is (libbpf's BTF-defined maps): {@code struct { int (*type)[1]; int (*key_size)[4]; ... }}. Knows the types only;
 * where the variables lie is the ELF's business.
 */
final class MapSection {
    static final String NAME = ".maps";

    /** Bytes of each member: a pointer that is never followed. */
    private static final int MEMBER_BYTES = Long.BYTES;

    /** More than libbpf knows. */
    private static final int MOST_ATTRIBUTES = 32;

    /** A map and the bytes that its variable takes in the section. */
    record Definition(MapSpec map, int bytes) {}

    private MapSection() {}

    /** Adds the types of the section; {@return what lies in it, in order}. */
    static List<Definition> write(List<MapSpec> maps, BtfBuilder btf) {
        List<Definition> definitions = new ArrayList<>();
        List<BtfType.Entry> entries = new ArrayList<>();
        int at = 0;
        for (MapSpec map : maps) {
            int struct = btf.add(struct(map, btf));
            int size = attributes(map).size() * MEMBER_BYTES;
            int variable = btf.add(new BtfType.Var(map.name(), struct, BtfType.Linkage.GLOBAL));
            entries.add(new BtfType.Entry(variable, at, size));
            definitions.add(new Definition(map, size));
            at += size;
        }
        if (!maps.isEmpty()) {
            btf.add(new BtfType.DataSection(NAME, at, entries));
        }
        return definitions;
    }

    private static BtfType.Struct struct(MapSpec map, BtfBuilder btf) {
        int number = btf.add(BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED));
        int index = btf.add(BtfType.Int.of("__ARRAY_SIZE_TYPE__", Integer.BYTES, 0));
        List<BtfType.Member> members = new ArrayList<>();
        attributes(map).forEach((name, value) -> {
            int array = btf.add(new BtfType.Array(number, index, value));
            int pointer = btf.add(new BtfType.Ptr(array));
            members.add(new BtfType.Member(name, pointer, members.size() * MEMBER_BYTES * Byte.SIZE, 0));
        });
        return new BtfType.Struct("", members.size() * MEMBER_BYTES, members);
    }

    /** What is said of a map; a zero is left unsaid, as libbpf refuses a size that is said to be 0. */
    private static Map<String, Long> attributes(MapSpec map) {
        Map<String, Long> attributes = new LinkedHashMap<>();
        attributes.put("type", (long) map.type().value());
        put(attributes, "key_size", map.keySize());
        put(attributes, "value_size", map.valueSize());
        put(attributes, "max_entries", map.maxEntries());
        put(attributes, "map_flags", map.flags());
        return attributes;
    }

    private static void put(Map<String, Long> attributes, String name, int value) {
        if (value != 0) {
            attributes.put(name, Integer.toUnsignedLong(value));
        }
    }

    /**
     * {@return the maps of the section, in the order of its variables}
     *
     * @throws BtfException if a definition makes no sense
     */
    static List<MapSpec> read(Btf btf) {
        List<MapSpec> maps = new ArrayList<>();
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.DataSection section && section.name().equals(NAME)) {
                for (BtfType.Entry entry : section.entries()) {
                    if (!(btf.type(entry.var()) instanceof BtfType.Var variable)) {
                        throw new BtfException(NAME + " holds BTF type " + entry.var() + ", expected a variable");
                    }
                    maps.add(map(btf, variable));
                }
            }
        }
        return maps;
    }

    private static MapSpec map(Btf btf, BtfType.Var variable) {
        if (!(btf.type(variable.type()) instanceof BtfType.Struct struct)) {
            throw new BtfException("map " + variable.name() + " is of BTF type " + variable.type() + ", expected a struct");
        }
        if (variable.name().isEmpty()) {
            throw new BtfException("BTF variable of type " + variable.type() + " in " + NAME + " has no name");
        }
        if (struct.members().size() > MOST_ATTRIBUTES) {
            throw new BtfException("map " + variable.name() + " has " + struct.members().size()
                    + " attributes, expected at most " + MOST_ATTRIBUTES);
        }
        MapSpec map = new MapSpec(variable.name(), MapType.BPF_MAP_TYPE_UNSPEC, 0, 0, 0, 0);
        for (BtfType.Member member : struct.members()) {
            map = withAttribute(btf, map, member);
        }
        return map;
    }

    private static MapSpec withAttribute(Btf btf, MapSpec map, BtfType.Member member) {
        String name = map.name();
        return switch (member.name()) {
            case "type" -> map.withType(type(btf, name, member));
            case "key", "key_size" -> {
                int size = member.name().equals("key") ? pointedSize(btf, name, member) : size(btf, name, member);
                requireSame(name, "key", map.keySize(), size);
                yield map.withSizes(size, map.valueSize());
            }
            case "value", "value_size" -> {
                int size = member.name().equals("value") ? pointedSize(btf, name, member) : size(btf, name, member);
                requireSame(name, "value", map.valueSize(), size);
                yield map.withSizes(map.keySize(), size);
            }
            case "max_entries" -> map.withMaxEntries(size(btf, name, member));
            case "map_flags" -> map.withFlags((int) number(btf, name, member));
            default -> throw new BtfException(
                    "map " + name + " has the attribute " + member.name() + ", which is not supported yet");
        };
    }

    private static MapType type(Btf btf, String map, BtfType.Member member) {
        long number = number(btf, map, member);
        return MapType.byValue((int) Math.min(number, Integer.MAX_VALUE))
                .orElseThrow(() -> new BtfException("map " + map + " is of the unknown type " + number));
    }

    private static void requireSame(String map, String what, int before, int now) {
        if (before != 0 && before != now) {
            throw new BtfException(
                    "map " + map + " has a " + what + " of " + before + " bytes and of " + now + ", expected one size");
        }
    }

    private static int size(Btf btf, String map, BtfType.Member member) {
        long number = number(btf, map, member);
        if (number > Integer.MAX_VALUE) {
            throw new BtfException("map " + map + ": " + member.name() + " is " + number + ", expected 0 to "
                    + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** The N of {@code int (*name)[N]}. */
    private static long number(Btf btf, String map, BtfType.Member member) {
        if (btf.type(member.type()) instanceof BtfType.Ptr pointer
                && btf.type(pointer.target()) instanceof BtfType.Array array) {
            return array.count();
        }
        throw new BtfException("map " + map + ": " + member.name() + " is not a pointer to an array, expected int (*"
                + member.name() + ")[N]");
    }

    /** The size of {@code T} in {@code T *name}. */
    private static int pointedSize(Btf btf, String map, BtfType.Member member) {
        if (btf.type(member.type()) instanceof BtfType.Ptr pointer) {
            return btf.sizeOf(pointer.target());
        }
        throw new BtfException("map " + map + ": " + member.name() + " is not a pointer, expected one to a type");
    }
}
