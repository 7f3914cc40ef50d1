package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;

/**
 * A BPF_MAP_TYPE_BLOOM_FILTER: a set that knows for sure what was not added, and only then. Linux 5.16. Shares the
 * descriptor of the map that it was made of. Thread-safe.
 *
 * @param <V> a value in Java
 */
public final class BloomFilter<V> {
    private final BpfMap<?, ?> map;
    private final Codec<V> value;

    private BloomFilter(BpfMap<?, ?> map, Codec<V> value) {
        this.map = map;
        this.value = value;
    }

    /** {@return a specification, of five hash functions, that is seldom wrong up to {@code maxEntries} values} */
    public static MapSpec spec(String name, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_BLOOM_FILTER, 0, valueSize, maxEntries, 0);
    }

    /**
     * {@return the map as a filter}
     *
     * @throws dev.xdpasm.BpfException if it is none, or the codec's size is not its values'
     */
    public static <V> BloomFilter<V> of(BpfMap<?, ?> map, Codec<V> value) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_BLOOM_FILTER);
        MapRefusal.requireSizes(map.spec(), Codecs.bytes(0), value);
        return new BloomFilter<>(map, value);
    }

    /** Adds a value, for good. BPF_MAP_UPDATE_ELEM. */
    public void add(V content) {
        MapElement element = new MapElement(0, value.size());
        CodecBytes.encode(value, content, element.value());
        map.require(map.fd().use(fd -> element.update(fd, 0)), BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no such value");
    }

    /** {@return whether the value may have been added; false is certain} BPF_MAP_LOOKUP_ELEM. */
    public boolean mayContain(V content) {
        MapElement element = new MapElement(0, value.size());
        CodecBytes.encode(value, content, element.value());
        long answer = map.fd().use(element::lookup);
        if (answer == -Errno.ENOENT) {
            return false;
        }
        map.require(answer, BpfCommand.BPF_MAP_LOOKUP_ELEM, "could not be asked");
        return true;
    }
}
