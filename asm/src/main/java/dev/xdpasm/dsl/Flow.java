package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pen that writes a graph: steps go to the end of the block where the path stands. A path that has ended (an exit, a
 * jump) goes on in a block that nothing leads to; what is said there is refused.
 */
final class Flow {
    /** {@code BPF_COMPLEXITY_LIMIT_JMP_SEQ}, kernel/bpf/verifier.c. */
    private static final int MOST_IN_A_ROW = 8192;

    private final Graph graph;
    private Block current;
    /** The numbers of the blocks that something leads to. */
    private final BitSet led = new BitSet();
    private Scope scope = new Scope();
    private Optional<PacketState> packet = Optional.empty();
    private Optional<Reload> reload = Optional.empty();
    private Optional<SourceLine> movedAt = Optional.empty();
    private int generations;
    private int packetStores;
    private final Writing writing;
    private final Optional<SourceLine> begun = CallSite.line();
    private Optional<SourceLine> endedAt = Optional.empty();
    private final Deque<Held> held = new ArrayDeque<>();
    private long followedAgain;
    private @Nullable Call call;
    private @Nullable Program program;

    Flow(Graph graph, Writing writing) {
        this.graph = graph;
        this.writing = writing;
        this.current = graph.entry();
        led.set(current.number());
    }

    Graph graph() {
        return graph;
    }

    /** Says what program it writes. */
    void program(Program writer) {
        program = writer;
    }

    /** {@return the program that it writes} */
    Program program() {
        return Objects.requireNonNull(program);
    }

    /** The line that asked for the function. */
    Optional<SourceLine> begun() {
        return begun;
    }

    /** Whether the function is one of an object. */
    boolean isOf(Writing object) {
        return writing == object;
    }

    /** Whether anything leads to where the path stands. */
    boolean isReachable() {
        return led.get(current.number());
    }

    Scope scope() {
        writing.requireWriting(this);
        return scope;
    }

    // ---- lines

    /** A call of the user's that is under way, and its line. */
    record Call(Optional<SourceLine> line) {}

    /**
     * Begins to say several things of one call of the user's, so that its line is looked for once; bodies in it have lines of their own.
     *
     * @return what {@link #endCall} is to be given, whatever happens before
     */
    @Nullable Call beginCall() {
        Call around = call;
        call = new Call(line());
        return around;
    }

    /** Ends what was begun by {@link #beginCall}. */
    void endCall(@Nullable Call around) {
        call = around;
    }

    /** Says several things of one call of the user's, as between {@link #beginCall} and {@link #endCall}. */
    <T> T oneCall(Supplier<T> said) {
        Call around = beginCall();
        try {
            return said.get();
        } finally {
            endCall(around);
        }
    }

    /** {@return the Java line of the user's call that is under way} */
    Optional<SourceLine> line() {
        return call == null ? CallSite.line() : call.line();
    }

    // ---- steps

    void add(Step step) {
        requireOpen();
        if (step instanceof Step.Call call) {
            for (Held thing : held) {
                thing.requireCallable(call.callee().name());
            }
        }
        current.add(step, line());
    }

    Temp temp(int bits) {
        return graph.temp("", bits);
    }

    /** {@code left op right}; of two constants the constant. */
    Value binary(AluOp op, Width width, Value left, Value right, int bits) {
        Optional<Const> known = Folding.of(op, width, left, right);
        if (known.isPresent()) {
            return known.get();
        }
        Temp to = temp(bits);
        add(new Step.Binary(to, op, width, left, right));
        return to;
    }

    /** The value with its lower bytes turned around between network order and this machine's. */
    Value swapped(int width, Value value) {
        if (value instanceof Const known) {
            return Value.of(Folding.swapped(width, known.value()));
        }
        if (width == Byte.SIZE) {
            return value;
        }
        Temp to = temp(width);
        add(new Step.Swap(to, ByteOrderOp.BE, width, value));
        return to;
    }

    Temp load(Size size, Address from) {
        Temp to = temp(size.bytes() * Byte.SIZE);
        add(new Step.Load(to, size, from));
        return to;
    }

    void store(Size size, Address at, Value value) {
        if (at.region().kind() == Region.Kind.PACKET) {
            packetStores++;
            packet = written(packet);
        }
        requireWritable(at);
        add(new Step.Store(size, at, value));
    }

