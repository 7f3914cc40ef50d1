package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.MapSpec;
import java.nio.file.Path;
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
        MapSpec real = MapCreation.withRealSize(wanted);
        requireSame("map " + wanted.name() + " cannot be the one that is there", present.spec(), real, "");
        long own = present.fd().use(Syscalls::duplicate);
        if (own < 0) {
            throw Refusal.call("map " + wanted.name() + " could not be held", "fcntl(F_DUPFD_CLOEXEC)", own);
        }
        return MapOpening.of(new Fd((int) own, "map " + wanted.name()), real);
    }

    /**
     * {@return the map that is pinned to a path}
     *
     * @throws BpfException if it is not what the object asks for; names both
     */
    static BpfMap<byte[], byte[]> pinned(Path path, MapSpec wanted) {
        BpfMap<byte[], byte[]> there = Pins.map(path);
        try {
            requireSame(
                    "map " + wanted.name() + " cannot be the one that is pinned to " + path,
                    there.spec(),
                    wanted,
                    "; unpin it, or change the object's");
        } catch (BpfException e) {
            there.close();
            throw e;
        }
        return there.renamed(wanted);
    }

    /** Programs reach into a map by its sizes, and what they may do with it is in its flags. */
    private static void requireSame(String what, MapSpec there, MapSpec wanted, String nextStep) {
        List<String> different = new ArrayList<>();
        compare(different, "type", wanted.type().shortName(), there.type().shortName());
        compare(different, "key_size", wanted.keySize(), there.keySize());
        compare(different, "value_size", wanted.valueSize(), there.valueSize());
        compare(different, "max_entries", wanted.maxEntries(), there.maxEntries());
        compare(different, "map_flags", wanted.flags(), flagsAsCreated(there));
        if (!different.isEmpty()) {
            throw new BpfException(what + ": it is to have " + String.join(", ", different) + nextStep);
        }
    }

    /** The kernel makes maps of devices read only to programs, and takes no flag for it. */
    private static int flagsAsCreated(MapSpec there) {
        return switch (there.type()) {
            case BPF_MAP_TYPE_DEVMAP, BPF_MAP_TYPE_DEVMAP_HASH -> there.flags() & ~DataMap.RDONLY_PROG;
            default -> there.flags();
        };
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
