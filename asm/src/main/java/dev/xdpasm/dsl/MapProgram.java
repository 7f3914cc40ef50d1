package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What programs do with maps, a section a kind: keys and values, rings, queues, filters, maps of maps; and with the sockets and
 * locks that they find in them.
 */
public abstract class MapProgram extends Program {
    private static final int BPF_ANY = 0;
    private static final int BPF_NOEXIST = 1;
    private static final int BPF_EXIST = 2;
    private static final long BPF_F_CURRENT_CPU = 0xffff_ffffL;

    /** {@code BPF_F_CTXLEN_MASK}, include/uapi/linux/bpf.h. */
    private static final int MOST_SAMPLED = 0xfffff;

    MapProgram(Flow flow, Declared declared, Optional<Temp> context) {
        super(flow, declared, context);
    }

    // ---- keys and values

    /** {@return what a map holds for a key} {@code bpf_map_lookup_elem}, Linux 3.19. */
    public final <K, F> Found<F> lookup(MapRef<K, F> map, K key) {
        Given.notNull(map, "map").declareIn(declared());
        Temp pointer = flow().temp(Long.SIZE);
        Temp keyPointer = keyPointer(map, key);
        flow().add(new Step.Call(
                Optional.of(pointer),
                new Callee.OfHelper(Helper.bpf_map_lookup_elem),
                List.of(map.handle(flow()), keyPointer),
                true,
                Set.of(),
                true));
        return Found.inMap(this, pointer, map.value(), map.name());
    }

    /**
     * {@return what a map has for a constant key, such as an array's index}
     *
     * @throws dev.xdpasm.AssemblyException if the map is an array, per processor or not, and has no such entry
     */
    public final <F> Found<F> lookup(MapRef<Num, F> map, long index) {
        Given.notNull(map, "map").requireIndex(index);
        return lookup(map, num(Types.U32, index));
    }

    /**
     * {@return what an array of one entry holds, which is always there} Of an array it is had by its address and costs no call; ELF
     * cannot say such an address, xdpasm's own loader takes it (Linux 5.2). Of a per-CPU array the kernel tells no address
     * ({@code map_direct_value_addr}, kernel/bpf/arraymap.c), so that it is looked up; nor of larger arrays.
     *
     * @throws dev.xdpasm.AssemblyException if the map is no array, or has more than one entry
     */
    public final <F> F element(MapRef<Num, F> map) {
        Given.notNull(map, "map").declareIn(declared());
        boolean perCpu = map.spec().type() == MapType.BPF_MAP_TYPE_PERCPU_ARRAY;
        if (!perCpu && map.spec().type() != MapType.BPF_MAP_TYPE_ARRAY) {
            throw CallSite.refuse("map " + map.name() + " is " + map.spec().type()
                    + ", whose entries are there only once they are made: use lookup, or make it with Maps.array");
        }
        if (map.spec().maxEntries() != 1) {
            throw CallSite.refuse("map " + map.name() + " has " + map.spec().maxEntries() + " entries, and only an array of one has a"
                    + " fixed address: use lookup, or one entry that is a struct");
        }
        return perCpu ? lookup(map, 0).orDefault() : map.value().at(direct(map.name(), 0));
    }

    /**
     * Gives a key a value, whether it had one or not; {@return 0, or below 0 an error of the kernel: -7 (E2BIG) of a full map} {@code
     * bpf_map_update_elem}, Linux 3.19.
     */
    public final <K, V, F> Num update(MapRef<K, F> map, K key, V value) {
        return update(map, key, value, BPF_ANY);
    }

    /**
     * Gives a key a value if it has none; {@return 0, or if it has one -17 (EEXIST)}
     *
     * @throws dev.xdpasm.AssemblyException if the map is an array, whose entries are all there
     */
    public final <K, V, F> Num insert(MapRef<K, F> map, K key, V value) {
        requireKeys(map, "inserted", "update");
        return update(map, key, value, BPF_NOEXIST);
    }

    /** Gives a key another value; {@return 0, or if it has none -2 (ENOENT)} */
    public final <K, V, F> Num replace(MapRef<K, F> map, K key, V value) {
        return update(map, key, value, BPF_EXIST);
    }