    /** Refuses to write what the kernel freezes when it is loaded, and packets that such programs only see. */
    void requireWritable(Address at) {
        if (at.region().kind() == Region.Kind.PACKET) {
            requirePacketWritable();
        }
        if (at.region().equals(Region.map(Globals.CONFIG))) {
            throw CallSite.refuse("a global of Globals.config never changes while programs run: make one that does with"
                    + " Globals.variable or Globals.counter");
        }
    }

    /** Refuses to write a packet that such programs only see. */
    void requirePacketWritable() {
        if (reload.isPresent() && !reload.get().pointers().writable()) {
            throw CallSite.refuse("programs of this type see packets and cannot write them: do it in XDP or tc");
        }
    }

    /** The address as a pointer in a temp. */
    Temp pointer(Address address) {
        if (address.base() instanceof Slot slot) {
            Temp to = temp(Long.SIZE);
            add(new Step.StackAddress(to, slot, address.offset()));
            return to;
        }
        Temp base = (Temp) address.base();
        if (address.offset() == 0) {
            return base;
        }
        return (Temp) binary(AluOp.ADD, Width.W64, base, Value.of(address.offset()), Long.SIZE);
    }

    Slot slot(String name, int size, int phase) {
        return graph.slot(name, size, phase, line());
    }

    // ---- paths

    Block block() {
        return graph.block();
    }

    /** Ends the path. */
    void end(Ending ending) {
        requireOpen();
        endedAt = end(current, ending);
        current = graph.block();
    }

    /** Goes on in a new block; {@return the one before, to which can be added what has to be known from here on} */
    Block split() {
        Block before = current;
        Block next = block();
        end(new Ending.Jump(next));
        current = next;
        return before;
    }

    /** Ends the path; {@return the block that it ends in} */
    Block ended(Ending ending) {
        Block last = current;
        end(ending);
        return last;
    }

    /** Refuses what would never be done. */
    private void requireOpen() {
        writing.requireWriting(this);
        if (!isReachable()) {
            throw CallSite.refuse("this is never done, the path has ended" + endedAt.map(line -> " at " + line).orElse("")
                    + ": put what ends it into p.when(...) if it is for some packets only");
        }
    }

    private Optional<SourceLine> end(Block block, Ending ending) {
        Optional<SourceLine> line = line();
        block.end(ending, line);
        if (led.get(block.number())) {
            lead(ending.successors());
        }
        return line;
    }

    /** Notes that something leads to a block, and so to those behind it. */
    private void lead(Block block) {
        if (!led.get(block.number())) {
            led.set(block.number());
            lead(block.successors());
        }
    }

    private void lead(List<Block> all) {
        for (Block block : all) {
            lead(block);
        }
    }

    /** Goes on in another block. */
    void goOn(Block block) {
        current = block;
    }

    /** Leaves the path as it stands, which goes on elsewhere: what is said next would never be done. */
    void goNowhere() {
        endedAt = line();
        current = graph.block();
    }

    /** Writes a block that a check is about to lead to, and goes on where the path stands. */
    void aside(Block block, Consumer<Flow> steps) {
        Block here = current;
        Optional<PacketState> known = packet;
        Optional<SourceLine> ended = endedAt;
        lead(block);
        current = block;
        steps.accept(this);
        current = here;
        packet = known;
        endedAt = ended;
    }

    /** Goes on in another block, with what is known of the packet there. */
    void goOn(Block block, Optional<PacketState> known) {
        current = block;
        packet = known;
    }

    /** Runs a body in a scope of its own. */
    void within(Runnable body) {
        Given.notNull(body, "body");
        Scope outer = scope;
        Call around = call;
        scope = outer.inner(line());
        call = null;
        try {
            body.run();
        } finally {
            scope = outer;
            call = around;
        }
    }

    /**
     * A path that is to meet others.
     *
     * @param steps how many steps its block has, not counting what the meeting adds
     */
    record Arm(Block block, int steps, boolean reachable, Optional<PacketState> packet) {
        /** An arm that nothing leads to, in this one's place. */
        Arm unreachable(Flow flow) {
            return new Arm(flow.block(), 0, false, packet);
        }
    }

    /** {@return the path as it stands, to be joined with others or gone on with later} */
    Arm arm() {
        return new Arm(current, current.steps().size(), isReachable(), packet);
    }

    /** Goes on with a path where it was left; what {@link #join} added to it is taken back. */
    void resume(Arm arm) {
        forget(arm);
        current = arm.block();
        packet = arm.packet();
    }

