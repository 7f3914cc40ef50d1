package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of a file that is being written: those of the object, and what they do not say yet of its maps and global data. What
 * they say already and still holds stays as it is, with its id.
 */
final class WrittenTypes {
    /** Bytes of each member of a map's struct: a pointer that is never followed. */
    private static final int MEMBER_BYTES = Long.BYTES;

    private static final int NO_VALUES = -1;

    /**
     * A map's variable in {@code .maps}.
     *
     * @param valuesOffset where its slots for maps or programs are, in bytes from the variable's start; -1 if there are none
     */
    record Variable(MapSpec map, int offset, int size, int valuesOffset) {}

    private final List<BtfType> types;
    private final Map<BtfType, Integer> added = new HashMap<>();
    private final Map<Map<String, Integer>, Integer> structs = new HashMap<>();

    WrittenTypes(Btf btf) {
        this.types = new ArrayList<>(btf.types());
    }

    /** {@return all types} */
    Btf btf() {
        return new Btf(types);
    }

    /** Sees to it that the types describe the maps; {@return where these lie in {@code .maps}, in their order} */
    List<Variable> maps(List<MapSpec> maps) {
        int known = section(MapSection.NAME);
        Map<String, MapSection.Variable> described = new LinkedHashMap<>();
        Map<String, Integer> ids = new HashMap<>();
        if (known != 0) {
            for (MapSection.Variable variable : MapSection.read(btf())) {
                described.put(variable.map().name(), variable);
            }
            for (BtfType.Entry entry : entries(known)) {
                ids.put(types.get(entry.var() - 1).name(), entry.var());
            }
        }
        boolean same = described.size() == maps.size();
        for (MapSpec map : maps) {
            same &= isDescribed(described, map);
        }
        List<Variable> variables = new ArrayList<>();
        if (same) {
            for (MapSpec map : maps) {
                MapSection.Variable v = described.get(map.name());
                variables.add(new Variable(map, v.offset(), v.size(), v.valuesOffset()));
            }
            return variables;
        }
        List<BtfType.Entry> entries = new ArrayList<>();
        int at = 0;
        for (MapSpec map : maps) {
            int id = isDescribed(described, map)
                    ? ids.getOrDefault(map.name(), 0)
                    : add(new BtfType.Var(map.name(), struct(map), BtfType.Linkage.GLOBAL));
            int values = isDescribed(described, map)
                    ? described.get(map.name()).valuesOffset()
                    : slots(map) == 0 ? NO_VALUES : (attributes(map).size()) * MEMBER_BYTES;
            int size = isDescribed(described, map)
                    ? described.get(map.name()).size()
                    : (attributes(map).size() + slots(map)) * MEMBER_BYTES;
            entries.add(new BtfType.Entry(id, at, size));
            variables.add(new Variable(map, at, size, values));
            at += size;
        }
        put(known, new BtfType.DataSection(MapSection.NAME, at, entries));
        return variables;
    }

    /**
     * Sees to it that the types describe a section of structs of functions; {@return where these lie in it, in their order}
     *
     * @throws BpfException if the type of one is not known, without which it means nothing
     */
    List<Variable> structs(String section, List<MapSpec> maps) {
        int known = section(section);
        Map<String, BtfType.Entry> described = new HashMap<>();
        for (BtfType.Entry entry : known == 0 ? List.<BtfType.Entry>of() : entries(known)) {
            described.put(types.get(entry.var() - 1).name(), entry);
        }
        List<BtfType.Entry> entries = new ArrayList<>();
        List<Variable> variables = new ArrayList<>();
        int at = 0;
        for (MapSpec map : maps) {
            if (map.valueType() == 0) {
                throw new BpfException("the struct " + map.name() + " of functions has no type, expected one in the object's BTF");
            }
            BtfType.Entry entry = described.get(map.name());
            int variable = entry != null && entry.size() == map.valueSize()
                    ? entry.var()
                    : add(new BtfType.Var(map.name(), map.valueType(), BtfType.Linkage.GLOBAL));
            entries.add(new BtfType.Entry(variable, at, map.valueSize()));
            variables.add(new Variable(map, at, map.valueSize(), NO_VALUES));
            at = (at + map.valueSize() + MEMBER_BYTES - 1) / MEMBER_BYTES * MEMBER_BYTES;
        }
        int end = entries.get(entries.size() - 1).offset() + entries.get(entries.size() - 1).size();
        put(known, new BtfType.DataSection(section, end, entries));
        return variables;
    }

