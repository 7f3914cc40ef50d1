package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.Optional;

/**
 * A map of values without keys: BPF_MAP_TYPE_QUEUE (first in, first out) or BPF_MAP_TYPE_STACK (last in, first out). Linux
 * 4.20. Shares the descriptor of the map that it was made of. Thread-safe.
 *
 * @param <V> a value in Java
 */
public final class BpfQueue<V> {
    private final BpfMap<?, ?> map;
    private final Codec<V> value;

    private BpfQueue(BpfMap<?, ?> map, Codec<V> value) {
        this.map = map;
        this.value = value;
    }

    /** {@return a specification of a queue} */
    public static MapSpec queue(String name, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_QUEUE, 0, valueSize, maxEntries, 0);
    }

    /** {@return a specification of a stack} */
    public static MapSpec stack(String name, int valueSize, int maxEntries) {
        return new MapSpec(name, MapType.BPF_MAP_TYPE_STACK, 0, valueSize, maxEntries, 0);
    }

    /**
     * {@return the map as a queue or a stack, whichever it is}
     *
     * @throws dev.xdpasm.BpfException if it is neither, or the codec's size is not its values'
     */
    public static <V> BpfQueue<V> of(BpfMap<?, ?> map, Codec<V> value) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_QUEUE, MapType.BPF_MAP_TYPE_STACK);
        MapRefusal.requireSizes(map.spec(), Codecs.bytes(0), value);
        return new BpfQueue<>(map, value);
    }

    /**
     * Puts a value in. BPF_MAP_UPDATE_ELEM.
     *
     * @throws KernelException if it is full (E2BIG), or the kernel refuses otherwise
     */
    public void push(V content) {
        push(content, UpdateFlag.ANY);
    }

    /**
     * Puts a value in.
     *
     * @param flag {@link UpdateFlag#EXIST} drops the oldest value if it is full; {@link UpdateFlag#NOEXIST} is not for this
     * @throws KernelException if it is full (E2BIG), or the kernel refuses otherwise
     */
    public void push(V content, UpdateFlag flag) {
        MapElement element = new MapElement(0, value.size());
        CodecBytes.encode(value, content, element.value());
        long answer = map.fd().use(fd -> element.update(fd, flag.value()));
        map.require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no such value");
    }

    /** {@return the next value, which is taken out, or empty if there is none} BPF_MAP_LOOKUP_AND_DELETE_ELEM. */
    public Optional<V> pop() {
        MapElement element = new MapElement(0, value.size());
        return taken(element, map.fd().use(element::lookupAndDelete), BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_ELEM);
    }

    /** {@return the next value, which stays, or empty if there is none} BPF_MAP_LOOKUP_ELEM. */
    public Optional<V> peek() {
        MapElement element = new MapElement(0, value.size());
        return taken(element, map.fd().use(element::lookup), BpfCommand.BPF_MAP_LOOKUP_ELEM);
    }

    private Optional<V> taken(MapElement element, long answer, BpfCommand command) {
        if (answer == -Errno.ENOENT) {
            return Optional.empty();
        }
        map.require(answer, command, "could not be read");
        return Optional.of(CodecBytes.decode(value, element.value()));
    }
}
