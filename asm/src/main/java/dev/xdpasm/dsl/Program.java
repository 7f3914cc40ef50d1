package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program in the making, of whichever type: values, paths, memory and the calling of helpers. What is said is done in the order
 * in which it is said; what is said behind the end of a path is refused, since it would never be done. What it does with maps, with
 * other programs and with packets say the classes below.
 */
public abstract class Program {
    private final Flow flow;
    private final Optional<Temp> context;
    private final Declared declared;
    private final Deque<Outcome> outcomes = new ArrayDeque<>();

    Program(Flow flow, Declared declared, Optional<Temp> context) {
        this.flow = flow;
        this.context = context;
        this.declared = declared;
        flow.program(this);
    }

    final Declared declared() {
        return declared;
    }

    final Flow flow() {
        return flow;
    }

    final Temp context() {
        if (context.isEmpty()) {
            throw CallSite.refuse("a function has no context: do this in the program that calls it");
        }
        return context.get();
    }

    /** What comes of a path that says nothing else. */
    final Outcome outcome() {
        return outcomes.element();
    }

    final void begin(Outcome first) {
        outcomes.push(first);
    }

    /** Runs a body in which paths have something to give back, also those that leave it. */
    final void holding(Held thing, Runnable body) {
        flow.holdings().hold(thing);
        Outcome around = outcome();
        outcomes.push(new Outcome(flow, end -> around.take()));
        try {
            body.run();
        } finally {
            outcomes.pop();
            flow.holdings().letGo();
        }
    }

    /** Goes on only where a condition holds; elsewhere a body is done, which has to end the path. */
    final void orEnd(Bool condition, String refusal, Runnable body) {
        Optional<PacketState> packet = flow.packet();
        Block yes = flow.block();
        Block no = flow.block();
        condition.branch(yes, no, Ending.Likely.YES);
        flow.goOn(no, packet);
        flow.within(body);
        if (flow.isReachable()) {
            throw CallSite.refuse(refusal);
        }
        flow.goOn(yes, packet);
    }

    /** Goes on only where a condition holds; elsewhere the default is taken. */
    final void orByDefault(Bool condition) {
        Optional<PacketState> packet = flow.packet();
        Block yes = flow.block();
        Block no = flow.block();
        condition.branch(yes, no, Ending.Likely.YES);
        flow.goOn(no, packet);
        byDefault();
        flow.goOn(yes, packet);
    }

    /** Ends the path with the program's default action, or with the default of the {@link #compute} around it. */
    public final void byDefault() {
        outcome().take();
    }

    /**
     * {@return whether the path has ended, with an action or on each side of a {@code when}} What is said then is refused. For Java
     * code that makes programs of something, such as rules of which one may be for all packets.
     */
    public final boolean hasEnded() {
        return !flow.isReachable();
    }

    /** Has a program say what a body says. */
    static <P extends Program> void say(P program, Consumer<? super P> body) {
        body.accept(program);
        program.finish();
    }

    /** Ends the body: a path that falls off its end takes the default. */
    final void finish() {
        if (flow.isReachable()) {
            byDefault();
        }
    }

    final void exit(Value result) {
        flow.holdings().giveBack(0);
        flow.end(new Ending.Exit(result));
    }

    // ---- values

    /** {@return a constant, of 64 bits} */
    public final Num num(long value) {
        return new NumValue(flow, Value.of(value), new NumType(Long.SIZE, value < 0));
    }

    /** {@return a constant of a type} */
    public final Num num(Type<Num, NumField> type, long value) {
        if (!type.numType().holds(value)) {
            throw CallSite.refuse(value + " does not fit a " + type + ", which holds " + type.numType().range());
        }
        return new NumValue(flow, Value.of(value), type.numType());
    }

    /** {@return a new variable, which can be set on any path} */
    public final NumVar var(Type<Num, NumField> type, long initial) {
        return var(type, num(type, initial));
    }

    /** {@return a new variable, which can be set on any path} */
    public final NumVar var(Type<Num, NumField> type, Num initial) {
        NumVar variable = new NumVar(flow, Given.notNull(type, "type").numType());
        variable.set(initial);
        return variable;
    }

    /** {@return a new variable in network order, which can be set on any path} */
    public final NetVar var(Type<Net, NetField> type, Net initial) {
        NetVar variable = new NetVar(flow, Given.notNull(type, "type").size() * Byte.SIZE);
        variable.set(initial);
        return variable;
    }

    /** {@return a new variable in network order, which can be set on any path} */
    public final NetVar netVar(Type<Net, NetField> type, long initial) {
        return var(type, num(initial).net(type));
    }

