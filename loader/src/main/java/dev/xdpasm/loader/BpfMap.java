package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.loader.sys.MapInfo;
import dev.xdpasm.object.MapSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map in the kernel, shared with the programs that use it.
 *
 * <p>Those from {@link Bpf#map(String)} are closed with their {@link Bpf}, those from {@link Pins#map} by whoever asked
 * for them; all views of a map share its descriptor. Thread-safe: each call is one {@code bpf(2)}, as atomic as the
 * map's type makes it. Maps of per-CPU types can be created and used by programs, but not read or written here.
 *
 * @param <K> a key in Java
 * @param <V> a value in Java
 */
public final class BpfMap<K, V> implements AutoCloseable {
    private final Fd fd;
    private final MapSpec spec;
    private final int id;
    private final Codec<K> key;
    private final Codec<V> value;

    private BpfMap(Fd fd, MapSpec spec, int id, Codec<K> key, Codec<V> value) {
        this.fd = fd;
        this.spec = spec;
        this.id = id;
        this.key = key;
        this.value = value;
    }

    static BpfMap<byte[], byte[]> create(MapSpec spec) {
        long answer = MapCalls.create(
                spec.type().value(), spec.keySize(), spec.valueSize(), spec.maxEntries(), spec.flags(), spec.name());
        if (answer < 0) {
            throw Refusal.bpf(
                    "map " + spec.name() + " (" + spec.type().shortName() + ", key " + spec.keySize() + " bytes, value "
                            + spec.valueSize() + " bytes, max_entries " + Integer.toUnsignedString(spec.maxEntries())
                            + ") could not be created",
                    BpfCommand.BPF_MAP_CREATE,
                    answer,
                    Capability.CAP_BPF);
        }
        return of(new Fd((int) answer, "map " + spec.name()), spec);
    }

    /** Takes over an open map; closes it if it cannot be described. */
    static BpfMap<byte[], byte[]> of(Fd fd, MapSpec spec) {
        return of(fd, info -> spec);
    }

    /** Takes over an open map whose specification is made of its description; closes it if there is none. */
    static BpfMap<byte[], byte[]> of(Fd fd, Function<MapInfo, MapSpec> specOf) {
        try {
            MapInfo info = read(fd);
            MapSpec spec = specOf.apply(info);
            return new BpfMap<>(fd, spec, info.id(), Codecs.bytes(spec.keySize()), Codecs.bytes(spec.valueSize()));
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    private static MapInfo read(Fd map) {
        MapInfo[] info = new MapInfo[1];
        map.use(number -> {
            info[0] = MapInfo.read(number);
            return info[0].errno();
        });
        if (info[0].errno() != 0) {
            throw Refusal.bpf(
                    map.what() + " could not be described", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -info[0].errno());
        }
        return info[0];
    }

    <A, B> BpfMap<A, B> as(Codec<A> otherKey, Codec<B> otherValue) {
        if (otherKey.size() != spec.keySize() || otherValue.size() != spec.valueSize()) {
            throw new BpfException("map " + name() + " has keys of " + spec.keySize() + " and values of "
                    + spec.valueSize() + " bytes, the codecs take " + otherKey.size() + " and " + otherValue.size());
        }
        return new BpfMap<>(fd, spec, id, otherKey, otherValue);
    }

    /** {@return its full name; the kernel knows the first 15 characters} */
    public String name() {
        return spec.name();
    }

    /** {@return its id in the kernel} */
    public int id() {
        return id;
    }

    /** {@return what it was created as} */
    public MapSpec spec() {
        return spec;
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
        byte[] found = new byte[valueRoom()];
        byte[] bytes = encode(key, at);
        long answer = fd.use(number -> MapCalls.lookup(number, bytes, found));
        if (answer == -Errno.ENOENT) {
            return Optional.empty();
        }
        require(answer, BpfCommand.BPF_MAP_LOOKUP_ELEM, "could not be read");
        return Optional.of(decode(value, found));
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
        valueRoom();
        byte[] keyBytes = encode(key, at);
        byte[] valueBytes = encode(value, content);
        long answer = fd.use(number -> MapCalls.update(number, keyBytes, valueBytes, flag.value()));
        if (answer == -Errno.E2BIG) {
            throw Refusal.bpf(
                    "map " + name() + " takes no such entry", BpfCommand.BPF_MAP_UPDATE_ELEM, answer, whyTooBig());
        }
        if (answer == -Errno.EEXIST && flag == UpdateFlag.NOEXIST) {
            throw Refusal.bpf(
                    "map " + name() + " was not changed",
                    BpfCommand.BPF_MAP_UPDATE_ELEM,
                    answer,
                    "the key is there already");
        }
        if (answer == -Errno.ENOENT && flag == UpdateFlag.EXIST) {
            throw Refusal.bpf(
                    "map " + name() + " was not changed",
                    BpfCommand.BPF_MAP_UPDATE_ELEM,
                    answer,
                    "the key is not there");
        }
        require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "could not be written");
    }

    /** E2BIG of an update has these two meanings (kernel/bpf/arraymap.c, hashtab.c), and the map's type tells which. */
    private String whyTooBig() {
        String most = Integer.toUnsignedString(spec.maxEntries());
        return switch (spec.type()) {
            case BPF_MAP_TYPE_ARRAY,
                    BPF_MAP_TYPE_PROG_ARRAY,
                    BPF_MAP_TYPE_DEVMAP,
                    BPF_MAP_TYPE_CPUMAP,
                    BPF_MAP_TYPE_XSKMAP -> "its indexes end below max_entries, which is " + most;
            default -> "it is full: max_entries is " + most;
        };
    }

    /**
     * {@return whether there was such an entry, which is gone now} BPF_MAP_DELETE_ELEM, Linux 3.18.
     *
     * @throws KernelException if the kernel refuses, as it does for arrays
     */
    public boolean remove(K at) {
        byte[] bytes = encode(key, at);
        long answer = fd.use(number -> MapCalls.delete(number, bytes));
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
        return Optional.ofNullable(nextKeyBytes(at.map(k -> encode(key, k)).orElse(null)))
                .map(bytes -> decode(key, bytes));
    }

    private byte @Nullable [] nextKeyBytes(byte @Nullable [] at) {
        byte[] next = new byte[spec.keySize()];
        long answer = fd.use(
                number -> at == null ? MapCalls.firstKey(number, next) : MapCalls.nextKey(number, at, next));
        if (answer == -Errno.ENOENT) {
            return null;
        }
        require(answer, BpfCommand.BPF_MAP_GET_NEXT_KEY, "could not be walked");
        return next;
    }

    /**
     * Hands each entry to {@code each}, once a key, in the kernel's order. Entries that come or go meanwhile may or may
     * not be among them. Since the kernel begins again where the last key has vanished, the walk ends at the latest
     * after two steps for each of {@code max_entries}.
     */
    public void forEach(BiConsumer<? super K, ? super V> each) {
        Set<ByteBuffer> seen = new HashSet<>();
        byte[] at = nextKeyBytes(null);
        long steps = 2L * Integer.toUnsignedLong(spec.maxEntries());
        while (at != null && steps-- > 0) {
            // The step comes first: what is done with the entry may remove it.
            byte[] current = at;
            at = nextKeyBytes(current);
            if (seen.add(ByteBuffer.wrap(current))) {
                K found = decode(key, current);
                get(found).ifPresent(content -> each.accept(found, content));
            }
        }
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
        return "BpfMap[" + name() + ", id=" + id + ", " + spec.type().shortName() + "]";
    }

    /** The kernel copies one value for each CPU there, more than was made room for. */
    private int valueRoom() {
        switch (spec.type()) {
            case BPF_MAP_TYPE_PERCPU_HASH,
                    BPF_MAP_TYPE_PERCPU_ARRAY,
                    BPF_MAP_TYPE_LRU_PERCPU_HASH,
                    BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE -> throw new BpfException("map " + name() + " is of type "
                    + spec.type().shortName() + ": values of per-CPU maps cannot be read or written yet");
            default -> {
                return spec.valueSize();
            }
        }
    }

    private void require(long answer, BpfCommand command, String what) {
        if (answer < 0) {
            throw Refusal.bpf("map " + name() + " " + what, command, answer);
        }
    }

    private static <T> byte[] encode(Codec<T> codec, T content) {
        byte[] bytes = new byte[codec.size()];
        codec.encode(content, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        return bytes;
    }

    private static <T> T decode(Codec<T> codec, byte[] bytes) {
        return codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
    }
}