    private <K, V, F> Num update(MapRef<K, F> map, K key, V value, int how) {
        Given.notNull(map, "map").declareIn(declared());
        @SuppressWarnings("unchecked") // a type's values are of its V
        Type<V, F> type = (Type<V, F>) map.value();
        Temp at = keyPointer(map, key);
        Temp content = pointerTo(type, value);
        return mapStatus(callHelper(
                Helper.bpf_map_update_elem, Set.of(Region.Kind.MAP), map.handle(flow()), at, content, Value.of(how)));
    }

    /**
     * Takes a key and its value out; {@return 0, or if it was not there -2 (ENOENT)} {@code bpf_map_delete_elem}, Linux 3.19.
     *
     * @throws dev.xdpasm.AssemblyException if the map is an array, whose entries stay
     */
    public final <K, F> Num delete(MapRef<K, F> map, K key) {
        requireKeys(map, "deleted", "update");
        Given.notNull(map, "map").declareIn(declared());
        Temp at = keyPointer(map, key);
        return mapStatus(callHelper(Helper.bpf_map_delete_elem, Set.of(Region.Kind.MAP), map.handle(flow()), at));
    }

    /** Refuses what the kernel never does with an array. */
    private static void requireKeys(MapRef<?, ?> map, String what, String verb) {
        if (Given.notNull(map, "map").isArray()) {
            throw CallSite.refuse("map " + map.name() + " is " + map.spec().type() + ", whose entries are there from the start and stay:"
                    + " none is " + what + ", use " + verb);
        }
    }

    final <K> Temp keyPointer(MapRef<K, ?> map, K key) {
        return pointerTo(map.key(), Given.notNull(key, "key"));
    }

    /** What a map's own functions return: before Linux 6.4 an int, in a register whose upper half is 0 for errors too. */
    final Num mapStatus(Temp result) {
        return status(result).as(Types.S32);
    }

    // ---- records for Java

    /**
     * Hands a record of a ring to Java, which a body fills in; what it leaves out is zero. Where the ring is full the body is not
     * done: {@code otherwise} says what is. Linux 5.8.
     */
    public final <R> When reserve(RingRef<R> ring, Consumer<? super R> body) {
        return reserve(ring, (view, record) -> body.accept(view));
    }