    /** {@return a new variable of bytes, such as an address, which can be set on any path} */
    public final BytesVar var(Type<Bytes, BytesField> type, Bytes initial) {
        BytesVar variable = new BytesVar(flow, Given.notNull(type, "type").size());
        variable.set(initial);
        return variable;
    }

    /** {@return a new variable of an address such as {@code 2001:db8::1}, which can be set on any path} */
    public final BytesVar var(Type<Bytes, BytesField> type, String initial) {
        BytesVar variable = new BytesVar(flow, Given.notNull(type, "type").size());
        variable.set(initial);
        return variable;
    }

    // ---- paths

    /** Does something where a condition holds. */
    public final When when(Bool condition, Runnable body) {
        Flow.Call around = flow.beginCall();
        try {
            return whenHolds(condition, body);
        } finally {
            flow.endCall(around);
        }
    }

    private When whenHolds(Bool condition, Runnable body) {
        flow.scope().condition();
        Block yes = flow.block();
        Block no = flow.block();
        Optional<PacketState> packet = flow.packet();
        Given.notNull(condition, "condition").branch(yes, no, Ending.Likely.EITHER);
        flow.goOn(no, packet);
        Flow.Arm rest = flow.arm();
        flow.goOn(yes, packet);
        flow.within(body);
        Flow.Arm then = flow.arm();
        flow.join(List.of(then, rest));
        return new When(this, then, rest);
    }

    /** Does what is said for the first case that a number meets. */
    public final void match(Num number, Consumer<Match> cases) {
        match(Match.of(this, Given.notNull(number, "number")), cases);
    }

    /** Does what is said for the first case that a number meets. */
    public final void match(Net number, Consumer<Match> cases) {
        match(Match.of(this, Given.notNull(number, "number")), cases);
    }

    private static void match(Match match, Consumer<Match> cases) {
        Given.notNull(cases, "cases").accept(match);
        match.finish();
    }

    /**
     * {@return a number that a body decides on, which ends each of its paths with {@code give}} A path that falls off its end, and a
     * packet that is too short, give the default. The packet is looked at only: behind this the cursor is where it was.
     *
     * @param type the number's type
     * @param byDefault what paths give that say nothing
     */
    public final Num compute(Type<Num, NumField> type, long byDefault, Consumer<Computation> body) {
        Computation computation = new Computation(this, type, num(Given.notNull(type, "type"), byDefault));
        outcomes.push(computation.outcome());
        try {
            computation.run(Given.notNull(body, "body"));
        } finally {
            outcomes.pop();
        }
        return computation.result();
    }

    /**
     * Does something {@code times} times; the body is given 0, 1, 2 ... and the loop, which it can leave early. The verifier follows
     * each turn and refuses programs of which it follows more than a million instructions: of more turns a loop with {@code
     * may_goto} is made where {@link Programs#kernel} or the level says that it can be (Linux 6.9); else they are refused, and are
     * for {@link CallProgram#loop}, which the verifier follows once (Linux 5.17).
     *
     * <p>Of a packet the cursor goes on where the turn before has left it. Where turns can move it by different ways, as one does for
     * each of several options, a turn begins at most 32767 bytes behind the packet's first; a packet in which one would begin later is
     * taken for too short.
     */
    public final void repeat(int times, Loop.Body body) {
        new Loop(this, Optional.empty()).run(times, Given.notNull(body, "body"));
    }

    /** As {@link #repeat(int, Loop.Body)}, by a loop of the form that is told. */
    public final void repeat(LoopForm form, int times, Loop.Body body) {
        new Loop(this, Optional.of(form)).run(times, Given.notNull(body, "body"));
    }

    // ---- memory

    /** {@return a global variable} Linux 5.2. */
    public final <F> F global(GlobalRef<F> global) {
        int offset = declared.use(global);
        return global.type().at(direct(global.section(), offset));
    }

    /** {@return a new struct, which a body fills in; what it leaves out is zero} For keys, values and records. */
    public final <S extends Struct> S make(Type<S, S> type, Consumer<? super S> body) {
        Slot slot = flow.slot(Given.notNull(type, "type").name(), type.size(), type.phase());
        Staging staging = new Staging(flow, slot, type.size());
        Given.notNull(body, "body").accept(type.at(staging.memory()));
        staging.finish();
        return type.at(Memory.of(flow, slot, 0, Region.STACK));
    }

