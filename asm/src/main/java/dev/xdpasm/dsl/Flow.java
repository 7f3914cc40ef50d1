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
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pen that writes a graph: steps go to the end of the block where the path stands, paths part and meet. A path that has ended (an
 * exit, a jump) goes on in a block that nothing leads to; what is said there is refused.
 */
final class Flow {
    private final Graph graph;
    private final Writing writing;
    private final Optional<SourceLine> begun = CallSite.line();
    /** The numbers of the blocks that something leads to. */
    private final BitSet led = new BitSet();
    private final Holdings holdings = new Holdings();
    private final PacketHistory history = new PacketHistory(this);

    private Block current;
    private Scope scope = new Scope();
    private Optional<PacketState> packet = Optional.empty();
    private Optional<SourceLine> endedAt = Optional.empty();
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

    /** What the path has to give back. */
    Holdings holdings() {
        return holdings;
    }

    /** What may have happened to the packet so far. */
    PacketHistory history() {
        return history;
    }

    /** The lambda in which the path is written. */
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
            holdings.requireCallable(call.callee().name());
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
            history.stored();
            packet = written(packet);
        }
        requireWritable(at);
        add(new Step.Store(size, at, value));
    }

    /** Refuses to write what the kernel freezes when it is loaded, and packets that such programs only see. */
    void requireWritable(Address at) {
        if (at.region().kind() == Region.Kind.PACKET) {
            history.requireWritable();
        }
        if (at.region().equals(Region.map(Globals.CONFIG))) {
            throw CallSite.refuse("a global of Globals.config never changes while programs run: make one that does with"
                    + " Globals.variable or Globals.counter");
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

    /** Ends a block, if not where the path stands; {@return the line that says so} */
    Optional<SourceLine> end(Block block, Ending ending) {
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

    private void lead(Block[] all) {
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

        /** Takes back what a meeting added to the block. */
        void forgetMeeting() {
            block.steps(List.of(block.steps()).subList(0, steps));
        }
    }

    /** {@return the path as it stands, to be joined with others or gone on with later} */
    Arm arm() {
        return new Arm(current, current.size(), isReachable(), packet);
    }

    /** Goes on with a path where it was left; what {@link #join} added to it is taken back. */
    void resume(Arm arm) {
        arm.forgetMeeting();
        goOn(arm.block(), arm.packet());
    }

    /** Whether nothing was said since a join left the path. */
    boolean isStill(Arm arm) {
        return current == arm.block() && current.size() == arm.steps();
    }

    /** Lets paths meet and goes on behind that. */
    void join(List<Arm> arms) {
        Meeting.of(this, arms);
    }

    /** {@return how many steps the verifier follows more often than they were said, in loops} */
    long followedAgain() {
        return followedAgain;
    }

    /** Notes that the verifier follows so many steps more than were said. */
    void followAgain(long steps) {
        followedAgain += steps;
    }

    // ---- the packet

    /** What is known of the packet where the path stands, if there is one. */
    Optional<PacketState> packet() {
        return packet;
    }

    /** Says what is known of the packet from here on. */
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
}
