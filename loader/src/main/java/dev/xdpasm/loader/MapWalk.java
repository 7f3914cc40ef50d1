package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.loader.sys.MapElements;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * One walk over a map's entries, in batches where the kernel has them for the type, else key by key.
 *
 * <p>A walk in batches goes by buckets or indexes, so that it meets no entry twice and ends by itself. One by keys begins
 * again where its last key has vanished: it remembers what it met, and counts its steps.
 */
final class MapWalk<K, V> {
    private final BpfMap<K, V> map;
    private final Codec<K> key;
    private final Codec<V> value;

    MapWalk(BpfMap<K, V> map) {
        this.map = map;
        this.key = map.keyCodec();
        this.value = map.valueCodec();
    }

    void forEach(BiConsumer<? super K, ? super V> each) {
        if (!walksByBatch() || !byBatch(BpfCommand.BPF_MAP_LOOKUP_BATCH, each)) {
            byKey(each);
        }
    }

    void drain(BiConsumer<? super K, ? super V> each) {
        if (walksByBatch() && byBatch(BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_BATCH, each)) {
            return;
        }
        // What comes meanwhile may come for ever: only keys that are there now are drained.
        List<K> keys = new ArrayList<>();
        byKey((at, content) -> keys.add(at));
        for (K at : keys) {
            map.getAndDelete(at).ifPresent(content -> each.accept(at, content));
        }
    }

    /** A trie's batches begin again like its keys do, and those of maps of maps give ids. */
    private boolean walksByBatch() {
        return switch (map.spec().type()) {
            case BPF_MAP_TYPE_HASH,
                    BPF_MAP_TYPE_LRU_HASH,
                    BPF_MAP_TYPE_PERCPU_HASH,
                    BPF_MAP_TYPE_LRU_PERCPU_HASH,
                    BPF_MAP_TYPE_ARRAY,
                    BPF_MAP_TYPE_PERCPU_ARRAY -> true;
            default -> false;
        };
    }

    /** {@return false if the kernel has no such batches, and nothing was done} */
    private boolean byBatch(BpfCommand command, BiConsumer<? super K, ? super V> each) {
        MapElements elements = map.spare().chunk();
        while (true) {
            long answer = batch(command, elements);
            if (isUnsupported(answer)) {
                return false;
            }
            if (answer == -Errno.ENOSPC) {
                // One bucket holds more than the chunk.
                MapElements larger = new MapElements(key.size(), value.size(), elements.capacity() * 2, map.elementFlags());
                larger.continueFrom(elements);
                elements = larger;
                continue;
            }
            if (answer != -Errno.ENOENT) {
                map.require(answer, command, "could not be walked");
            }
            for (int i = 0; i < elements.count(); i++) {
                each.accept(
                        CodecBytes.decode(key, elements.keys(), i * key.size(), key.size()),
                        CodecBytes.decode(value, elements.values(), i * value.size(), value.size()));
            }
            if (answer == -Errno.ENOENT) {
                map.spare().keep(elements);
                return true;
            }
        }
    }

    private long batch(BpfCommand command, MapElements elements) {
        return map.fd()
                .use(
                        command == BpfCommand.BPF_MAP_LOOKUP_BATCH
                                ? elements::lookup
                                : elements::lookupAndDelete);
    }

    /** EINVAL is what kernels say to a command that they do not know. */
    static boolean isUnsupported(long answer) {
        return answer == -Errno.ENOTSUPP || answer == -Errno.EOPNOTSUPP || answer == -Errno.EINVAL;
    }

    void byKey(BiConsumer<? super K, ? super V> each) {
        MapElement walk = new MapElement(key.size(), value.size());
        MapElement found = new MapElement(key.size(), value.size(), map.elementFlags());
        Set<ByteBuffer> seen = new HashSet<>();
        long steps = 2L * Integer.toUnsignedLong(map.spec().maxEntries());
        long answer = map.fd().use(walk::firstKey);
        while (answer >= 0 && steps-- > 0) {
            byte[] bytes = new byte[key.size()];
            walk.key().get(0, bytes);
            found.key().put(0, bytes);
            // The step comes first: what is done with the entry may remove it.
            answer = map.fd().use(walk::nextKey);
            if (seen.add(ByteBuffer.wrap(bytes))) {
                accept(found, each);
            }
        }
        if (answer != -Errno.ENOENT) {
            map.require(answer, BpfCommand.BPF_MAP_GET_NEXT_KEY, "could not be walked");
        }
    }

    private void accept(MapElement found, BiConsumer<? super K, ? super V> each) {
        long answer = map.fd().use(found::lookup);
        if (answer != -Errno.ENOENT) {
            map.require(answer, BpfCommand.BPF_MAP_LOOKUP_ELEM, "could not be read");
            each.accept(CodecBytes.decode(key, found.key()), CodecBytes.decode(value, found.value()));
        }
    }
}
