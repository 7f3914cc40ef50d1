package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.uapi.MapType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A BPF_MAP_TYPE_ARRAY_OF_MAPS or BPF_MAP_TYPE_HASH_OF_MAPS: programs look an inner map up and use it, and it can be
 * exchanged for another under their feet. Linux 4.12. Shares the descriptor of the map that it was made of. Thread-safe.
 *
 * @param <K> a key in Java
 */
public final class MapOfMaps<K> {
    private final BpfMap<?, ?> map;
    private final Codec<K> key;

    private MapOfMaps(BpfMap<?, ?> map, Codec<K> key) {
        this.map = map;
        this.key = key;
    }

    /**
     * {@return the map as one of maps}
     *
     * @throws dev.xdpasm.BpfException if it is none, or the codec's size is not its keys'
     */
    public static <K> MapOfMaps<K> of(BpfMap<?, ?> map, Codec<K> key) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_ARRAY_OF_MAPS, MapType.BPF_MAP_TYPE_HASH_OF_MAPS);
        MapRefusal.requireSizes(map.spec(), key, Codecs.S32);
        return new MapOfMaps<>(map, key);
    }

    /**
     * Puts a map at a key, whatever was there; returns once no program uses the former one. BPF_MAP_UPDATE_ELEM.
     *
     * @throws KernelException if it is full or the index too large (E2BIG), or the inner map is not like the one that the
     *     outer was created with (EINVAL)
     */
    public void put(K at, BpfMap<?, ?> inner) {
        MapElement element = at(at);
        long answer = map.fd().use(number -> inner.fd().use(held -> {
            element.value().putInt(0, held);
            return element.update(number, 0);
        }));
        if (answer == -Errno.EINVAL) {
            throw Refusal.bpf(
                    "map " + map.name() + " takes no map " + inner.name(),
                    BpfCommand.BPF_MAP_UPDATE_ELEM,
                    answer,
                    "its maps are all of the type, key size, value size and flags that it was created for (and of its"
                            + " max_entries, unless BPF_F_INNER_MAP says otherwise); this one is of type "
                            + inner.spec().type().shortName() + ", key " + inner.spec().keySize() + " bytes, value "
                            + inner.spec().valueSize() + " bytes");
        }
        map.require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no map " + inner.name());
    }

    /** {@return the id of the map at a key, if there is one} BPF_MAP_LOOKUP_ELEM. */
    public OptionalInt mapId(K at) {
        MapElement element = at(at);
        long answer = map.fd().use(element::lookup);
        if (answer == -Errno.ENOENT) {
            return OptionalInt.empty();
        }
        map.require(answer, BpfCommand.BPF_MAP_LOOKUP_ELEM, "could not be read");
        return OptionalInt.of(element.value().getInt(0));
    }

    /**
     * {@return the map at a key, if there is one, its keys and values as bytes; the caller closes it} Needs CAP_SYS_ADMIN, as
     * it is opened by its id.
     */
    public Optional<BpfMap<byte[], byte[]>> get(K at) {
        OptionalInt id = mapId(at);
        return id.isPresent() ? MapOpening.find(id.getAsInt()) : Optional.empty();
    }

    /** {@return whether there was a map at the key, which is not there any more} BPF_MAP_DELETE_ELEM. */
    public boolean delete(K at) {
        MapElement element = at(at);
        long answer = map.fd().use(element::delete);
        if (answer == -Errno.ENOENT) {
            return false;
        }
        map.require(answer, BpfCommand.BPF_MAP_DELETE_ELEM, "could not be changed");
        return true;
    }

    private MapElement at(K at) {
        MapElement element = new MapElement(key.size(), Integer.BYTES);
        CodecBytes.encode(key, at, element.key());
        return element;
    }
}