    /** What is in the map's slots is not said by types, but there must be as many. */
    private static boolean isDescribed(Map<String, MapSection.Variable> described, MapSpec map) {
        MapSection.Variable known = described.get(map.name());
        if (known == null || !known.map().equals(map.withEntries(List.of()).withBinding(Binding.GLOBAL))) {
            return false;
        }
        int slots = known.valuesOffset() < 0 ? 0 : (known.size() - known.valuesOffset()) / MEMBER_BYTES;
        return slots(map) <= slots;
    }

    private static int slots(MapSpec map) {
        int slots = 0;
        for (MapEntry entry : map.entries()) {
            if (entry instanceof MapEntry.Reference reference) {
                slots = Math.max(slots, reference.index() + 1);
            }
        }
        return slots;
    }

    private int struct(MapSpec map) {
        Map<String, Integer> attributes = attributes(map);
        int bytes = attributes.size() * MEMBER_BYTES;
        boolean holdsPrograms = map.type() == MapType.BPF_MAP_TYPE_PROG_ARRAY && slots(map) > 0;
        if (map.inner().isPresent() || holdsPrograms) {
            int target = map.inner().isPresent() ? struct(map.inner().get()) : program();
            attributes.put("values", id(new BtfType.Array(id(new BtfType.Ptr(target)), index(), 0)));
        }
        Integer known = structs.get(attributes);
        if (known != null) {
            return known;
        }
        List<BtfType.Member> members = new ArrayList<>();
        for (Map.Entry<String, Integer> attribute : attributes.entrySet()) {
            members.add(new BtfType.Member(attribute.getKey(), attribute.getValue(), members.size() * MEMBER_BYTES * Byte.SIZE, 0));
        }
        int id = add(new BtfType.Struct("", bytes, members));
        structs.put(attributes, id);
        return id;
    }

    private int program() {
        int context = id(new BtfType.Ptr(0));
        return id(new BtfType.FuncProto(number(), List.of(new BtfType.Param("", context))));
    }

    /** What is said of a map, and by which type; a zero is left unsaid, as libbpf refuses a size that is said to be 0. */
    private Map<String, Integer> attributes(MapSpec map) {
        Map<String, Integer> attributes = new LinkedHashMap<>();
        put(attributes, "type", map.type().value());
        if (map.keyType() != 0) {
            attributes.put("key", id(new BtfType.Ptr(map.keyType())));
        } else {
            put(attributes, "key_size", map.keySize());
        }
        if (map.valueType() != 0) {
            attributes.put("value", id(new BtfType.Ptr(map.valueType())));
        } else {
            put(attributes, "value_size", map.valueSize());
        }
        put(attributes, "max_entries", map.maxEntries());
        put(attributes, "map_flags", Integer.toUnsignedLong(map.flags()));
        if (map.mapExtra() >>> Integer.SIZE == 0) {
            put(attributes, "map_extra", map.mapExtra());
        } else {
            // as libbpf's __ulong: an array has no more elements than 32 bits can say
            List<BtfType.Enumerator> only = List.of(new BtfType.Enumerator(map.name() + "_map_extra", map.mapExtra()));
            attributes.put("map_extra", id(new BtfType.Enum64("", Long.BYTES, false, only)));
        }
        if (map.numaNode().isPresent()) {
            attributes.put("numa_node", saying(map.numaNode().getAsInt()));
        }
        put(attributes, "pinning", map.pinning().ordinal());
        return attributes;
    }

