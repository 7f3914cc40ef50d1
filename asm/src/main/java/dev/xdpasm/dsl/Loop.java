package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Width;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** A loop with a bound: {@link Program#repeat}. Its {@link LoopForm} is told or chosen. Linux 5.3. */
public final class Loop {
    /** Up to so many turns are written out one behind the other. */
    private static final int UNROLLED = 4;

    /** Up to so many if that is told. */
    private static final int MOST_UNROLLED = 1024;

    /** The verifier follows every turn, and a million instructions in all. */
    private static final int MOST_VERIFIED = 1 << 20;

    /** {@code BPF_MAX_LOOPS}, include/linux/bpf.h. */
    private static final int MOST = 8 << 20;

    /** Steps that a loop may take the verifier of its million: paths that part in the body take it more, and so do other loops. */
    private static final long FOLLOWED = 500_000;

    /** How far behind the packet's first byte a turn may begin that others have come to by other ways. */
    private static final int FURTHEST = 0x7fff;

    private static final KernelRelease MAY_GOTO = new KernelRelease(6, 9);

    /** What a loop with {@code may_goto} counts from: a 0 of which the verifier does not know that it is. */
    private static final GlobalRef<NumField> ZERO = Globals.counter("xdpasm_zero", Types.U32);

    private final Program program;
    private final Optional<LoopForm> told;
    private Optional<Turns> turns = Optional.empty();
    private boolean leavesCursor = true;
    private boolean turnsMoveCursor;
    /** By how many bytes the turns move it that ended so far; empty as long as none has. */
    private OptionalInt moved = OptionalInt.empty();
    /** Whether some turns move it farther than others. */
    private boolean straysCursor;

    /** What is done in each turn. */
    @FunctionalInterface
    public interface Body {
        /**
         * One turn.
         *
         * @param index 0 in the first turn
         * @param loop the loop
         */
        void turn(Num index, Loop loop);
    }

    /** Where the turns of a loop that runs go on. */
    private record Turns(int held, Block next, Block out, Optional<Temp> cursor) {}

    Loop(Program program, Optional<LoopForm> told) {
        this.program = program;
        this.told = told;
    }

    /** Ends the path: the loop is over. */
    public void leave() {
        Turns running = running();
        end(running, running.out());
    }

    /** Ends the path: the next turn comes. */
    public void next() {
        Turns running = running();
        end(running, running.next());
    }

    private Turns running() {
        return turns.orElseThrow(() -> CallSite.refuse("this loop is over"));
    }

    private void end(Turns running, Block to) {
        Flow flow = program.flow();
        flow.holdings().giveBack(running.held());
        running.cursor().ifPresent(variable -> flow.packet().ifPresent(packet -> {
            if (to == running.next()) {
                straysCursor |= packet.base() != variable || moved.isPresent() && moved.getAsInt() != packet.offset();
                moved = OptionalInt.of(packet.offset());
            }
            if (moveTo(variable, packet)) {
                leavesCursor = false;
                turnsMoveCursor |= to == running.next();
            }
        }));
        flow.end(new Ending.Jump(to));
    }

    private boolean moveTo(Temp variable, PacketState packet) {
        if (packet.base() == variable && packet.offset() == 0) {
            return false;
        }
        program.flow().add(
                packet.offset() == 0
                        ? new Step.Move(variable, packet.base())
                        : new Step.Binary(variable, AluOp.ADD, Width.W64, packet.base(), Value.of(packet.offset())));
        return true;
    }

    void run(int times, Body body) {
        LoopForm first = told.orElse(times <= UNROLLED ? LoopForm.UNROLLED : LoopForm.VERIFIED);
        int most = told.isEmpty() ? MOST : most(first);
        if (times < 0 || times > most) {
            throw CallSite.refuse("a loop of " + times + " turns, expected 0 to " + most);
        }
        if (first == LoopForm.MAY_GOTO) {
            program.declared().functions().require("may_goto", MAY_GOTO.toString());
        } else if (first == LoopForm.VERIFIED) {
            program.declared().functions().require("a loop that is not written out", "5.3");
        }
        Flow flow = program.flow();
        int generations = flow.history().generations();
        Optional<PacketState> before = flow.packet();
        Optional<Temp> cursor = flow.packet().map(packet -> {
            Temp variable = flow.graph().variable("cursor", Long.SIZE);
            moveTo(variable, packet);
            flow.packet(packet.at(variable, 0).written());
            return variable;
        });
        Block out = flow.block();
        if (first == LoopForm.UNROLLED || times == 0) {
            writtenOut(times, body, cursor, out);
        } else {
            counted(times, body, cursor, out);
        }
        flow.goOn(out, cursor.flatMap(variable -> flow.packet().map(packet -> behind(packet, variable, before.orElseThrow()))));
        turns = Optional.empty();
        if (flow.history().generations() != generations) {
            throw CallSite.refuse("the packet cannot be moved in a loop: what was found in it before would be gone in the next turn");
        }
    }

    /** Where the cursor is behind the loop: where it was, unless a turn moved it. */
    private PacketState behind(PacketState packet, Temp variable, PacketState before) {
        return leavesCursor ? before.writtenSince(packet) : packet.at(variable, 0).written();
    }

    private static int most(LoopForm form) {
        return switch (form) {
            case UNROLLED -> MOST_UNROLLED;
            case VERIFIED -> MOST_VERIFIED;
            case MAY_GOTO -> MOST;
        };
    }

    private void writtenOut(int times, Body body, Optional<Temp> cursor, Block out) {
        Flow flow = program.flow();
        for (int i = 0; i < times && flow.isReachable(); i++) {
            int index = i;
            Block next = flow.block();
            turn(new Turns(flow.holdings().count(), next, out, cursor), () -> body.turn(program.num(Types.U32, index), this));
            flow.goOn(next, flow.packet());
        }
        if (flow.isReachable()) {
            flow.end(new Ending.Jump(out));
        }
    }

    /** Writes a loop that counts at its end, and makes one of {@code may_goto} of it if it is to be one. */
    private void counted(int times, Body body, Optional<Temp> cursor, Block out) {
        Flow flow = program.flow();
        Block start = flow.block();
        Block head = flow.block();
        Block first = flow.block();
        Block next = flow.block();
        flow.end(new Ending.Jump(start));
        flow.goOn(start);
        NumVar index = program.var(Types.U32, 0);
        flow.end(new Ending.Jump(head));
        flow.goOn(head);
        flow.end(new Ending.Jump(first));
        flow.goOn(first);
        long innerTurns = flow.followedAgain();
        turn(new Turns(flow.holdings().count(), next, out, cursor), () -> body.turn(index, this));
        flow.goOn(next);
        if (!flow.isReachable()) {
            return; // no turn comes to its end
        }
        if (straysCursor) {
            settle(cursor.orElseThrow());
        }
        index.add(1);
        Block last = flow.ended(new Ending.Branch(
                Condition.JLT, Width.W64, index.get().value(), Value.of(times), head, out, Ending.Likely.YES));
        long steps = steps(head, out) + flow.followedAgain() - innerTurns;
        if (told.isPresent() ? told.get() == LoopForm.MAY_GOTO : times * steps > FOLLOWED && mayGotoFor(times, steps)) {
            requireConverging(times);
            start.steps(List.of());
            flow.goOn(start);
            index.set(program.global(ZERO));
            Block test = flow.block();
            flow.aside(test, at -> at.end(new Ending.Branch(
                    Condition.JLT, Width.W64, index.get().value(), Value.of(times), first, out, Ending.Likely.YES)));
            head.end(new Ending.MayGoto(test, out));
            last.end(new Ending.Jump(head));
        } else {
            flow.followAgain((times - 1) * steps);
        }
    }

    /**
     * Counts the cursor from the packet's first byte again, by a number of which the verifier knows no more than the most that it can be. Ways
     * by which a turn came so far or farther are one to it then; else it would go through the rest of the loop by each of them, and each
     * turn has as many again.
     */
    private void settle(Temp cursor) {
        Flow flow = program.flow();
        Temp data = flow.packet().orElseThrow().data();
        Value offset = flow.binary(AluOp.SUB, Width.W64, cursor, data, Long.SIZE);
        Block near = flow.block();
        flow.end(new Ending.Branch(
                Condition.JGT, Width.W64, offset, Value.of(FURTHEST), program.outcome().tooShort(), near, Ending.Likely.NO));
        flow.goOn(near);
        flow.add(new Step.Binary(cursor, AluOp.ADD, Width.W64, data, offset));
    }

    private boolean mayGotoFor(int times, long steps) {
        Compilation compilation = program.declared().functions();
        boolean can = compilation.oldest()
                .map(oldest -> oldest.compareTo(MAY_GOTO) >= 0)
                .orElse(compilation.level().compareTo(IsaLevel.V4) >= 0);
        if (!can) {
            throw CallSite.refuse(times + " turns of some " + steps + " instructions are more than the verifier follows, a million in"
                    + " all: use p.loop (Linux 5.17), whose body shares one struct with the program, say that the kernel has may_goto"
                    + " (Programs.kernel(6, 9)), or tell LoopForm.VERIFIED where the loop is left early");
        }
        return true;
    }

    private void requireConverging(int times) {
        if (turnsMoveCursor) {
            throw CallSite.refuse("a loop of " + times + " turns with may_goto cannot move the cursor, since the verifier would follow it"
                    + " turn by turn: move it once behind the loop");
        }
    }

    /** Steps and endings of the blocks that lead from one to another. */
    private static long steps(Block from, Block to) {
        Set<Block> seen = new HashSet<>(Set.of(from, to));
        Deque<Block> left = new ArrayDeque<>(List.of(from));
        long steps = 0;
        while (!left.isEmpty()) {
            Block block = left.pop();
            steps += block.size() + 1L;
            if (block.isEnded()) {
                Stream.of(block.successors()).filter(seen::add).forEach(left::push);
            }
        }
        return steps;
    }

    private void turn(Turns one, Runnable body) {
        Flow flow = program.flow();
        turns = Optional.of(one);
        flow.packet().ifPresent(packet ->
                one.cursor().ifPresent(variable -> flow.packet(packet.at(variable, 0).written())));
        flow.within(body);
        if (flow.isReachable()) {
            end(one, one.next());
        }
    }
}
