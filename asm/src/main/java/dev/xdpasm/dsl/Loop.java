package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/** A loop with a bound: {@link Program#repeat}. Few turns are written out, many are a loop that the verifier follows. Linux 5.3. */
public final class Loop {
    /** Up to so many turns are written out one behind the other. */
    private static final int UNROLLED = 4;

    /** The verifier follows every turn, and a million instructions in all. */
    private static final int MOST = 1 << 20;

    private final Program program;
    private Optional<Turns> turns = Optional.empty();

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

    Loop(Program program) {
        this.program = program;
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
        flow.giveBack(running.held());
        if (flow.isReachable()) {
            running.cursor().ifPresent(variable -> flow.packet().ifPresent(packet -> moveTo(variable, packet)));
        }
        flow.end(new Ending.Jump(to));
    }

    private void moveTo(Temp variable, PacketState packet) {
        if (packet.base() == variable && packet.offset() == 0) {
            return;
        }
        program.flow().add(
                packet.offset() == 0
                        ? new Step.Move(variable, packet.base())
                        : new Step.Binary(variable, AluOp.ADD, Width.W64, packet.base(), Value.of(packet.offset())));
    }

    void run(int times, Body body) {
        if (times < 0 || times > MOST) {
            throw CallSite.refuse("a loop of " + times + " turns, expected 0 to " + MOST);
        }
        Flow flow = program.flow();
        int generations = flow.generations();
        Optional<Temp> cursor = flow.packet().map(packet -> {
            Temp variable = flow.graph().variable("cursor", Long.SIZE);
            moveTo(variable, packet);
            flow.packet(packet.at(variable, 0).written());
            return variable;
        });
        Block out = flow.block();
        if (times <= UNROLLED) {
            writtenOut(times, body, cursor, out);
        } else {
            counted(times, body, cursor, out);
        }
        flow.goOn(out, cursor.flatMap(variable -> flow.packet().map(packet -> packet.at(variable, 0).written())));
        turns = Optional.empty();
        if (flow.generations() != generations) {
            throw CallSite.refuse("the packet cannot be moved in a loop: what was found in it before would be gone in the next turn");
        }
    }

    private void writtenOut(int times, Body body, Optional<Temp> cursor, Block out) {
        Flow flow = program.flow();
        for (int i = 0; i < times; i++) {
            int index = i;
            Block next = flow.block();
            turn(new Turns(flow.held(), next, out, cursor), () -> body.turn(program.num(Types.U32, index), this));
            flow.goOn(next, flow.packet());
        }
        flow.end(new Ending.Jump(out));
    }

    private void counted(int times, Body body, Optional<Temp> cursor, Block out) {
        Flow flow = program.flow();
        NumVar index = program.var(Types.U32, 0);
        Block head = flow.block();
        Block next = flow.block();
        flow.end(new Ending.Jump(head));
        flow.goOn(head);
        turn(new Turns(flow.held(), next, out, cursor), () -> body.turn(index, this));
        flow.goOn(next);
        index.add(1);
        flow.end(new Ending.Branch(
                Condition.JLT, Width.W64, index.get().value(), Value.of(times), head, out, Ending.Likely.YES));
    }

    private void turn(Turns one, Runnable body) {
        Flow flow = program.flow();
        turns = Optional.of(one);
        flow.packet().ifPresent(packet ->
                one.cursor().ifPresent(variable -> flow.packet(packet.at(variable, 0).written())));
        flow.within(body);
        end(one, one.next());
    }
}
