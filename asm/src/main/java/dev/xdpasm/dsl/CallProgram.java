package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What programs have others do: programs to go on with, callbacks that the kernel calls, helpers and functions of the kernel by their
 * names, messages for people.
 */
public abstract class CallProgram extends MapProgram {
    /** {@code BPF_MAX_LOOPS}, include/linux/bpf.h. */
    private static final int MOST_TURNS = 1 << 23;

    CallProgram(Flow flow, Declared declared, Optional<Temp> context) {
        super(flow, declared, context);
    }

    /**
     * Goes on with another program, in place of this one; where there is none at the index, this one goes on. What was found in
     * the packet has to be taken from it again then. Linux 4.2.
     */
    public final void tailCall(ProgramsRef programs, Num index) {
        Given.notNull(programs, "programs").declareIn(declared());
        callHelper(
                Helper.bpf_tail_call,
                Set.of(Region.Kind.PACKET, Region.Kind.MAP),
                context(),
                programs.handle(flow()),
                index.as(Types.U32).get().value());
        flow().history().moved();
    }

    /** As {@link #tailCall(ProgramsRef, Num)}. */
    public final void tailCall(ProgramsRef programs, long index) {
        Given.notNull(programs, "programs").requireIndex(index);
        tailCall(programs, num(Types.U32, index));
    }

    // ---- what the kernel calls

    /** What is done for each entry of a map. */
    @FunctionalInterface
    public interface Each<K, F, S> {
        /**
         * One entry.
         *
         * @param turn a program of its own, which knows nothing of the one around but {@code state}
         */
        void entry(Callback turn, K key, F value, S state);
    }

    /** What is done in each turn of a loop. */
    @FunctionalInterface
    public interface Turn<S> {
        /**
         * One turn.
         *
         * @param turn a program of its own, which knows nothing of the one around but {@code state}
         */
        void turn(Callback turn, Num index, S state);
    }

    /** What is done for each message of a ring. */
    @FunctionalInterface
    public interface Message<R, S> {
        /**
         * One message.
         *
         * @param turn a program of its own, which knows nothing of the one around but {@code state}
         */
        void message(Callback turn, Found<R> message, S state);
    }

    /** What is done once a timer is due. */
    @FunctionalInterface
    public interface Due<K, F> {
        /** What is done; {@code key} and {@code value} are the timer's. */
        void due(Callback turn, K key, F value);
    }

    /**
     * Does something for each entry of a map, which the kernel walks; {@code state} is what {@link #make} has made, and all that
     * the body shares with what is around it. Linux 5.13.
     */
    public final <K, F, S extends Struct> void forEach(MapRef<K, F> map, Type<S, S> type, S state, Each<K, F, S> body) {
        Given.notNull(map, "map").declareIn(declared());
        Temp callback = Callback.of(this, 4, (turn, given) -> body.entry(
                turn,
                Callback.key(turn, map, given.get(1)),
                map.value().at(Memory.of(turn.flow(), given.get(2), 0, Region.map(map.name()))),
                type.at(Memory.of(turn.flow(), given.get(3), 0, Region.CALLERS))));
        Temp shared = shared(state);
        callHelper(
                Helper.bpf_for_each_map_elem,
                Set.of(Region.Kind.MAP, Region.Kind.STACK, Region.Kind.OBJECT),
                map.handle(flow()),
                callback,
                shared,
                Value.of(0));
    }

    /**
     * Does something up to {@code times} times, by the kernel's own loop: the verifier follows one turn only; {@code state} is what
     * {@link #make} has made, and all that the body shares with what is around it. At most 8,388,608 turns: of more the kernel does none.
     * Linux 5.17.
     */
    public final <S extends Struct> void loop(Num times, Type<S, S> type, S state, Turn<S> body) {
        NumValue said = Given.notNull(times, "times").get();
        Optional<Long> known = said.constant();
        if (known.isPresent() && (known.get() < 0 || known.get() > MOST_TURNS)) {
            throw CallSite.refuse("a loop of " + known.get() + " turns, expected 0 to " + MOST_TURNS);
        }
        Num turns = said.as(Types.U32).get();
        // where the verifier knows that there is no turn it drops the body, and Linux 6.18 then refuses the call that is left
        when(turns.ne(0), () -> callLoop(turns, type, state, body));
    }

    /** The address of what a body shares with what is around it, which helpers take from the stack only. */
    private Temp shared(Struct state) {
        Address address = Given.notNull(state, "state").memory().address();
        Region region = address.region();
        if (region.kind() != Region.Kind.STACK && !region.equals(Region.CALLERS)) {
            throw CallSite.refuse("the state that a body shares with what is around it lies on the stack, this is in " + region
                    + ": give what p.make(...) has made");
        }
        return flow().pointer(address);
    }

