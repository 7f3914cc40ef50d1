package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.MapSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Maps that are there already, in the place of new ones: how the counters of an older program become those of a newer. */
final class MapReuse {

    private MapReuse() {}

    /**
     * {@return the map by a descriptor of its own}
     *
     * @throws BpfException if it is not what the object asks for; names both
     */
    static BpfMap<byte[], byte[]> share(BpfMap<?, ?> present, MapSpec wanted) {
        String different = differences(present.spec(), wanted);
        if (!different.isEmpty()) {
            throw new BpfException("map " + wanted.name() + " cannot be the one that is there: it is to have " + different);
        }
        long own = present.fd().use(Syscalls::duplicate);
        if (own < 0) {
            throw Refusal.call("map " + wanted.name() + " could not be held", "fcntl(F_DUPFD_CLOEXEC)", own);
        }
        return BpfMap.of(new Fd((int) own, "map " + wanted.name()), wanted);
    }

    private static String differences(MapSpec there, MapSpec wanted) {
        List<String> all = new ArrayList<>();
        compare(all, "type", wanted.type().shortName(), there.type().shortName());
        compare(all, "key_size", wanted.keySize(), there.keySize());
        compare(all, "value_size", wanted.valueSize(), there.valueSize());
        compare(all, "max_entries", wanted.maxEntries(), there.maxEntries());
        compare(all, "map_flags", wanted.flags(), there.flags());
        return String.join(", ", all);
    }

    private static void compare(List<String> all, String field, Object wanted, Object there) {
        if (!wanted.equals(there)) {
            all.add(field + " " + wanted + " and has " + there);
        }
    }

    /**
     * Refuses maps that the object does not know, as a misspelt name would leave it with a new and empty one.
     *
     * @throws BpfException if there are some; lists the object's
     */
    static void requireKnown(Map<String, ?> present, Set<String> names) {
        for (String name : present.keySet()) {
            if (!names.contains(name)) {
                throw new BpfException("no map is called " + name + "; the object's maps are: " + String.join(", ", names));
            }
        }
    }
}