    /** Copies a struct to the place of another of the same size, as widely as can be. */
    public final <S extends Struct> void copy(S to, S from) {
        int size = Given.notNull(to, "to").size();
        if (Given.notNull(from, "from").size() != size) {
            throw CallSite.refuse("copy() from a struct of " + from.size() + " bytes to one of " + size + ": give two of one size");
        }
        if (!to.memory().isPlain() || !from.memory().isPlain()) {
            throw CallSite.refuse("copy() of what only its fields show, a context or a socket: take those that are needed");
        }
        new BytesCopy(to.memory(), from.memory(), size).write();
    }

    /** Refuses a field of what the kernel tells that the oldest kernel lacks which is to run the program. */
    final void requireField(String struct, int offset) {
        if (declared.functions().oldest().isPresent()) {
            ContextFields.require(declared.functions(), struct, offset);
        }
    }

    /** A pointer to bytes that never change. */
    final Temp text(byte[] bytes) {
        return flow.pointer(direct(".rodata", declared.constant(bytes)).address());
    }

    /** Memory of a map at an address that the kernel puts into the program's code. */
    final Memory direct(String map, int offset) {
        declared.functions().require("memory at a fixed address (a global, an element of an array, a text)", "5.2");
        Temp address = flow.temp(Long.SIZE);
        flow.add(new Step.MapValue(address, map, offset));
        return Memory.of(flow, address, 0, Region.map(map));
    }

    /** A pointer to memory that holds a value: where it is already, or a copy on the stack. */
    final <V> Temp pointerTo(Type<V, ?> type, V value) {
        type.requireValue(Given.notNull(value, "value"));
        Optional<Origin> there = type.origin(value);
        if (there.isPresent()) {
            return flow.pointer(there.get().address());
        }
        Optional<NumValue> number = value instanceof Num some ? Optional.of(some.get()) : Optional.empty();
        boolean known = number.isPresent() && number.get().constant().isPresent();
        Slot slot = flow.slot(type.name(), type.size(), known ? type.phase() : type.phaseOfUnknown());
        Memory copy = Memory.of(flow, slot, 0, Region.STACK);
        type.write(copy, value);
        if (number.isPresent()) {
            number.get().keepIn(copy, type.size());
        }
        return flow.pointer(new Address(slot, 0, Region.STACK));
    }

    /** A place on the stack for a value, which is not written yet. */
    final Memory room(Type<?, ?> type) {
        return Memory.of(flow, flow.slot(type.name(), type.size(), type.phase()), 0, Region.STACK);
    }

    /** A place on the stack for a value, all zero. */
    final Memory zeroed(Type<?, ?> type) {
        Memory place = Memory.of(flow, flow.slot(type.name(), type.size(), 0), 0, Region.STACK);
        int at = 0;
        for (Size piece : Sizes.covering(type.size())) {
            place.plus(at).store(piece, Value.of(0));
            at += piece.bytes();
        }
        return place;
    }

    // ---- helpers

    /** {@return nanoseconds since the machine started, not counting when it slept: {@code bpf_ktime_get_ns}} Linux 4.1. */
    public final Num ktime() {
        return call(Helper.bpf_ktime_get_ns, Types.U64);
    }

    /** {@return a number that no one foresees: {@code bpf_get_prandom_u32}} Linux 4.1. */
    public final Num random() {
        return call(Helper.bpf_get_prandom_u32, Types.U32);
    }

    /** {@return the number of the processor that runs the program: {@code bpf_get_smp_processor_id}} Linux 4.1. */
    public final Num cpu() {
        return call(Helper.bpf_get_smp_processor_id, Types.U32);
    }

    /** Calls a helper; {@return what it returns, all 64 bits} */
    final Temp callHelper(Helper helper, Set<Region.Kind> writes, Value... arguments) {
        declared.functions().require(helper.name(), helper.since());
        declared.functions().requireCallable(helper);
        Temp result = flow.temp(Long.SIZE);
        flow.add(new Step.Call(
                Optional.of(result), new Callee.OfHelper(helper), List.of(arguments), true, writes, false));
        return result;
    }

    /** What helpers return that can fail: 0 or more, or below 0 an error of the kernel. */
    final Num status(Temp result) {
        return new NumValue(flow, result, new NumType(Long.SIZE, true));
    }

    /** Calls a helper that takes numbers and returns one. */
    final Num call(Helper helper, Type<Num, NumField> returned, Value... arguments) {
        declared.functions().require(helper.name(), helper.since());
        Temp result = flow.temp(Long.SIZE);
        flow.add(new Step.Call(
                Optional.of(result), new Callee.OfHelper(helper), List.of(arguments), false, Set.of(), false));
        return NumValue.u64(flow, result).as(returned);
    }
}