    private <S extends Struct> void callLoop(Num times, Type<S, S> type, S state, Turn<S> body) {
        Temp callback = Callback.of(this, 2, (turn, given) -> body.turn(
                turn,
                Types.U32.of(turn.flow(), given.get(0)),
                type.at(Memory.of(turn.flow(), given.get(1), 0, Region.CALLERS))));
        Temp shared = shared(state);
        callHelper(
                Helper.bpf_loop,
                Set.of(Region.Kind.MAP, Region.Kind.STACK, Region.Kind.OBJECT),
                times.get().value(),
                callback,
                shared,
                Value.of(0));
    }

    /**
     * Does something for each message that Java has put into a ring and no program has taken yet, at most 131,072 at a time; {@return how
     * many were taken, or below 0 an error of the kernel: -16 (EBUSY) where another program takes some at this moment} Linux 6.1.
     *
     * @param body is given a program of its own, which knows nothing of the one around and whose {@code stop()} leaves the messages
     *     behind this one for the next time, and the message, which is there if it has as many bytes as its type
     */
    public final <R> Num drain(UserRingRef<R> ring, BiConsumer<Callback, Found<R>> body) {
        return drain(ring, Value.of(0), (turn, given) -> body.accept(turn, message(turn, ring, given.get(0))));
    }

    /** As {@link #drain(UserRingRef, BiConsumer)}; {@code state} is what {@link #make} has made and the body shares with what is around it. */
    public final <R, S extends Struct> Num drain(UserRingRef<R> ring, Type<S, S> type, S state, Message<R, S> body) {
        Temp shared = shared(state);
        return drain(ring, shared, (turn, given) -> body.message(
                turn,
                message(turn, ring, given.get(0)),
                type.at(Memory.of(turn.flow(), given.get(1), 0, Region.CALLERS))));
    }

    private Num drain(UserRingRef<?> ring, Value shared, BiConsumer<Callback, List<Temp>> body) {
        declared().functions().require("a user ring buffer", Helper.bpf_user_ringbuf_drain.since());
        Given.notNull(ring, "ring").declareIn(declared());
        Temp callback = Callback.of(this, 2, body);
        return status(callHelper(
                Helper.bpf_user_ringbuf_drain,
                Set.of(Region.Kind.MAP, Region.Kind.STACK, Region.Kind.OBJECT),
                ring.handle(flow()),
                callback,
                shared,
                Value.of(0)));
    }

    private static <R> Found<R> message(Callback turn, UserRingRef<R> ring, Temp dynptr) {
        Type<?, R> type = ring.message();
        Temp bytes = turn.callHelper(Helper.bpf_dynptr_data, Set.of(), dynptr, Value.of(0), Value.of(type.size()));
        return new Found<>(turn, bytes, () -> type.at(Memory.of(turn.flow(), bytes, 0, Region.object(ring.name()))));
    }

    /**
     * Has something done once some time is over, by a timer that is a field of a map's value; a timer that runs begins anew. Linux
     * 5.15.
     *
     * @param timer a field of a value that was found in the map
     * @param map the map
     * @param nanos nanoseconds from now
     * @param body what is done
     */
    public final <K, F> void after(Timer timer, MapRef<K, F> map, Num nanos, Due<K, F> body) {
        Given.notNull(map, "map").declareIn(declared());
        Temp callback = Callback.of(this, 3, (turn, given) -> body.due(
                turn,
                Callback.key(turn, map, given.get(1)),
                map.value().at(Memory.of(turn.flow(), given.get(2), 0, Region.map(map.name())))));
        Temp at = flow().pointer(Given.notNull(timer, "timer").memory().address());
        int monotonic = 1;
        callHelper(Helper.bpf_timer_init, Set.of(Region.Kind.MAP), at, map.handle(flow()), Value.of(monotonic));
        callHelper(Helper.bpf_timer_set_callback, Set.of(Region.Kind.MAP), at, callback);
        callHelper(Helper.bpf_timer_start, Set.of(Region.Kind.MAP), at, nanos.get().value(), Value.of(0));
    }

    // ---- helpers and functions of the kernel

    /**
     * Calls a helper by its name, for what has no verb; {@return what it returns} Numbers are given as {@link Num} or as constants,
     * memory as a struct or field, maps as maps; the context is given by itself. After a helper that changes the packet, what was
     * found in it has to be taken again.
     *
     * <pre>{@code
     * p.call(Helper.bpf_set_hash, p.num(7));
     * }</pre>
     *
     * @throws dev.xdpasm.AssemblyException if programs of this type cannot call it, or the number or kind of arguments is wrong
     */
    public final Num call(Helper helper, Object... arguments) {
        return new HelperCall(this, Given.notNull(helper, "helper")).call(arguments);
    }

