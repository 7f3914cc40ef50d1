package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A map in the kernel, shared with the programs that use it: keys and values, as codecs read and write them.
 *
 * <p>Those from {@link Bpf#map(String)} are closed with their {@link Bpf}, all others by whoever made or opened them; all
 * views of a map share its descriptor. Thread-safe: each call on one entry is one {@code bpf(2)}, as atomic as the map's
 * type makes it.
 *
 * <p>The values of a per-CPU map are read and written with {@link Codecs#perCpu}. Calls that must allocate nothing go
 * through a {@link MapCursor} or a {@link MapBatch}. Kinds of map that are more, or less, than keys and values have a
 * handle of their own: {@link BpfQueue}, {@link BloomFilter}, {@link MappedArray}, {@link MapOfMaps}, {@link
 * ProgramArray}, {@link RedirectMap}, {@link RingBuffer}, {@link PerfBuffer}, each made {@code of} this one.
 *
 * @param <K> a key in Java
 * @param <V> a value in Java
 */
public final class BpfMap<K, V> implements AutoCloseable {
    /** include/uapi/linux/bpf.h. */
    private static final long BPF_F_LOCK = 4;

    private final Fd fd;
    private final MapSpec spec;
    private final KernelId id;
    private final Codec<K> key;
    private final Codec<V> value;

    /** BPF_F_LOCK, or 0. */
    private final long elementFlags;

    private final SpareElements spare;

    BpfMap(Fd fd, MapSpec spec, KernelId id, Codec<K> key, Codec<V> value, long elementFlags) {
        this.fd = fd;
        this.spec = spec;
        this.id = id;
        this.key = key;
        this.value = value;
        this.elementFlags = elementFlags;
        this.spare = new SpareElements(key.size(), value.size(), spec.maxEntries(), elementFlags);
    }

    /**
     * {@return a new map that belongs to no object, its keys and values as bytes; the caller closes it} BPF_MAP_CREATE, Linux
     * 3.18.
     *
     * @throws KernelException if the kernel refuses; says which rule of its type the specification breaks
     */
    public static BpfMap<byte[], byte[]> create(MapSpec spec) {
        return MapOpening.of(
                new MapCreation(MapCreation.NONE, new Omissions(LoadOptions.defaults())).create(spec, spec.name()), spec);
    }

    /** The same map, of which more is known than the kernel says. It shares this one's descriptor. */
    BpfMap<K, V> renamed(MapSpec known) {
        return new BpfMap<>(fd, known, id, key, value, elementFlags);
    }

    Fd descriptor() {
        return fd;
    }

    /**
     * {@return the map of an id, its keys and values as bytes; the caller closes it} BPF_MAP_GET_FD_BY_ID, Linux 4.13. Needs
     * CAP_SYS_ADMIN.
     *
     * @throws BpfException if there is none, or it is of a type that is not in {@link MapType}
     * @throws KernelException if the kernel refuses
     */
    public static BpfMap<byte[], byte[]> byId(int id) {
        return MapOpening.find(id).orElseThrow(() -> BpfMapInfo.none(id));
    }

    /**
     * {@return the same map, its keys and values as these codecs read them} It shares this one's descriptor: closing
     * either closes both.
     *
     * @throws dev.xdpasm.BpfException if the codecs' sizes are not the map's
     */
    public <A, B> BpfMap<A, B> as(Codec<A> otherKey, Codec<B> otherValue) {
        MapRefusal.requireSizes(spec, otherKey, otherValue);
        return new BpfMap<>(fd, spec, id, otherKey, otherValue, elementFlags);
    }

    /**
     * {@return the same map, each value read and written as a whole, under the {@code bpf_spin_lock} that stands in it
     * (BPF_F_LOCK)} No program that takes the lock sees or leaves a value half written; the lock's own bytes are read as zeros and
     * never written. It shares this one's descriptor. Linux 5.1; batches 5.6.
     *
     * <p>The kernel refuses each call (EINVAL) if the map was made without types that say where the lock is.
     */
    public BpfMap<K, V> locked() {
        return new BpfMap<>(fd, spec, id, key, value, BPF_F_LOCK);
    }

    /** {@return its full name; the kernel knows the first 15 characters} */
    public String name() {
        return spec.name();
    }

    /**
     * {@return its id in the kernel} Of a map that was made here it is asked of the kernel when it is first wanted
     * (BPF_OBJ_GET_INFO_BY_FD, Linux 4.13).
     *
     * @throws IllegalStateException if it is closed, and was never asked for its id before
     */
    public int id() {
        return id.get();
    }

    /** {@return what the kernel says about it} BPF_OBJ_GET_INFO_BY_FD, Linux 4.13. */
    public BpfMapInfo info() {
        return BpfMapInfo.of(fd);
    }

    /** {@return what it was created as} */
    public MapSpec spec() {
        return spec;
    }

    Fd fd() {
        return fd;
    }

    long elementFlags() {
        return elementFlags;
    }

    Codec<K> keyCodec() {
        return key;
    }

    Codec<V> valueCodec() {
        return value;
    }

    /** {@return a second descriptor of the map, for what is to outlive this handle} */
    Fd duplicateFd() {
        long answer = fd.use(Syscalls::duplicate);
        if (answer < 0) {
            throw Refusal.call("map " + name() + " could not be held", "fcntl(F_DUPFD_CLOEXEC)", answer);
        }
        return new Fd((int) answer, fd.what());
    }

    /** The descriptor's number, for instructions that refer to the map. */
    int number() {
        return (int) fd.use(number -> number);
    }

    /**
     * {@return the value of a key, if it is there} BPF_MAP_LOOKUP_ELEM, Linux 3.18.
     *
     * @throws IllegalArgumentException if the key does not fit its codec
     * @throws KernelException if the kernel refuses, as it does for types without lookup
     */
    public Optional<V> get(K at) {
        MapElement element = spare.element();
        CodecBytes.encode(key, at, element.key());
        return taken(element, fd.use(element::lookup), BpfCommand.BPF_MAP_LOOKUP_ELEM);
    }

    /**
     * {@return the value of a key, if it was there; it is gone now} BPF_MAP_LOOKUP_AND_DELETE_ELEM, Linux 5.14: one step,
     * so that what a program adds to the value is counted either before or in a new entry.
     *
     * @throws KernelException if the kernel refuses, as it does for all but hash maps
     */
    public Optional<V> getAndDelete(K at) {
        MapElement element = spare.element();
        CodecBytes.encode(key, at, element.key());
        return taken(element, fd.use(element::lookupAndDelete), BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_ELEM);
    }

    private Optional<V> taken(MapElement element, long answer, BpfCommand command) {
        if (answer == -Errno.ENOENT) {
            spare.keep(element);
            return Optional.empty();
        }
        require(answer, command, "could not be read");
        V content = CodecBytes.decode(value, element.value());
        spare.keep(element);
        return Optional.of(content);
    }

    /** Makes or changes an entry: {@link #put(Object, Object, UpdateFlag)} with {@link UpdateFlag#ANY}. */
    public void put(K at, V content) {
        put(at, content, UpdateFlag.ANY);
    }

    /**
     * Makes or changes an entry. BPF_MAP_UPDATE_ELEM, Linux 3.18.
     *
     * @throws IllegalArgumentException if the key or the value does not fit its codec
     * @throws KernelException if the map is full (E2BIG), the flag forbids it (EEXIST, ENOENT), or the kernel refuses
     *     otherwise
     */
    public void put(K at, V content, UpdateFlag flag) {
        require(update(at, content, flag), BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no such entry");
    }

    /** {@return whether there was no such entry, which is there now} BPF_MAP_UPDATE_ELEM with BPF_NOEXIST, Linux 3.18. */
    public boolean putIfAbsent(K at, V content) {
        long answer = update(at, content, UpdateFlag.NOEXIST);
        if (answer == -Errno.EEXIST) {
            return false;
        }
        require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no such entry");
        return true;
    }

    /** {@return whether there was such an entry, which is changed now} BPF_MAP_UPDATE_ELEM with BPF_EXIST, Linux 3.18. */
    public boolean replace(K at, V content) {
        long answer = update(at, content, UpdateFlag.EXIST);
        if (answer == -Errno.ENOENT) {
            return false;
        }
        require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no such entry");
        return true;
    }

    private long update(K at, V content, UpdateFlag flag) {
        MapElement element = spare.element();
        CodecBytes.encode(key, at, element.key());
        CodecBytes.encode(value, content, element.value());
        long answer = fd.use(number -> element.update(number, flag.value()));
        spare.keep(element);
        return answer;
    }

    /**
     * {@return whether there was such an entry, which is gone now} BPF_MAP_DELETE_ELEM, Linux 3.18.
     *
     * @throws KernelException if the kernel refuses, as it does for arrays
     */
    public boolean delete(K at) {
        MapElement element = spare.element();
        CodecBytes.encode(key, at, element.key());
        long answer = fd.use(element::delete);
        spare.keep(element);
        if (answer == -Errno.ENOENT) {
            return false;
        }
        require(answer, BpfCommand.BPF_MAP_DELETE_ELEM, "could not be changed");
        return true;
    }

    /**
     * {@return the key that the kernel keeps after {@code at}; the first if {@code at} is empty or not there any more;
     * empty after the last} BPF_MAP_GET_NEXT_KEY, Linux 3.18.
     */
    public Optional<K> nextKey(Optional<K> at) {
        MapElement element = spare.element();
        at.ifPresent(present -> CodecBytes.encode(key, present, element.key()));
        long answer = fd.use(at.isPresent() ? element::nextKey : element::firstKey);
        if (answer == -Errno.ENOENT) {
            spare.keep(element);
            return Optional.empty();
        }
        require(answer, BpfCommand.BPF_MAP_GET_NEXT_KEY, "could not be walked");
        K next = CodecBytes.decode(key, element.key());
        spare.keep(element);
        return Optional.of(next);
    }

    /**
     * Hands each entry to {@code each}, once a key, in the kernel's order. Entries that come or go meanwhile may or may not
     * be among them; {@code each} may change the map. The walk ends, however fast others change the map: it takes at most two
     * steps for each of {@code max_entries}.
     *
     * <p>Many entries are read by one call where the kernel has that for the type (BPF_MAP_LOOKUP_BATCH, Linux 5.6), else
     * each by two.
     */
    public void forEach(BiConsumer<? super K, ? super V> each) {
        new MapWalk<>(this).forEach(each);
    }

    /**
     * Hands each entry to {@code each} and removes it: BPF_MAP_LOOKUP_AND_DELETE_BATCH, Linux 5.6, where the type has it,
     * else one by one. What a program puts meanwhile is handed out or stays, but is never lost.
     *
     * @throws KernelException if the kernel refuses, as it does for arrays
     */
    public void drain(BiConsumer<? super K, ? super V> each) {
        new MapWalk<>(this).drain(each);
    }

    /**
     * {@return a copy of the entries, in the kernel's order; see {@link #forEach} for what holds while they change}
     * Keys that are arrays are found in it by identity only, as arrays are.
     */
    public Map<K, V> entries() {
        Map<K, V> entries = new LinkedHashMap<>();
        forEach(entries::put);
        return entries;
    }

    /**
     * Makes or changes all these entries: BPF_MAP_UPDATE_BATCH, Linux 5.6, where the type has it, else one by one.
     *
     * @throws KernelException if the kernel refuses one; those before it are there by then, and the message tells how many
     */
    public void putAll(Map<? extends K, ? extends V> entries) {
        new MapChange<>(this).putAll(entries);
    }

    /**
     * {@return how many of these were there, and are gone now} BPF_MAP_DELETE_BATCH, Linux 5.6, where the type has it, else
     * one by one.
     *
     * @throws KernelException if the kernel refuses, as it does for arrays
     */
    public int deleteAll(Collection<? extends K> keys) {
        return new MapChange<>(this).deleteAll(keys);
    }

    /** {@return a new cursor: single entries as bytes, without allocation} For one thread. */
    public MapCursor cursor() {
        return new MapCursor(this);
    }

    /** {@return new memory for many entries as bytes, read and written without allocation} For one thread. */
    public MapBatch batch(int capacity) {
        return new MapBatch(this, capacity);
    }

    /**
     * Makes it read-only for system calls, for good; programs may still write. BPF_MAP_FREEZE, Linux 5.2.
     *
     * @throws KernelException if it is frozen already or mapped writable (EBUSY), or the kernel refuses otherwise
     */
    public void freeze() {
        require(fd.use(MapCalls::freeze), BpfCommand.BPF_MAP_FREEZE, "could not be frozen");
    }

    /**
     * Gives it a name on bpffs, under which it outlives this process. BPF_OBJ_PIN, Linux 4.4.
     *
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public void pin(Path path) {
        Pins.pin(fd, path);
    }

    /** Closes the descriptor, for all views of the map; a second time does nothing. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "BpfMap[" + name() + id.shown() + ", " + spec.type().shortName() + "]";
    }

    SpareElements spare() {
        return spare;
    }

    void require(long answer, BpfCommand command, String what) {
        if (answer < 0) {
            throw MapRefusal.of(this, what, command, answer);
        }
    }
}