    /** As {@link #reserve(RingRef, Consumer)}; the body is given the record as well, to discard it or to end early. */
    public final <R> When reserve(RingRef<R> ring, BiConsumer<? super R, Record> body) {
        Given.notNull(ring, "ring").declareIn(declared());
        int size = (ring.record().size() + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        Temp pointer = callHelper(Helper.bpf_ringbuf_reserve, Set.of(), ring.handle(flow()), Value.of(size), Value.of(0));
        Bool present = Bool.isNotZero(flow(), pointer).likely();
        return when(present, () -> new Record(this, pointer, size).fill(ring, body));
    }

    /** Hands a copy of a value to Java through a ring; {@return 0, or -11 (EAGAIN) where the ring is full} Linux 5.8. */
    public final <R, V extends R> Num output(RingRef<R> ring, V value) {
        Given.notNull(ring, "ring").declareIn(declared());
        @SuppressWarnings("unchecked") // a struct is given as what it is seen as
        Type<V, ?> type = (Type<V, ?>) ring.record();
        Temp from = pointerTo(type, value);
        return status(callHelper(
                Helper.bpf_ringbuf_output, Set.of(), ring.handle(flow()), from, Value.of(type.size()), Value.of(0)));
    }

    /** Hands a copy of a value to Java through this processor's perf buffer; {@return 0, or below 0 an error} Linux 4.4. */
    public final <V> Num output(EventsRef<V> events, V value) {
        return output(events, value, num(0));
    }

    final <V> Num output(EventsRef<V> events, V value, Num packetBytes) {
        Given.notNull(events, "events").declareIn(declared());
        NumValue length = Given.notNull(packetBytes, "packetBytes").get();
        Optional<Long> known = length.constant();
        if (known.isPresent() && (known.get() < 0 || known.get() > MOST_SAMPLED)) {
            throw CallSite.refuse("a sample of " + known.get() + " bytes of the packet, expected 0 to " + MOST_SAMPLED);
        }
        Temp from = pointerTo(events.record(), value);
        Num flags = length.as(Types.U64).shl(Integer.SIZE).or(BPF_F_CURRENT_CPU);
        return status(callHelper(
                Helper.bpf_perf_event_output,
                Set.of(),
                context(),
                events.handle(flow()),
                flags.get().value(),
                from,
                Value.of(events.record().size())));
    }

    // ---- values without keys

    /** Puts a value in; {@return 0, or -7 (E2BIG) where the map is full} Linux 4.20. */
    public final <V, F> Num push(QueueRef<V, F> queue, V value) {
        return push(queue, value, 0);
    }

    /** Puts a value in; where the map is full the oldest is thrown away. Linux 4.20. */
    public final <V, F> void pushOver(QueueRef<V, F> queue, V value) {
        int exist = 2;
        push(queue, value, exist);
    }

    private <V, F> Num push(QueueRef<V, F> queue, V value, int flags) {
        Given.notNull(queue, "queue").declareIn(declared());
        Temp from = pointerTo(queue.value(), value);
        return mapStatus(callHelper(Helper.bpf_map_push_elem, Set.of(Region.Kind.MAP), queue.handle(flow()), from, Value.of(flags)));
    }

    /** {@return what comes out next, which is taken out} Linux 4.20. */
    public final <V, F> Found<F> pop(QueueRef<V, F> queue) {
        return take(queue, Helper.bpf_map_pop_elem);
    }

    /** {@return what comes out next, which stays} Linux 4.20. */
    public final <V, F> Found<F> peek(QueueRef<V, F> queue) {
        return take(queue, Helper.bpf_map_peek_elem);
    }

    private <V, F> Found<F> take(QueueRef<V, F> queue, Helper how) {
        Given.notNull(queue, "queue").declareIn(declared());
        Slot slot = flow().slot(queue.value().name(), queue.value().size(), 0);
        Temp to = flow().pointer(new Address(slot, 0, Region.STACK));
        Temp result = callHelper(how, Set.of(Region.Kind.MAP, Region.Kind.STACK), queue.handle(flow()), to);
        Bool present = Bool.isZero(flow(), result);
        return new Found<>(this, present, () -> queue.value().at(Memory.of(flow(), slot, 0, Region.STACK)));
    }

    /** Adds a value to a bloom filter. Linux 5.16. */
    public final <V> void add(BloomRef<V> filter, V value) {
        Given.notNull(filter, "filter").declareIn(declared());
        Temp from = pointerTo(filter.value(), value);
        callHelper(Helper.bpf_map_push_elem, Set.of(Region.Kind.MAP), filter.handle(flow()), from, Value.of(0));
    }

    /** {@return whether a bloom filter may hold a value: where it says no, it does not} Linux 5.16. */
    public final <V> Bool mayHold(BloomRef<V> filter, V value) {
        Given.notNull(filter, "filter").declareIn(declared());
        Temp from = pointerTo(filter.value(), value);
        Temp result = callHelper(Helper.bpf_map_peek_elem, Set.of(), filter.handle(flow()), from);
        return Bool.isZero(flow(), result);
    }

    // ---- other values

    /** {@return what a map of maps holds for a key: a map, in which values can be looked up} Linux 4.12. */
    public final <O, K, F> Found<InnerMap<K, F>> lookup(OuterRef<O, K, F> maps, O key) {
        Given.notNull(maps, "maps").declareIn(declared());
        Temp at = pointerTo(maps.key(), key);
        Temp map = callHelper(Helper.bpf_map_lookup_elem, Set.of(), maps.handle(flow()), at);
        return new Found<>(this, map, () -> new InnerMap<>(this, map, maps.inner()));
    }

    /** {@return what another processor has for a key in a per-CPU map} Linux 5.19. */
    public final <K, F> Found<F> lookup(MapRef<K, F> map, K key, Num cpu) {
        Given.notNull(map, "map").declareIn(declared());
        if (!map.spec().type().name().contains("PERCPU")) {
            throw CallSite.refuse("map " + map.name() + " is " + map.spec().type()
                    + ", which has one value for all processors: expected one such as Maps.percpuHash makes");
        }
        Temp at = keyPointer(map, key);
        Temp value = callHelper(
                Helper.bpf_map_lookup_percpu_elem, Set.of(), map.handle(flow()), at, cpu.as(Types.U32).get().value());
        return Found.inMap(this, value, map.value(), map.name());
    }

    // ---- values that hang on objects of the kernel's

    /**
     * {@return the value that hangs on a socket, task, inode or control group, which is put there if it has none, all zero} Where there
     * is no memory for one it is not there. Linux 5.2 (sockets), 5.10 (inodes), 5.11 (tasks), 6.2 (control groups).
     *
     * @param owner a {@link Sock} or a {@link KernelObject}
     */
    public final <F> Found<F> storage(StorageRef<F> values, Object owner) {
        int create = 1; // BPF_LOCAL_STORAGE_GET_F_CREATE
        return storage(values, owner, create);
    }

    /** {@return the value that hangs on a socket, task, inode or control group, if one does} */
    public final <F> Found<F> lookup(StorageRef<F> values, Object owner) {
        return storage(values, owner, 0);
    }

    private <F> Found<F> storage(StorageRef<F> values, Object owner, int flags) {
        Temp value = HelperCall.finding(this, values.getting()).pointer(values, Given.notNull(owner, "owner"), 0, flags);
        return Found.inMap(this, value, values.value(), values.name());
    }

    /** Takes the value off a socket, task, inode or control group; {@return 0, or if there was none -2 (ENOENT)} */
    public final Num delete(StorageRef<?> values, Object owner) {
        return new HelperCall(this, values.deleting()).call(values, owner);
    }

    // ---- sockets

    /**
     * Does something with the socket that a map of sockets has for a key. A path that leaves the body gives the socket back; where
     * there is none the body is not done. Linux 5.8.
     */
    public final <K> When lookup(SocketsRef<K> sockets, K key, Consumer<Sock> body) {
        Given.notNull(sockets, "sockets").declareIn(declared());
        sockets.requireProgrammed("lookup");
        declared().functions().requireCallable(Helper.bpf_sk_release);
        Temp at = sockets.keyPointer(this, key);
        Temp socket = callHelper(Helper.bpf_map_lookup_elem, Set.of(), sockets.handle(flow()), at);
        Bool found = Bool.isNotZero(flow(), socket);
        return when(found, () -> hold(socket, body));
    }

    /** As {@link #lookup(SocketsRef, Object, Consumer)}, by an index. */
    public final When lookup(SocketsRef<Num> sockets, long index, Consumer<Sock> body) {
        Given.notNull(sockets, "sockets").requireIndex(index);
        return lookup(sockets, num(Types.U32, index), body);
    }

    /** Does something with a socket, which is given back. */
    final void hold(Temp pointer, Consumer<Sock> body) {
        HeldReference held = HeldReference.toSocket(this, pointer);
        Sock socket = new Sock();
        socket.bind(Memory.of(flow(), pointer, 0, Region.SOCKET).during(held::requireHeld));
        held.around(() -> body.accept(socket));
    }

    /** The socket to which a context has a pointer. */
    final Found<Sock> socketOf(Struct context) {
        int offset = context.socketOffset().orElseThrow(() -> CallSite.refuse("the context " + context.structName()
                + " has no socket: those of socketFilter, sockOps, sockAddr and skLookup do"));
        requireField(context.structName(), offset);
        Temp pointer = flow().load(Size.DW, new Address(context(), offset, Region.CONTEXT));
        return new Found<>(this, pointer, () -> Types.struct(Sock::new).at(Memory.of(flow(), pointer, 0, Region.SOCKET)));
    }

    final Num assignTo(Sock socket) {
        Temp pointer = flow().pointer(Given.notNull(socket, "socket").memory().address());
        return status(callHelper(Helper.bpf_sk_assign, Set.of(), context(), pointer, Value.of(0)));
    }

    // ---- locks

    /**
     * Does something while no other processor is in a body of the same lock, a field of a map's value. A path that leaves the
     * body gives the lock back; no function can be called in it. Linux 5.1.
     */
    public final void locked(SpinLock lock, Runnable body) {
        Given.notNull(lock, "lock").around(this, body);
    }
}
