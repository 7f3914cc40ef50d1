package dev.xdpasm.object;

import dev.xdpasm.uapi.MapType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a map is to be when it is created (BPF_MAP_CREATE): a value, the map itself exists once the object is loaded.
 *
 * <p>{@link #hash} and {@link #array} make the plain ones; the {@code with} methods say more:
 * {@code MapSpec.hash("flows", 4, 8, 1024).withPinning(Pinning.BY_NAME)}.
 *
 * @param name the name that programs refer to; the kernel is given its first 15 characters
 * @param type the kind of map
 * @param keySize bytes of a key, 0 for kinds without keys
 * @param valueSize bytes of a value
 * @param maxEntries the most entries it holds, an u32
 * @param flags {@code BPF_F_*} of BPF_MAP_CREATE, 0 for none
 * @param mapExtra what the type makes of {@code map_extra}: the number of hashes of a bloom filter, an arena's address;
 *     0 for none. Linux 5.16
 * @param numaNode the node whose memory it is made of; empty for whichever the kernel takes. Linux 4.14
 * @param pinning whether it is shared under a name on bpffs
 * @param inner of a map of maps: what the maps in it are like. Linux 4.12
 * @param keyType id of the key's type in the object's BTF, 0 if it is not told
 * @param valueType id of the value's type in the object's BTF, 0 if it is not told
 * @param entries what it holds from the start
 * @param binding who sees it when objects are linked
 */
public record MapSpec(
        String name,
        MapType type,
        int keySize,
        int valueSize,
        int maxEntries,
        int flags,
        long mapExtra,
        OptionalInt numaNode,
        Pinning pinning,
        Optional<MapSpec> inner,
        int keyType,
        int valueType,
        List<MapEntry> entries,
        Binding binding)
        implements Named {

    /** Whether a map is shared with those who load the same object, by a name on bpffs ({@code enum libbpf_pin_type}). */
    public enum Pinning {
        /** Each load makes its own. */
        NONE,
        /** The first load pins it under its name, later ones take it from there. */
        BY_NAME
    }

    /** Creates a specification; refuses an empty name and negative sizes. What the type allows is the kernel's to say. */
    public MapSpec {
        Objects.requireNonNull(type);
        Objects.requireNonNull(numaNode);
        Objects.requireNonNull(pinning);
        Objects.requireNonNull(inner);
        Objects.requireNonNull(binding);
        entries = List.copyOf(entries);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a map needs a name");
        }
        if (keySize < 0 || valueSize < 0 || maxEntries < 0) {
            throw new IllegalArgumentException("map " + name + ": sizes are not negative: key " + keySize + ", value "
                    + valueSize + ", max_entries " + maxEntries);
        }
    }

    /** Creates a map of which nothing more is said. */
    public MapSpec(String name, MapType type, int keySize, int valueSize, int maxEntries, int flags) {
        this(
                name,
                type,
                keySize,
                valueSize,
                maxEntries,
                flags,
                0,
                OptionalInt.empty(),
                Pinning.NONE,
                Optional.empty(),
                0,
                0,
                List.of(),
                Binding.GLOBAL);
    }

    /**
     * {@return which rule of its type it breaks, in words} For those who say it before the kernel does, or why the kernel did: the
     * kernel is the judge, and has more rules than are known here.
     */
    public Optional<String> brokenLimit() {
        return MapLimits.broken(this);
    }

    /** {@return a hash map} */
    public static MapSpec hash(String name, int keySize, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_HASH, keySize, valueSize, maxEntries, 0);
    }

    /** {@return an array, whose keys are the u32 0 to {@code maxEntries} - 1} */
    public static MapSpec array(String name, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_ARRAY, Integer.BYTES, valueSize, maxEntries, 0);
    }

    /** {@return the same map under another name} */
    public MapSpec withName(String changed) {
        return new Changes(this).name(changed).done();
    }

    /** {@return the same map, of another kind} */
    public MapSpec withType(MapType changed) {
        return new Changes(this).type(changed).done();
    }

    /** {@return the same map with keys and values of other sizes, in bytes} */
    public MapSpec withSizes(int changedKey, int changedValue) {
        return new Changes(this).sizes(changedKey, changedValue).done();
    }

    /** {@return the same map with room for another number of entries} */
    public MapSpec withMaxEntries(int changed) {
        return new Changes(this).maxEntries(changed).done();
    }

    /** {@return the same map with other flags} */
    public MapSpec withFlags(int changed) {
        return new Changes(this).flags(changed).done();
    }

    /** {@return the same map with another {@code map_extra}} */
    public MapSpec withMapExtra(long changed) {
        return new Changes(this).mapExtra(changed).done();
    }

    /** {@return the same map, of the memory of a NUMA node} */
    public MapSpec withNumaNode(int changed) {
        return new Changes(this).numaNode(OptionalInt.of(changed)).done();
    }

    /** {@return the same map, shared or not} */
    public MapSpec withPinning(Pinning changed) {
        return new Changes(this).pinning(changed).done();
    }

    /** {@return the same map of maps, of maps like this one} */
    public MapSpec withInner(MapSpec changed) {
        return new Changes(this).inner(Optional.of(changed)).done();
    }

    /** {@return the same map with keys and values of these types of the object's BTF, 0 for none} */
    public MapSpec withTypes(int changedKey, int changedValue) {
        return new Changes(this).types(changedKey, changedValue).done();
    }

    /** {@return the same map, holding these from the start} */
    public MapSpec withEntries(List<MapEntry> changed) {
        return new Changes(this).entries(changed).done();
    }

    /** {@return the same map, seen by others} */
    public MapSpec withBinding(Binding changed) {
        return new Changes(this).binding(changed).done();
    }

    /** A specification in the making; knows how many parts there are, so that no other method has to. */
    private static final class Changes {
        private String name;
        private MapType type;
        private int keySize;
        private int valueSize;
        private int maxEntries;
        private int flags;
        private long mapExtra;
        private OptionalInt numaNode;
        private Pinning pinning;
        private Optional<MapSpec> inner;
        private int keyType;
        private int valueType;
        private List<MapEntry> entries;
        private Binding binding;

        Changes(MapSpec from) {
            name = from.name;
            type = from.type;
            keySize = from.keySize;
            valueSize = from.valueSize;
            maxEntries = from.maxEntries;
            flags = from.flags;
            mapExtra = from.mapExtra;
            numaNode = from.numaNode;
            pinning = from.pinning;
            inner = from.inner;
            keyType = from.keyType;
            valueType = from.valueType;
            entries = from.entries;
            binding = from.binding;
        }

        Changes name(String changed) {
            name = changed;
            return this;
        }

        Changes type(MapType changed) {
            type = changed;
            return this;
        }

        Changes sizes(int changedKey, int changedValue) {
            keySize = changedKey;
            valueSize = changedValue;
            return this;
        }

        Changes maxEntries(int changed) {
            maxEntries = changed;
            return this;
        }

        Changes flags(int changed) {
            flags = changed;
            return this;
        }

        Changes mapExtra(long changed) {
            mapExtra = changed;
            return this;
        }

        Changes numaNode(OptionalInt changed) {
            numaNode = changed;
            return this;
        }

        Changes pinning(Pinning changed) {
            pinning = changed;
            return this;
        }

        Changes inner(Optional<MapSpec> changed) {
            inner = changed;
            return this;
        }

        Changes types(int changedKey, int changedValue) {
            keyType = changedKey;
            valueType = changedValue;
            return this;
        }

        Changes entries(List<MapEntry> changed) {
            entries = changed;
            return this;
        }

        Changes binding(Binding changed) {
            binding = changed;
            return this;
        }

        MapSpec done() {
            return new MapSpec(
                    name, type, keySize, valueSize, maxEntries, flags, mapExtra, numaNode, pinning, inner, keyType,
                    valueType, entries, binding);
        }
    }
}