    private void put(Map<String, Integer> attributes, String name, long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new BpfException(name + " of a map is " + Long.toUnsignedString(value)
                    + ", which BTF cannot say, expected at most 4294967295");
        }
        if (value != 0) {
            attributes.put(name, saying(value));
        }
    }

    /** {@code int (*)[N]}: the type that says N. */
    private int saying(long value) {
        return id(new BtfType.Ptr(id(new BtfType.Array(number(), index(), value))));
    }

    /** Sees to it that the types describe the variables of a map of global data. */
    void data(MapSpec map, List<Global> globals) {
        if (section(map.name()) != 0) {
            return;
        }
        List<BtfType.Entry> entries = new ArrayList<>();
        for (Global global : globals) {
            if (global.map().equals(map.name())) {
                BtfType.Linkage linkage =
                        global.binding() == Binding.LOCAL ? BtfType.Linkage.STATIC : BtfType.Linkage.GLOBAL;
                int variable = add(new BtfType.Var(global.name(), bytes(global.size()), linkage));
                entries.add(new BtfType.Entry(variable, global.offset(), global.size()));
            }
        }
        if (!entries.isEmpty()) {
            entries.sort(Comparator.comparingInt(BtfType.Entry::offset));
            add(new BtfType.DataSection(map.name(), map.valueSize(), entries));
        }
    }

    /** A number where that is possible, else an array of bytes. */
    private int bytes(int size) {
        return switch (size) {
            case 2 -> id(BtfType.Int.of("unsigned short", 2, 0));
            case 4 -> id(BtfType.Int.of("unsigned int", 4, 0));
            case 8 -> id(BtfType.Int.of("unsigned long long", 8, 0));
            default -> {
                int one = id(BtfType.Int.of("unsigned char", 1, 0));
                yield size == 1 ? one : id(new BtfType.Array(one, index(), size));
            }
        };
    }

    /**
     * Sees to it that the types give a section of text, if they describe it, the size that it has; {@return the name of its
     * variable}
     */
    Optional<String> text(String section, int size) {
        int id = section(section);
        List<BtfType.Entry> entries = id == 0 ? List.of() : entries(id);
        if (entries.size() != 1 || !(types.get(entries.get(0).var() - 1) instanceof BtfType.Var variable)) {
            return Optional.empty();
        }
        BtfType.Entry entry = entries.get(0);
        if (entry.size() != size) {
            int text = id(new BtfType.Array(id(BtfType.Int.of("char", 1, BtfType.Int.SIGNED)), index(), size));
            types.set(entry.var() - 1, new BtfType.Var(variable.name(), text, variable.linkage()));
            types.set(id - 1, new BtfType.DataSection(
                    section, size, List.of(new BtfType.Entry(entry.var(), 0, size))));
        }
        return Optional.of(variable.name());
    }

    private int section(String name) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) instanceof BtfType.DataSection section && section.name().equals(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    private List<BtfType.Entry> entries(int section) {
        return types.get(section - 1) instanceof BtfType.DataSection found ? found.entries() : List.of();
    }

    /** Puts a section in the place of one that is there, if there is one. */
    private void put(int known, BtfType.DataSection section) {
        if (known != 0) {
            types.set(known - 1, section);
        } else if (!section.entries().isEmpty()) {
            add(section);
        }
    }

    private int number() {
        return id(BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED));
    }

    private int index() {
        return id(BtfType.Int.of("__ARRAY_SIZE_TYPE__", Integer.BYTES, 0));
    }

    /** The id of a type that was added before, or is now. */
    private int id(BtfType type) {
        Integer known = added.get(type);
        if (known != null) {
            return known;
        }
        int id = add(type);
        added.put(type, id);
        return id;
    }

    private int add(BtfType type) {
        types.add(type);
        return types.size();
    }
}
