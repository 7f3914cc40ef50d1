package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Changes of many entries of a map, in batches where the kernel has them for the type, else one by one. */
final class MapChange<K, V> {
    private final BpfMap<K, V> map;
    private final Codec<K> key;
    private final Codec<V> value;

    MapChange(BpfMap<K, V> map) {
        this.map = map;
        this.key = map.keyCodec();
        this.value = map.valueCodec();
    }

    void putAll(Map<? extends K, ? extends V> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Map.Entry<? extends K, ? extends V>> all = new ArrayList<>(entries.entrySet());
        MapElements elements = map.spare().chunk();
        int done = 0;
        while (done < all.size()) {
            int count = Math.min(elements.capacity(), all.size() - done);
            for (int i = 0; i < count; i++) {
                Map.Entry<? extends K, ? extends V> entry = all.get(done + i);
                CodecBytes.encode(key, entry.getKey(), elements.keys(), i * key.size(), key.size());
                CodecBytes.encode(value, entry.getValue(), elements.values(), i * value.size(), value.size());
            }
            long answer = map.fd().use(fd -> elements.update(fd, count));
            if (MapWalk.isUnsupported(answer)) {
                for (Map.Entry<? extends K, ? extends V> entry : all.subList(done, all.size())) {
                    map.put(entry.getKey(), entry.getValue());
                }
                return;
            }
            done += answer < 0 ? elements.count() : count;
            map.require(
                    answer,
                    BpfCommand.BPF_MAP_UPDATE_BATCH,
                    "took " + done + " of " + all.size() + " entries and not the next");
        }
        map.spare().keep(elements);
    }

    int deleteAll(Collection<? extends K> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        List<K> all = new ArrayList<>(keys);
        MapElements elements = map.spare().chunk();
        int deleted = 0;
        int done = 0;
        while (done < all.size()) {
            int count = Math.min(elements.capacity(), all.size() - done);
            for (int i = 0; i < count; i++) {
                CodecBytes.encode(key, all.get(done + i), elements.keys(), i * key.size(), key.size());
            }
            long answer = map.fd().use(fd -> elements.delete(fd, count));
            if (MapWalk.isUnsupported(answer)) {
                return deleted + (int) all.subList(done, all.size()).stream().filter(map::delete).count();
            }
            if (answer == -Errno.ENOENT) {
                // The one that it stopped at is not there.
                deleted += elements.count();
                done += elements.count() + 1;
                continue;
            }
            map.require(answer, BpfCommand.BPF_MAP_DELETE_BATCH, "could not be changed");
            deleted += count;
            done += count;
        }
        map.spare().keep(elements);
        return deleted;
    }
}
