package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.loader.sys.MapElements;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a map's last calls, for the next ones: a call takes it and gives it back, and one that finds it taken makes its
 * own. Thread-safe.
 */
final class SpareElements {
    /** Larger ones are made anew for each call, so that no large one is kept for the map's life. */
    private static final int MOST_KEPT_BYTES = 1 << 16;

    /** How many entries at most go into one batch. */
    private static final int LARGEST_CHUNK = 1024;

    private static final int SMALLEST_CHUNK = 16;

    private final int keySize;
    private final int valueSize;
    private final int maxEntries;
    private final long flags;

    private final AtomicReference<@Nullable MapElement> element = new AtomicReference<>();
    private final AtomicReference<@Nullable MapElements> chunk = new AtomicReference<>();

    SpareElements(int keySize, int valueSize, int maxEntries, long flags) {
        this.keySize = keySize;
        this.valueSize = valueSize;
        this.maxEntries = maxEntries;
        this.flags = flags;
    }

    /** {@return memory for one entry; {@link #keep(MapElement)} takes it back} */
    MapElement element() {
        MapElement kept = element.getAndSet(null);
        return kept == null ? new MapElement(keySize, valueSize, flags) : kept;
    }

    void keep(MapElement used) {
        if (keySize + valueSize <= MOST_KEPT_BYTES) {
            element.set(used);
        }
    }

    /** {@return memory for a batch of a fitting size; {@link #keep(MapElements)} takes it back} */
    MapElements chunk() {
        MapElements kept = chunk.getAndSet(null);
        if (kept != null) {
            kept.rewind();
            return kept;
        }
        int fitting = MOST_KEPT_BYTES / Math.max(1, keySize + valueSize);
        long entries = Integer.toUnsignedLong(maxEntries);
        int capacity = (int) Math.max(SMALLEST_CHUNK, Math.min(Math.min(LARGEST_CHUNK, fitting), entries));
        return new MapElements(keySize, valueSize, capacity, flags);
    }

    void keep(MapElements used) {
        if ((long) used.capacity() * (keySize + valueSize) <= MOST_KEPT_BYTES) {
            chunk.set(used);
        }
    }
}