    /** Takes back what a join added to a path. */
    private static void forget(Arm arm) {
        arm.block().steps(arm.block().steps().subList(0, arm.steps()));
    }

    /** Whether nothing was said since a join left the path. */
    boolean isStill(Arm arm) {
        return current == arm.block() && current.steps().size() == arm.steps();
    }

    /** Lets paths meet and goes on behind that. */
    void join(List<Arm> arms) {
        List<Arm> open = new ArrayList<>();
        for (Arm arm : arms) {
            if (arm.reachable()) {
                open.add(arm);
            }
        }
        if (open.isEmpty()) {
            current = graph.block();
            return;
        }
        if (open.size() == 1) {
            resume(open.get(0));
            return;
        }
        for (Arm arm : open) {
            forget(arm);
        }
        Block meeting = graph.block();
        packet = PacketMeeting.of(this, open);
        for (Arm arm : open) {
            end(arm.block(), new Ending.Jump(meeting));
        }
        current = meeting;
        reloadIfMoved(open);
    }

    /** {@return how many steps the verifier follows more often than they were said, in loops} */
    long followedAgain() {
        return followedAgain;
    }

    /** Notes that the verifier follows so many steps more than were said. */
    void followAgain(long steps) {
        followedAgain += steps;
    }

    /** Notes that the path asks for one more condition, and refuses so many in one body that the verifier gives up. */
    void condition() {
        if (scope.another() > MOST_IN_A_ROW) {
            throw CallSite.refuse("condition " + (MOST_IN_A_ROW + 1) + " in a row: the verifier keeps at most " + MOST_IN_A_ROW
                    + " ways open, and each packet would be asked one by one: make rules of them and use p.decide, or keep keys in a"
                    + " map (p.lookup)");
        }
    }

    // ---- what the path has to give back

    /** Notes that the path has something until {@link #letGo}. */
    void hold(Held thing) {
        held.push(thing);
    }

    /** Notes that the body is over in which the path had what it took last. */
    void letGo() {
        held.pop();
    }

    /** How many things the path has. */
    int held() {
        return held.size();
    }

    /** Gives back all but the first few: what a path does that leaves the bodies in which it has them. */
    void giveBack(int all) {
        if (held.size() == all) {
            return;
        }
        List<Held> things = List.copyOf(held);
        for (Held thing : things.subList(0, things.size() - all)) {
            held.remove(thing); // so that giving it back may call the kernel
            thing.giveBack();
        }
        held.clear();
        held.addAll(things);
    }

    // ---- the packet

    Optional<PacketState> packet() {
        return packet;
    }

    void packet(PacketState state) {
        packet = Optional.of(state);
    }

    /** {@return what is known of the packet once something was written to it} */
    static Optional<PacketState> written(Optional<PacketState> packet) {
        return packet.isPresent() ? Optional.of(packet.get().written()) : packet;
    }

    /** {@return the packet's generation where the path stands, 0 if there is no packet} */
    int generation() {
        return packet.isPresent() ? packet.get().generation() : 0;
    }

    /** How many stores into the packet were said so far, on whichever path. */
    int packetStores() {
        return packetStores;
    }

    /** How often the packet may have moved so far, on whichever path. */
    int generations() {
        return generations;
    }

    private void loadPacket(Temp context, PacketPointers pointers) {
        Temp data = load(pointers.size(), new Address(context, pointers.data(), Region.CONTEXT));
        Temp end = load(pointers.size(), new Address(context, pointers.end(), Region.CONTEXT));
        packet = Optional.of(new PacketState(++generations, data, end, data, 0, 0, 0));
    }

    private record Reload(Temp context, PacketPointers pointers) {}

    /** Says how the packet's pointers are had, and loads them. */
    void beginPacket(Temp context, PacketPointers pointers) {
        reload = Optional.of(new Reload(context, pointers));
        loadPacket(context, pointers);
    }

    /** Says that the packet may have moved: pointers are loaded anew, the cursor is at its first byte. */
    void packetMoved() {
        movedAt = line();
        if (reload.isPresent()) {
            loadPacket(reload.get().context(), reload.get().pointers());
        }
    }

    private void reloadIfMoved(List<Arm> arms) {
        for (Arm arm : arms) {
            if (arm.packet().isPresent()
                    && arm.packet().get().generation() != arms.get(0).packet().orElseThrow().generation()) {
                packetMoved();
                return;
            }
        }
    }

    /** Where the packet was last said to move. */
    Optional<SourceLine> movedAt() {
        return movedAt;
    }
}
