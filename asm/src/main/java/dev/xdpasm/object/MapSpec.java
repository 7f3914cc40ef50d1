package dev.xdpasm.object;

import dev.xdpasm.uapi.MapType;
import java.util.Objects;

/**
 * What a map is to be when it is created (BPF_MAP_CREATE): a value, the map itself exists once the object is loaded.
 *
 * @param name the name that programs refer to; the kernel is given its first 15 characters
 * @param type the kind of map
 * @param keySize bytes of a key, 0 for kinds without keys
 * @param valueSize bytes of a value
 * @param maxEntries the most entries it holds
 * @param flags {@code BPF_F_*} of BPF_MAP_CREATE, 0 for none
 */
public record MapSpec(String name, MapType type, int keySize, int valueSize, int maxEntries, int flags) {

    /** Creates a specification; refuses an empty name and negative sizes. What the type allows is the kernel's to say. */
    public MapSpec {
        Objects.requireNonNull(type);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a map needs a name");
        }
        if (keySize < 0 || valueSize < 0 || maxEntries < 0) {
            throw new IllegalArgumentException("map " + name + ": sizes are not negative: key " + keySize + ", value "
                    + valueSize + ", max_entries " + maxEntries);
        }
    }

    /** {@return a hash map} */
    public static MapSpec hash(String name, int keySize, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_HASH, keySize, valueSize, maxEntries, 0);
    }

    /** {@return an array, whose keys are the u32 0 to {@code maxEntries} - 1} */
    public static MapSpec array(String name, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_ARRAY, Integer.BYTES, valueSize, maxEntries, 0);
    }

    /** {@return the same map with other flags} */
    public MapSpec withFlags(int changed) {
        return new MapSpec(name, type, keySize, valueSize, maxEntries, changed);
    }

    /** {@return the same map with room for another number of entries} */
    public MapSpec withMaxEntries(int changed) {
        return new MapSpec(name, type, keySize, valueSize, changed, flags);
    }
}