    /**
     * Calls a function of the kernel by its declaration; {@return what it returns, 0 if that is nothing} Arguments are given as to
     * {@link #call(Helper, Object...)}. The verifier checks them; the loader finds the function in the kernel's BTF. Linux 5.13; XDP
     * and tc 5.18.
     *
     * @throws dev.xdpasm.AssemblyException if the number or kind of arguments is wrong
     */
    public final Num call(Kfunc function, Object... arguments) {
        if (function.returnsPointer()) {
            throw CallSite.refuse(function.name() + " returns a pointer, which may be null: p.find(FUNCTION, ...) has it where it is not");
        }
        return function.result(NumValue.u64(flow(), new KfuncCall(this, function).result(arguments)));
    }

    /**
     * Asks a function of the kernel that returns a pointer; {@return what it has found, which may be nothing} What the function wants
     * back ({@link Kfunc#releasedBy}) is given back by whatever leaves the body that it is used in.
     *
     * @throws dev.xdpasm.AssemblyException if it returns no pointer, or the number or kind of arguments is wrong
     */
    public final Found<KernelObject> find(Kfunc function, Object... arguments) {
        if (!Given.notNull(function, "function").returnsPointer()) {
            throw CallSite.refuse(function.name() + " returns no pointer: p.call(FUNCTION, ...) has its number");
        }
        Temp pointer = new KfuncCall(this, function).result(arguments);
        String struct = function.pointedTo();
        if (function.release().isEmpty()) {
            return found(pointer, struct);
        }
        KfuncCall release = new KfuncCall(this, function.release().get());
        return found(pointer, struct, new HeldReference(this, struct, () -> release.release(pointer)));
    }

    /**
     * Asks a helper that returns a pointer and has no verb; {@return what it has found, which may be nothing} A socket that it gives a
     * reference to is given back by whatever leaves the body. A pointer that may be null is given as 0. {@link KernelObject#as} sees as
     * a type what is no struct of the kernel's.
     *
     * <pre>{@code
     * p.find(Helper.bpf_tcp_sock, socket).ifPresent(tcp -> p.action(tcp.as(TcpSock.TYPE).sndCwnd));
     * }</pre>
     *
     * @throws dev.xdpasm.AssemblyException if it returns no pointer or has a verb, programs of this type cannot call it, or the number
     *     or kind of arguments is wrong
     */
    public final Found<KernelObject> find(Helper helper, Object... arguments) {
        HelperCall call = HelperCall.finding(this, Given.notNull(helper, "helper"));
        Temp pointer = call.pointer(arguments);
        return call.gives()
                ? found(pointer, call.pointedTo(), HeldReference.toSocket(this, pointer))
                : found(pointer, call.pointedTo());
    }

    private Found<KernelObject> found(Temp pointer, String struct) {
        return new Found<>(this, pointer, () -> KernelObject.at(this, pointer, struct, KernelObject.Reach.TYPED));
    }

    private Found<KernelObject> found(Temp pointer, String struct, HeldReference held) {
        Memory memory = Memory.of(flow(), pointer, 0, Region.object(struct)).during(held::requireHeld);
        return new Found<>(this, pointer, () -> new KernelObject(this, memory, struct, KernelObject.Reach.TYPED), held);
    }

    /** {@return the task that runs on this processor, {@code struct task_struct}} {@code bpf_get_current_task_btf}, Linux 5.11. */
    public final KernelObject currentTask() {
        return KernelObject.at(this, callHelper(Helper.bpf_get_current_task_btf, Set.of()), "task_struct", KernelObject.Reach.TYPED);
    }

    /** {@return what types the kernel has that loads the program} */
    public final KernelTypes kernelTypes() {
        return new KernelTypes(this);
    }

    // ---- messages

    /**
     * Writes a line for people to the trace pipe (tracefs, {@code trace_pipe}): for a look at a program under way, not for
     * production. Linux 4.1; more than three numbers 5.16.
     *
     * @param format text in which each {@code %d}, {@code %u}, {@code %x} (numbers of up to 32 bits), {@code %lld}, {@code %llu} or
     *     {@code %llx} stands for a number
     */
    public final void printk(String format, Num... numbers) {
        new TraceMessage(this, Given.notNull(format, "format"), numbers).write();
    }

    /** Eight bytes of the context, which are an argument of the kernel's. */
    final Num contextWord(int offset) {
        return NumValue.u64(flow(), flow().load(Size.DW, new Address(context(), offset, Region.CONTEXT)));
    }

    final Temp functionAddress(String name) {
        Temp address = flow().temp(Long.SIZE);
        flow().add(new Step.FunctionAddress(address, name));
        return address;
    }
}
